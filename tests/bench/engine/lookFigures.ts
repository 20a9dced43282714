// What the worker takes to answer the page with all that it may want of one moment, beside a flood of changes.
import { readFile } from 'node:fs/promises';
import { Engine } from '../../../engine/binding/engine.ts';
import type { BlockFilter } from '../../../engine/binding/raster.ts';
import { enginePath } from '../../support/paths.ts';
import { sceneRows, smoke } from '../smoke.ts';

/** Made, and as many freed, between two looks: 50,000 a second at 60 looks. */
const kChanges = 833;
const kLooks = smoke ? 3 : 200;
/** A map of a great screen. */
const kCells = 512 * 256;
const kWindowRows = 256;

/** ms of each look: snapshot, map, two cards and a region. `born`: only a stretch of the run stands out, up to now. */
export async function everythingMs(): Promise<Record<'plain' | 'born', number[]>> {
	const engine = await Engine.load(await readFile(enginePath));
	let line = 1;
	const runtime = engine.start({ policy: 'none', heapLimitBytes: 512 << 20, site: () => line });
	const { exports } = runtime;
	const native = (name: string) => Reflect.get(exports, name) as (argument: number) => number;
	const [make, destroy] = [native('_MyClass__constructor'), native('_MyClass__destructor')];
	const objects: number[] = [];
	const add = () => {
		line = 1 + (line % 100);
		const object = make(1);
		exports._engine__manage(object);
		objects.push(object);
	};
	while (objects.length < sceneRows) add();
	let at = 0;
	const change = () => {
		for (let i = 0; i < kChanges; i++) {
			at = (at + 7919) % objects.length;
			destroy(objects[at] as number);
			objects[at] = objects.pop() as number;
			add();
		}
	};
	const look = (filter: BlockFilter): number => {
		change();
		const { heapBegin, heapEnd } = runtime.stats();
		const object = { address: objects[at] as number, serial: 0 };
		const startMs = performance.now();
		const rows = { sort: 'size', descending: true, states: [], offset: 0, count: kWindowRows, ...filter } as const;
		runtime.snapshot({ rows, markFrom: 1 });
		const bytesPerCell = Math.ceil((heapEnd - heapBegin) / kCells / 16) * 16;
		runtime.raster({ begin: heapBegin, bytesPerCell, cells: kCells, mode: 'state', filter });
		runtime.object(object);
		runtime.object({ address: object.address + 3, serial: 0 });
		runtime.region({ begin: object.address, sizeBytes: 4096 });
		return performance.now() - startMs;
	};
	const looks = (filter: BlockFilter) => {
		look(filter);
		return Array.from({ length: kLooks }, () => look(filter));
	};
	const nowMs = runtime.stats().nowMs;
	const result = { plain: looks({}), born: looks({ born: { fromMs: nowMs / 2, toMs: nowMs + 600_000 } }) };
	runtime.end();
	return result;
}
