// Cleaning in the background: destroys in small slices what was put off, as long as something is left.
import type { EngineExports } from './abi.ts';
import type { Clock, Timer } from './clock.ts';

/** How long one slice may hold the program up, unless the runtime is told otherwise. */
export const kDefaultCleaningBudgetMs = 1;

/** Destructors may run code of the program's, which may put off more: that comes after what waits already. */
export class Cleaning {
	readonly #clock: Clock;
	readonly #exports: EngineExports;
	#budgetMs = kDefaultCleaningBudgetMs;
	#timer: Timer | undefined;
	#stopped = false;

	constructor(clock: Clock, exports: EngineExports) {
		this.#clock = clock;
		this.#exports = exports;
	}

	get budgetMs(): number {
		return this.#budgetMs;
	}

	set budgetMs(budgetMs: number) {
		this.#budgetMs = checkBudget('cleaningBudgetMs', budgetMs);
	}

	/** Something was put off: slices follow, each in a job of its own. */
	pump(): void {
		if (this.#stopped || this.#timer !== undefined) return;
		this.#timer = this.#clock.after(0, () => {
			this.#timer = undefined;
			if (this.#exports._engine__clean(this.#budgetMs) > 0) this.pump();
		});
	}

	/** Cleans at once, for about `budgetMs`; gives how many objects are left. */
	clean(budgetMs: number): number {
		return this.#exports._engine__clean(checkBudget('clean(budgetMs): budgetMs', budgetMs)) >>> 0;
	}

	/** No slice comes any more. */
	stop(): void {
		this.#stopped = true;
		this.#timer?.cancel();
		this.#timer = undefined;
	}
}

function checkBudget(what: string, budgetMs: number): number {
	if (typeof budgetMs !== 'number') throw new TypeError(`${what} must be a number of milliseconds`);
	if (!(budgetMs >= 0)) throw new RangeError(`${what} must be from 0 ms to Infinity, and is ${budgetMs}`);
	return budgetMs;
}
