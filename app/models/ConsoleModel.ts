// Lines of the program's console, bounded; what fell out is counted. Lines are data here, never HTML.
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../lib/clock.ts';
import type { ConsoleLine, ProgramError } from '../protocol/messages.ts';

/** Lines kept; older ones go. */
export const kConsoleLines = 1000;

/** A drawing with more new lines than this is a flood: only the newest are drawn until it is over. */
const kFloodLines = 100;
/** How many older lines come back with each drawing after that. */
const kCatchUpLines = 150;

/** Shortest time between two drawings, so that a flood of lines leaves the page its time. */
const kFlushMs = 100;

export interface ShownLine extends ConsoleLine {
	/** Counts from 1 over the life of the page: names the line while it moves up. */
	readonly id: number;
}

export class ConsoleModel {
	/** As drawn: follows what was added, at the latest after `kFlushMs`; in a flood the newest lines alone. */
	readonly lines: ReadonlySignal<readonly ShownLine[]>;
	/** Lines that were made and are not kept. */
	readonly droppedCount: ReadonlySignal<number>;

	readonly #lines: Signal<readonly ShownLine[]> = signal([]);
	readonly #droppedCount = signal(0);
	readonly #clock: Clock;
	#kept: ShownLine[] = [];
	#dropped = 0;
	#nextId = 1;
	#flushedAtMs = Number.NEGATIVE_INFINITY;
	#flushPlanned = false;
	/** Id of the newest line that was drawn, and how many lines are drawn. */
	#drawnId = 0;
	#drawnCount = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.lines = this.#lines;
		this.droppedCount = this.#droppedCount;
	}

	/** `dropped`: how many more were made between these and not handed over. */
	add(lines: readonly ConsoleLine[], dropped = 0): void {
		for (const line of lines) this.#kept.push({ ...line, id: this.#nextId++ });
		const over = Math.max(0, this.#kept.length - kConsoleLines);
		if (over > 0) this.#kept = this.#kept.slice(over);
		this.#dropped += dropped + over;
		this.#planFlush();
	}

	/** The page's own note about the run. */
	note(text: string): void {
		this.add([{ level: 'system', text, line: 0 }]);
	}

	addError(error: ProgramError): void {
		this.add([{ level: 'error', text: `${error.name}: ${error.message}`, line: error.line }]);
	}

	clear(): void {
		this.#kept = [];
		this.#dropped = 0;
		this.#flush();
	}

	/** The lines kept: the list itself, which grows until lines fall out of it or it is cleared; then there is another. */
	get kept(): readonly ConsoleLine[] {
		return this.#kept;
	}

	/** Every line kept now, drawn or not. */
	all(): ConsoleLine[] {
		return this.#kept.map(({ level, text, line }) => ({ level, text, line }));
	}

	#planFlush(): void {
		if (this.#flushPlanned) return;
		this.#flushPlanned = true;
		const waitMs = Math.max(0, this.#flushedAtMs + kFlushMs - this.#clock.nowMs());
		this.#clock.after(waitMs, () => this.#flush());
	}

	#flush(): void {
		this.#flushPlanned = false;
		this.#flushedAtMs = this.#clock.nowMs();
		const newestId = this.#nextId - 1;
		const newCount = newestId - this.#drawnId;
		this.#drawnId = newestId;
		this.#drawnCount = newCount > kFloodLines ? kFloodLines : this.#drawnCount + newCount + kCatchUpLines;
		batch(() => {
			this.#lines.value = this.#kept.slice(-this.#drawnCount);
			this.#droppedCount.value = this.#dropped;
		});
		if (this.#drawnCount < this.#kept.length) this.#planFlush();
	}
}
