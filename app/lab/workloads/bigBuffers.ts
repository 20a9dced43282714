// Big buffers: many times more bytes than the heap has room for, behind wrappers of a few bytes.
import { kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const bigBuffers: BuiltIn = {
	title: 'Big buffers',
	what: 'Makes far more bytes than the heap has room for, behind wrappers so small that no collection seems needed: who runs out of memory?',
	sizes: [
		{ name: 'sizeKiB', label: 'Size of a buffer, in the mean', unit: 'KiB', min: 16, max: 1024, initial: 256 },
		{ name: 'count', label: 'Buffers', unit: '', min: 10, max: 20_000, initial: 8000 },
	],
	program: (
		sizes,
		seed,
	) => `// Big buffers: a wrapper is a few bytes to the collector, and a great deal of memory in truth.
const seed = ${seed};
const sizeKiB = ${sizeOf(sizes, 'sizeKiB')}; // of a buffer, in the mean
const count = ${sizeOf(sizes, 'count')};

${kRandom}

let sum = 0;
for (let i = 0; i < count; i++) {
  // From half of the size to one and a half of it.
  const buffer = new Buffer(Math.round(sizeKiB * 1024 * (0.5 + random())));
  buffer.fill(i % 256);
  sum += buffer.size();
  // Nothing holds the buffer any more. If memory presses, this lets go of the thread; if not, it goes on at once.
  await breathe();
}
console.log(count, 'buffers made,', Math.round(sum / 2 ** 20), 'MiB in all');
`,
	holds: () => 0,
	estimateMs: (sizes) => (sizeOf(sizes, 'count') * sizeOf(sizes, 'sizeKiB')) / kKiBPerMs,
};

/** Made, filled and freed under the policy pressure, in a browser. */
const kKiBPerMs = 2000;
