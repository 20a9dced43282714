// What is measured in Node: on the shipped engine as far as its exports reach, else on the bench module.
import { description } from '../../../engine/prebuilt/description.ts';
import { sceneRows, smoke } from '../smoke.ts';
import { meanMs, repetitions, rotated } from './measure.ts';
import { Chance, exported, Rows, rasterScene } from './scenes.ts';
import { benchModule, startEngine } from './wasm.ts';

const kPairs = 10_000;
const kWindowRows = 50;
const kChanges = 1000;
const kLooks = smoke ? 2 : 100;
const kRasterCells = 512 * 256;
const kRasterBytesPerCell = 2048;
const kMatrixSize = 256;
const kNoMarks = 0xffffffff;

/** ms for 10,000 replacements on either side, and for as many pairs of constructor and destructor. */
export function churnMs() {
	// One instance for each: malloc knows nothing of the memory that the heap takes.
	const heap = benchModule();
	if (exported(heap, 'bench_initHeap')() !== 1) throw new Error('The heap does not start');
	const churnMalloc = exported(benchModule(), 'bench_churnMalloc');
	const churnHeap = exported(heap, 'bench_churnHeap');
	const engine = startEngine(64 << 20);
	const make = exported(engine, '_MyClass__constructor');
	const destroy = exported(engine, '_MyClass__destructor');
	return rotated(9, {
		malloc: () => churnMalloc(kPairs),
		heap: () => churnHeap(kPairs),
		objects: () => {
			for (let i = 0; i < kPairs; i++) destroy(make(i));
		},
	});
}
export const kNsPerMs = 1e6;
export const nsPerPair = (ms: number) => (ms * kNsPerMs) / kPairs;

/** ms for as many counts by state among few rows and among many; and the bytes that a slot took. */
export function counts() {
	const module = benchModule();
	if (exported(module, 'bench_initCounts')(sceneRows) !== 1) throw new Error('No memory for the counts');
	const few = exported(module, 'bench_countFew');
	const many = exported(module, 'bench_countMany');
	const times = rotated(9, { few: () => few(100_000), many: () => many(100_000) });
	return { ...times, bytesPerSlot: exported(module, 'bench_bytesPerSlot')() };
}

/** ms for a raster, by mode. */
export function rasterMs() {
	const { instance, begin } = rasterScene();
	const raster = exported(instance, '_engine__raster');
	const draw = (mode: number) => () => {
		if (raster(begin, kRasterBytesPerCell, kRasterCells, mode, 0, 0, 0xffffffff) === 0)
			throw new Error('No memory for a raster');
	};
	return rotated(9, { state: draw(0), class: draw(1), age: draw(2) });
}

/** ms for a look, by order and place of the window, named as natively: after a change of order, and while it stays. */
export function lookMs() {
	const rows = new Rows();
	const snapshot = exported(rows.instance, '_engine__snapshot');
	const stateBit = (name: 'live' | 'cleared') => 1 << description.states.indexOf(name);
	const someStates = stateBit('live') | stateBit('cleared');
	const myClassBit = 1 << (description.classes.find(({ name }) => name === 'MyClass')?.id ?? 0);
	const afterChange = new Map<string, number[]>();
	const whileItStays = new Map<string, number[]>();
	for (let column = 0; column < description.columns.length; column++) {
		for (const filtered of [false, true]) {
			for (const place of [0, 1, 2]) {
				const states = filtered ? someStates : 0xffffffff;
				const classes = filtered ? myClassBit : 0xffffffff;
				const offset = place * (sceneRows / 2);
				let descending = 0;
				const look = () => {
					snapshot(column, descending, states, classes, 0, 0, 0xffffffff, offset, kWindowRows, kNoMarks);
				};
				const all = Array.from({ length: repetitions(5) });
				const turn = () => {
					descending = 1 - descending;
				};
				const name = `column:${column}/filtered:${Number(filtered)}/place:${place}`;
				afterChange.set(
					name,
					all.map(() => meanMs(kLooks, look, turn)),
				);
				whileItStays.set(
					name,
					all.map(() => meanMs(kLooks, look, () => rows.change(kChanges))),
				);
			}
		}
	}
	return { afterChange, whileItStays };
}

/** ms for a product of two matrices: the engine's, and the plain triple loop in JavaScript. */
export function matrixMs() {
	const engine = startEngine(64 << 20);
	const make = exported(engine, '_Matrix__constructor');
	const set = exported(engine, '_Matrix__set');
	const mul = exported(engine, '_Matrix__mul');
	const destroy = exported(engine, '_Matrix__destructor');
	const n = kMatrixSize;
	const chance = new Chance();
	const [a, b] = [make(n, n), make(n, n)];
	const [plainA, plainB] = [new Float64Array(n * n), new Float64Array(n * n)];
	for (let i = 0; i < n * n; i++) {
		plainA[i] = chance.below(100);
		plainB[i] = chance.below(100);
		set(a, Math.floor(i / n), i % n, plainA[i] ?? 0);
		set(b, Math.floor(i / n), i % n, plainB[i] ?? 0);
	}
	const check = mul(a, b);
	const plain = plainMul(plainA, plainB, n);
	for (let i = 0; i < n * n; i += 97) {
		const got = exported(engine, '_Matrix__get')(check, Math.floor(i / n), i % n);
		if (got !== plain[i]) throw new Error(`The products differ at ${i}: ${got} and ${plain[i]}`);
	}
	return rotated(9, { engine: () => destroy(mul(a, b)), javaScript: () => plainMul(plainA, plainB, n) });
}

function plainMul(a: Float64Array, b: Float64Array, n: number): Float64Array {
	const c = new Float64Array(n * n);
	for (let i = 0; i < n; i++) {
		for (let j = 0; j < n; j++) {
			let sum = 0;
			for (let k = 0; k < n; k++) sum += (a[i * n + k] as number) * (b[k * n + j] as number);
			c[i * n + j] = sum;
		}
	}
	return c;
}
