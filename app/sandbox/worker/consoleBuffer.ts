// The console's lines on their way to the page: batched and bounded, so that a flood of them floods nothing.
import type { Clock, Timer } from '../../../engine/binding/clock.ts';
import type { ConsoleLevel, ConsoleLine, FromWorker } from '../../protocol/messages.ts';
import { formatAll } from './format.ts';
import { notedLine } from './notedLine.ts';

/** A batch goes out this long after its first line at the latest, as soon as the program lets it. */
const kBatchMs = 50;
/** Of each batch the first lines are kept, with their place in the program, and the last, without. */
const kFirstLines = 200;
const kLastLines = 100;

/** Cost of a line beyond the kept ones: its formatting. Nothing of what is logged is held. */
export class ConsoleBuffer {
	readonly #clock: Clock;
	readonly #post: (message: FromWorker) => void;
	#first: ConsoleLine[] = [];
	/** A ring; `#lastCount` lines have been put into it. */
	#last: ConsoleLine[] = [];
	#lastCount = 0;
	#timer: Timer | undefined;
	#dueMs = 0;

	constructor(clock: Clock, post: (message: FromWorker) => void) {
		this.#clock = clock;
		this.#post = post;
	}

	add(level: ConsoleLevel, args: readonly unknown[]): void {
		// Before the formatting, which may run code of the program's: a Proxy's.
		const line = notedLine();
		const text = formatAll(args);
		if (this.#first.length === 0) this.#begin();
		if (this.#first.length < kFirstLines) {
			this.#first[this.#first.length] = { level, text, line };
		} else {
			this.#last[this.#lastCount++ % kLastLines] = { level, text, line: 0 };
			// The timer waits for a program that does not yield: look at the clock now and then.
			if (this.#lastCount % kLastLines === 0 && this.#clock.now() >= this.#dueMs) this.flush();
		}
	}

	/** Posts what there is, so that it comes before what is posted next. */
	flush(): void {
		this.#timer?.cancel();
		this.#timer = undefined;
		if (this.#first.length === 0) return;
		const lines = this.#first;
		const dropped = Math.max(0, this.#lastCount - kLastLines);
		for (let i = dropped; i < this.#lastCount; i++) lines[lines.length] = this.#last[i % kLastLines] as ConsoleLine;
		this.#first = [];
		this.#last = [];
		this.#lastCount = 0;
		this.#post({ kind: 'console', lines, dropped });
	}

	#begin(): void {
		this.#dueMs = this.#clock.now() + kBatchMs;
		this.#timer = this.#clock.after(kBatchMs, () => this.flush());
	}
}
