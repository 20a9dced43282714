// The page's idle moments, passed on to a worker under the policy `idle`: one at a time, each after the one before was
// answered.
import type { Clock } from '../lib/clock.ts';

export class IdleTurns {
	readonly #clock: Clock;
	readonly #pass: () => void;
	#wanted = false;
	#underWay = false;
	#cancel: () => void = () => {};

	/** `pass`: tells the worker of an idle moment. */
	constructor(clock: Clock, pass: () => void) {
		this.#clock = clock;
		this.#pass = pass;
	}

	/** Whether they are passed on from now on. */
	want(wanted: boolean): void {
		this.#wanted = wanted;
		this.#plan();
	}

	/** The worker has come to the end of its idle turn. */
	answered(): void {
		this.#underWay = false;
		this.#plan();
	}

	#plan(): void {
		this.#cancel();
		this.#cancel = () => {};
		if (!this.#wanted || this.#underWay) return;
		this.#cancel = this.#clock.idle(() => {
			this.#underWay = true;
			this.#pass();
		});
	}
}
