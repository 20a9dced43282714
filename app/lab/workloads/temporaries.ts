// Temporaries: native objects that an expression makes and nobody names.
import { kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const temporaries: BuiltIn = {
	title: 'Temporaries',
	what: 'Computes with matrices, where each operation gives an object that nobody named and nobody can delete: who finds them?',
	sizes: [
		{ name: 'columns', label: 'Columns of a matrix', unit: '', min: 2, max: 64, initial: 32 },
		{ name: 'steps', label: 'Steps each turn', unit: '', min: 1, max: 100, initial: 30 },
		{ name: 'turns', label: 'Turns', unit: '', min: 1, max: 200, initial: 100 },
	],
	program: (
		sizes,
		seed,
	) => `// Temporaries: x.mul(b).add(c) makes two native objects, and the first of them never had a name.
const seed = ${seed};
const columns = ${sizeOf(sizes, 'columns')}; // of each matrix
const steps = ${sizeOf(sizes, 'steps')}; // computed in each turn
const turns = ${sizeOf(sizes, 'turns')};

${kRandom}

// So small that what is multiplied again and again stays small.
function randomMatrix(rows) {
  const matrix = new Matrix(rows, columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) matrix.set(row, column, random() / columns);
  }
  return matrix;
}

const b = randomMatrix(columns);
let sum = 0;
for (let turn = 0; turn < turns; turn++) {
  // As many rows as columns, in the mean.
  const rows = 1 + below(2 * columns - 1);
  const c = randomMatrix(rows);
  let x = randomMatrix(rows);
  for (let step = 0; step < steps; step++) {
    x = x.mul(b).add(c); // the product is garbage at once, the old x as well
  }
  sum += x.get(0, 0);
  await tick(10);
}
console.log(turns * (2 + 2 * steps) + 1, 'matrices made; the sum is', sum.toFixed(6));
`,
	holds: () => 0,
	estimateMs: (sizes) => {
		const numbers = sizeOf(sizes, 'columns') ** 2;
		const stepMs = kStepMs + numbers * sizeOf(sizes, 'columns') * kTermMs;
		return sizeOf(sizes, 'turns') * (10.7 + sizeOf(sizes, 'steps') * stepMs + numbers * kNumberMs);
	},
};

/** Two operations without their terms; a term of a product; setting the numbers of a turn, each. In a browser. */
const kStepMs = 0.01;
const kTermMs = 1e-6;
const kNumberMs = 3e-4;
