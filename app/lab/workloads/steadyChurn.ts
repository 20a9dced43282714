// Steady churn: some objects each turn, which live a few turns. The Lab's default.
import { kMake, kOrdinaryWork, kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const steadyChurn: BuiltIn = {
	title: 'Steady churn',
	what: 'Makes some objects every few milliseconds and drops them a little later: which policy keeps up, at what cost?',
	sizes: [
		{ name: 'objects', label: 'Objects each turn', unit: '', min: 1, max: 1000, initial: 200 },
		{ name: 'pauseMs', label: 'Pause between turns', unit: 'ms', min: 1, max: 20, initial: 10 },
		{ name: 'turns', label: 'Turns', unit: '', min: 1, max: 500, initial: 125 },
	],
	program: (sizes, seed) => `// Steady churn: objects come and go, as in a game or an editor at work.
const seed = ${seed};
const objects = ${sizeOf(sizes, 'objects')}; // made in each turn
const pauseMs = ${sizeOf(sizes, 'pauseMs')}; // between two turns
const turns = ${sizeOf(sizes, 'turns')};

${kRandom}

${kMake}

${kOrdinaryWork}

const recent = []; // what the last eight turns made
let sum = 0;
for (let turn = 0; turn < turns; turn++) {
  const made = [];
  for (let i = 0; i < objects; i++) made.push(make());
  // What stood here was made eight turns ago, and is dropped: from now on it is garbage, and its native bytes too.
  recent[turn % 8] = made;
  // What lives is used now and then.
  for (const all of recent) {
    const one = all[below(objects)];
    if (one instanceof Buffer) one.fill(turn % 256);
  }
  sum += ordinaryWork();
  // Lets go of the thread: collector and policy get their turn, and the page may draw.
  await tick(pauseMs);
}
console.log(turns * objects, 'objects made; the sum is', sum.toFixed(3));
`,
	holds: () => 0,
	estimateMs: (sizes) =>
		sizeOf(sizes, 'turns') * (sizeOf(sizes, 'pauseMs') + 0.7 + sizeOf(sizes, 'objects') * kObjectMs),
};

/** Making one and what else it costs, in a browser. */
const kObjectMs = 0.004;
