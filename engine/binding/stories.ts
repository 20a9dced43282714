// What is known of an object when something goes wrong with it, in sentences.
import type { Description, EngineExports } from './abi.ts';
import { hex, NativeHeapExhausted, PointerError, sizeText } from './errors.ts';
import { copySnapshot, decodeRow, decodeSnapshot, type Row } from './snapshot.ts';
import type { Views } from './views.ts';

const kRowBytes = 40;

/** Makes the runtime's errors. Reads the engine only; cost: a walk through the table. */
export class Stories {
	readonly #description: Description;
	readonly #exports: EngineExports;
	readonly #views: Views;

	constructor(description: Description, exports: EngineExports, views: Views) {
		this.#description = description;
		this.#exports = exports;
		this.#views = views;
	}

	/** The error for a misuse that the engine has found; `classId` is what the call wanted, 0 for any. */
	raised(code: number, address: number, classId: number): Error {
		const wanted = this.#description.classes.find((c) => c.id === classId)?.name ?? 'object';
		switch (this.#description.errors[code]) {
			case 'nullPointer':
				return new PointerError(
					`The pointer is null (0) and leads to no ${wanted}: a constructor gives null when the native heap is full`,
				);
			case 'foreignPointer': {
				const row = this.#row(address, 0);
				const before = row
					? `${past(row)}, and nothing lives there now`
					: 'no managed object is known to have lived there';
				return new PointerError(`No live ${wanted} starts at ${hex(address)}: ${before}`);
			}
			case 'wrongClass': {
				const row = this.#row(address, 0);
				const there = row ? `a ${row.className} (#${row.serial})` : 'an object of another class';
				return new PointerError(`What lives at ${hex(address)} is ${there}, not a ${wanted}`);
			}
			case 'tableFull':
				return new RangeError('The managed table is full: no more objects can be managed in this run');
			default:
				return new Error(`The engine reports error ${this.#description.errors[code] ?? code}`);
		}
	}

	/** The error for a wrapper whose object has ended; `what` was called. */
	dead(what: string, className: string, address: number, serial: number): Error {
		const row = this.#row(address, serial);
		const story = row ? past(row) : `${className} #${serial}, which lived at ${hex(address)}, has been destroyed`;
		return new PointerError(`${what} needs a live object: ${story}`);
	}

	/** The error for a constructor that gave a null pointer. */
	exhausted(className: string, args: readonly number[]): Error {
		const rows = { sort: 'serial', descending: false, states: [], offset: 0, count: 0 } as const;
		const bytes = copySnapshot(this.#description, this.#exports, this.#views, { rows, journalFrom: 0xffffffff });
		const { stats } = decodeSnapshot(this.#description, bytes);
		return new NativeHeapExhausted(
			`new ${className}(${args.join(', ')}) does not fit in the native heap: ` +
				`${sizeText(stats.nativeLiveBytes)} of at most ${sizeText(stats.nativeLimitBytes)} are taken ` +
				`by ${stats.liveBlocks} objects, and no free piece is large enough. Free some with delete(), or drop ` +
				'their wrappers and await collectGarbage() or tick(), so that a policy can free them',
		);
	}

	/** The newest row of this address, and of this serial unless it is 0. */
	#row(address: number, serial: number): Row | undefined {
		const at = this.#exports._engine__story(address, serial) >>> 0;
		if (at === 0) return undefined;
		return decodeRow(this.#description, new DataView(this.#views.copy(at, kRowBytes)), 0);
	}
}

const timeText = (ms: number) => `${Number(ms.toFixed(1))} ms`;

/** `MyClass #3 at 0x00100020, made at 1.5 ms, was freed by a sweep at 104.2 ms`. */
function past({ className, serial, address, state, bornMs, endedMs }: Row): string {
	const object = `${className} #${serial} at ${hex(address)}, made at ${timeText(bornMs)},`;
	if (state === 'freed') return `${object} was freed by a sweep at ${timeText(endedMs)}`;
	if (state === 'deleted') return `${object} was deleted at ${timeText(endedMs)}`;
	return `${object} is ${state}`;
}
