// Long stretches: synchronous code that lets nobody else run, with a turn between.
import { kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const longStretches: BuiltIn = {
	title: 'Long stretches',
	what: 'Works in long pieces of synchronous code with one turn between, in which alone a policy can run: what piles up meanwhile?',
	sizes: [
		{ name: 'steps', label: 'Steps in a stretch', unit: '', min: 100, max: 20_000, initial: 6000 },
		{ name: 'stretches', label: 'Stretches', unit: '', min: 1, max: 40, initial: 16 },
	],
	program: (sizes, seed) => `// Long stretches: while synchronous code runs, nobody collects, calls back or sweeps.
const seed = ${seed};
const steps = ${sizeOf(sizes, 'steps')}; // in each stretch; a thousand take some tens of milliseconds
const stretches = ${sizeOf(sizes, 'stretches')};

${kRandom}

// A native buffer for some plain computing, and nobody needs it afterwards.
function step() {
  const buffer = new Buffer(1 + below(1024));
  buffer.fill(below(256));
  const words = [];
  for (let i = 0; i < 100; i++) words.push(below(1000).toString(36));
  return (buffer.checksum() + words.join(' ').length) % 1000;
}

let sum = 0;
for (let stretch = 0; stretch < stretches; stretch++) {
  for (let i = 0; i < steps; i++) sum += step();
  await tick(0); // one turn for all others
}
console.log(stretches * steps, 'buffers made; the sum is', sum);
`,
	holds: () => 0,
	estimateMs: (sizes) => sizeOf(sizes, 'stretches') * sizeOf(sizes, 'steps') * kStepMs,
};

/** In a browser. */
const kStepMs = 0.01;
