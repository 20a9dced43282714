// The engine's bounds: natively by Google Benchmark and in Node on the engine.wasm that ships, in one table. A bound
// that does not hold ends it with 1. With SMOKE=1 everything runs once, on little, and the figures mean nothing.
import { type Figure, holds, print, ratioOf, spreadOf, worstOf } from './engine/figures.ts';
import { everythingMs } from './engine/lookFigures.ts';
import { buildNative, NativeTimes } from './engine/native.ts';
import { buildBenchModule, engineBytes } from './engine/wasm.ts';
import { churnMs, counts, kNsPerMs, lookMs, matrixMs, nsPerPair, rasterMs } from './engine/wasmFigures.ts';
import { sceneRows, smoke } from './smoke.ts';

/** Pairs, or counts, in an iteration of the native benchmarks: kBatch in ratios_bench.cpp. */
const kNativeBatch = 1000;

buildNative();
buildBenchModule();
const figures: Figure[] = [];

{
	const native = new NativeTimes('^(churn|objectPairs)', 9, true);
	const wasm = churnMs();
	const nativeNs = (ms: number) => (ms * kNsPerMs) / kNativeBatch;
	figures.push(
		{
			name: 'checked allocate + free, malloc + free = 1',
			unit: '',
			native: ratioOf(native.ms('churnHeap'), native.ms('churnMalloc')),
			wasm: ratioOf(wasm.heap, wasm.malloc),
			bound: { atMost: 2.5 },
		},
		{
			name: '– malloc + free alone',
			unit: 'ns',
			native: spreadOf(native.ms('churnMalloc').map(nativeNs)),
			wasm: spreadOf(wasm.malloc.map(nsPerPair)),
		},
		{
			name: '– MyClass, constructor + destructor, through the exports',
			unit: 'ns',
			native: spreadOf(native.ms('objectPairs').map(nativeNs)),
			wasm: spreadOf(wasm.objects.map(nsPerPair)),
		},
	);
}
{
	const native = new NativeTimes('^raster', 9, false);
	const wasm = rasterMs();
	for (const [mode, name] of (['state', 'class', 'age'] as const).entries()) {
		figures.push({
			name: `raster 512×256 of 256 MiB, a million blocks, by ${name}`,
			unit: 'ms',
			native: spreadOf(native.ms(`raster/mode:${mode}`)),
			wasm: spreadOf(wasm[name]),
			bound: { atMost: 5 },
		});
	}
}
{
	const native = new NativeTimes('^look', 5, false);
	const wasm = lookMs();
	figures.push(
		{
			name: '50 of a million rows, after a change of order, worst of all orders',
			unit: 'ms',
			native: worstOf(native.eachMs('lookAfterChangeOfOrder')),
			wasm: worstOf(wasm.afterChange),
			bound: { atMost: 1 },
		},
		{
			name: '50 of a million rows, the order stays, 1,000 changes before, worst',
			unit: 'ms',
			native: worstOf(native.eachMs('lookWhileItStays')),
			wasm: worstOf(wasm.whileItStays),
			bound: { atMost: 0.1 },
		},
	);
}
{
	const { plain, born } = await everythingMs();
	const name = 'all that the page may want of one moment, a million live, 833 changes before';
	figures.push(
		{ name, unit: 'ms', wasm: spreadOf(plain), bound: { atMost: 4 } },
		{
			name: '– the same, objects of a stretch of the run standing out',
			unit: 'ms',
			wasm: spreadOf(born),
		},
	);
}
{
	const native = new NativeTimes('^count', 9, true);
	const wasm = counts();
	figures.push(
		{
			name: 'count by state, a million rows, a thousand = 1',
			unit: '',
			native: ratioOf(native.ms('countMany'), native.ms('countFew')),
			wasm: ratioOf(wasm.many, wasm.few),
			bound: { atMost: 1.2 },
		},
		{
			name: 'memory of a slot',
			unit: 'byte',
			native: spreadOf([native.bytesPerSlot()]),
			wasm: spreadOf([wasm.bytesPerSlot]),
			bound: { atMost: 48 },
		},
	);
}
{
	const native = new NativeTimes('^(matrix|plain)Mul', 9, true);
	const wasm = matrixMs();
	figures.push(
		{
			name: 'Matrix.mul 256×256, faster than a triple loop in JavaScript (native: C++)',
			unit: '',
			native: ratioOf(native.ms('plainMul'), native.ms('matrixMul')),
			wasm: ratioOf(wasm.javaScript, wasm.engine),
			bound: { atLeast: 4, of: 'wasm' },
		},
		{
			name: '– Matrix.mul 256×256 alone',
			unit: 'ms',
			native: spreadOf(native.ms('matrixMul')),
			wasm: spreadOf(wasm.engine),
		},
	);
}
figures.push({ name: 'engine.wasm', unit: 'KiB', wasm: spreadOf([engineBytes() / 1024]), bound: { atMost: 112 } });

console.log(`\nmedian (least–greatest) of the repetitions${smoke ? `; a smoke run on ${sceneRows} rows` : ''}`);
print(figures, !smoke);
if (!smoke && figures.some((figure) => holds(figure) === false)) process.exitCode = 1;
