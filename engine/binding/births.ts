// Which objects were made in a stretch of the run: their serials, asked of the engine no more often than needed.
import type { EngineExports } from './abi.ts';
import type { TimeRange } from './snapshot.ts';
import type { Views } from './views.ts';

/** The first and the last serial; rows between them pass. */
export interface SerialRange {
	first: number;
	last: number;
}

/** What lets every row through. */
export const kEverySerial: SerialRange = { first: 0, last: 0xffffffff };
/** What lets none through. */
const kNoSerial: SerialRange = { first: 1, last: 0 };
/** Births may be noted late by so much: the engine does not read the clock at each call. In ms. */
const kLateMs = 2;
/** Ranges that are kept in mind: those of table and map, and of each the one before. */
const kKept = 4;

interface Known extends TimeRange {
	/** It was past when the engine was asked: nothing will change. */
	past: boolean;
	serials: SerialRange;
}

export class Births {
	readonly #exports: EngineExports;
	readonly #views: Views;
	readonly #nowMs: () => number;
	#known: Known[] = [];

	/** `nowMs`: since the run began. */
	constructor(exports: EngineExports, views: Views, nowMs: () => number) {
		this.#exports = exports;
		this.#views = views;
		this.#nowMs = nowMs;
	}

	/** Of the rows born in the range. Costs a pass over the table, once for a range that lasts and has rows, and once when it is past. */
	serials(range: TimeRange | undefined): SerialRange {
		if (range === undefined) return kEverySerial;
		const { fromMs, toMs } = range;
		const past = this.#nowMs() > toMs + kLateMs;
		const known = this.#known.find((it) => it.fromMs === fromMs && it.toMs === toMs);
		if (known && (known.past || !past)) return known.serials;
		const { first, last } = this.#ask(range);
		if (first === 0 && !past) return kNoSerial;
		// While it lasts, all that is still to be made belongs to it: then neither end changes, nor the rows' order.
		const serials = past ? (first === 0 ? kNoSerial : { first, last }) : { first, last: kEverySerial.last };
		const others = this.#known.filter((it) => it !== known).slice(0, kKept - 1);
		this.#known = [{ fromMs, toMs, past, serials }, ...others];
		return serials;
	}

	/** The table was changed other than by time: what is known holds no longer. */
	forget(): void {
		this.#known = [];
	}

	#ask({ fromMs, toMs }: TimeRange): SerialRange {
		const address = this.#exports._engine__serialsBetween(fromMs, toMs) >>> 0;
		return { first: this.#views.word(address) ?? 0, last: this.#views.word(address + 4) ?? 0 };
	}
}
