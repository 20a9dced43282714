// Long-lived beside churn: very many objects that are held on purpose, and some that come and go.
import { kMake, kOrdinaryWork, kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const longLived: BuiltIn = {
	title: 'Long-lived beside churn',
	what: 'Holds very many objects on purpose while others come and go: what does each look at all of them cost, and does it keep the dead alive?',
	sizes: [
		{ name: 'held', label: 'Objects held', unit: '', min: 1, max: 150_000, initial: 50_000 },
		{ name: 'objects', label: 'Objects each turn', unit: '', min: 1, max: 1000, initial: 200 },
		{ name: 'turns', label: 'Turns', unit: '', min: 1, max: 400, initial: 100 },
	],
	program: (
		sizes,
		seed,
	) => `// Long-lived beside churn: whoever looks at all objects looks at those that are held, too, again and again.
const seed = ${seed};
const held = ${sizeOf(sizes, 'held')}; // objects that stay, on purpose
const objects = ${sizeOf(sizes, 'objects')}; // made in each turn, and dropped
const turns = ${sizeOf(sizes, 'turns')};

${kRandom}

${kMake}

${kOrdinaryWork}

// A global reaches them after the program's end, too.
globalThis.longLived = [];
for (let i = 0; i < held; i++) {
  longLived.push(new MyClass(below(1000)));
  if (i % 5000 === 4999) await tick(0);
}

let sum = 0;
for (let turn = 0; turn < turns; turn++) {
  for (let i = 0; i < objects; i++) make();
  sum += longLived[below(held)].my_method() + ordinaryWork();
  await tick(10);
}
console.log(turns * objects, 'objects made beside', held, 'that are held; the sum is', sum.toFixed(3));
`,
	holds: (sizes) => sizeOf(sizes, 'held'),
	estimateMs: (sizes) =>
		sizeOf(sizes, 'held') * kObjectMs + sizeOf(sizes, 'turns') * (10.7 + sizeOf(sizes, 'objects') * kObjectMs),
};

/** Making one and what else it costs, in a browser. */
const kObjectMs = 0.004;
