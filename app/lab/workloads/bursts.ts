// Bursts: a pause, then very many objects at once.
import { kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const bursts: BuiltIn = {
	title: 'Bursts',
	what: 'Does nothing, then makes very many objects at once, and again: how high does memory go, and how long does it stay there?',
	sizes: [
		{ name: 'objects', label: 'Objects in a burst', unit: '', min: 100, max: 50_000, initial: 10_000 },
		{ name: 'pauseMs', label: 'Pause after each', unit: 'ms', min: 1, max: 1000, initial: 250 },
		{ name: 'bursts', label: 'Bursts', unit: '', min: 1, max: 20, initial: 5 },
	],
	program: (sizes, seed) => `// Bursts: nothing for a while, then very many objects at once, as when a file is opened.
const seed = ${seed};
const objects = ${sizeOf(sizes, 'objects')}; // in each burst
const pauseMs = ${sizeOf(sizes, 'pauseMs')}; // after each burst
const bursts = ${sizeOf(sizes, 'bursts')};

${kRandom}

// All of it in one piece of synchronous code: nobody can collect or sweep before it ends.
function burst() {
  const all = [];
  for (let i = 0; i < objects; i++) {
    all.push(below(2) === 0 ? new MyClass(i) : new Buffer(1 + below(4 * 1024)));
  }
  return all.reduce((sum, one) => sum + (one instanceof Buffer ? one.size() : one.my_method()), 0);
}

let sum = 0;
for (let i = 0; i < bursts; i++) {
  sum += burst(); // when it comes back, all that it made is garbage
  await tick(pauseMs);
}
console.log(bursts * objects, 'objects made; the sum is', sum);
`,
	holds: () => 0,
	estimateMs: (sizes) => sizeOf(sizes, 'bursts') * (sizeOf(sizes, 'pauseMs') + sizeOf(sizes, 'objects') * kObjectMs),
};

/** Making one and what else it costs, in a browser. */
const kObjectMs = 0.004;
