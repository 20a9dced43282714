// Looks and sweeps in slices: between two of them the program goes on.
import type { EngineExports } from './abi.ts';
import type { Clock } from './clock.ts';
import type { Looked, Slots } from './slots.ts';
import { kWeakRefsPerJob } from './weakRefs.ts';

/** How long one slice may hold the program up. */
export const kSliceMs = 4;
/** How many WeakRefs are looked at between two looks at the clock. */
const kLooksPerClockRead = 1024;

/**
 * How far a pass goes. `found`: nothing is looked at, what was seen cleared is freed. `young`: objects that a minor
 * collection can have taken. `all`: every slot.
 */
export type Reach = 'found' | 'young' | 'all';

export interface PassResult {
	/** WeakRefs found empty. */
	readonly found: number;
	readonly freed: number;
	/** In all slices together. */
	readonly workMs: number;
}

const kNothing: PassResult = { found: 0, freed: 0, workMs: 0 };

interface Request {
	readonly reach: Reach;
	readonly frees: boolean;
	done(result: PassResult): void;
}

/** A pass at work. */
interface Pass {
	readonly request: Request;
	/** What is looked at before the slots: handles by age. */
	readonly young: readonly (readonly number[])[];
	age: number;
	/** The next of this age, and then the next slot. */
	at: number;
	readonly slots: number;
	found: number;
	full: number;
	freed: number;
	workMs: number;
}

const kDistance = { found: 0, young: 1, all: 2 } as const;
export const further = (a: Reach, b: Reach): Reach => (kDistance[a] > kDistance[b] ? a : b);

/**
 * One pass at a time; what is asked for meanwhile comes after it, in one. A pass that frees is one sweep, whatever its
 * slices. WeakRefs are looked at in jobs of their own.
 */
export class Passes {
	readonly #clock: Clock;
	readonly #exports: EngineExports;
	readonly #slots: Slots;
	#pass: Pass | undefined;
	#next: Request | undefined;
	/** A slice is to come. */
	#planned = false;
	/** A slice is at work, or a sweep in one piece: it ends the engine's sweep, whatever a deleter does meanwhile. */
	#atWork = false;
	#held = false;
	#stopped = false;

	constructor(clock: Clock, exports: EngineExports, slots: Slots) {
		this.#clock = clock;
		this.#exports = exports;
		this.#slots = slots;
	}

	/**
	 * Asks for a pass, which begins in a later job; `now`: in this one, unless another is at work. `done` is called at its
	 * end, or at once after `stop()`.
	 */
	ask(reach: Reach, frees: boolean, done: (result: PassResult) => void = () => {}, now = false): void {
		if (this.#stopped) {
			done(kNothing);
			return;
		}
		const next = this.#next;
		this.#next = {
			reach: next === undefined ? reach : further(next.reach, reach),
			frees: frees || next?.frees === true,
			done:
				next === undefined
					? done
					: (result) => {
							next.done(result);
							done(result);
						},
		};
		if (now && this.#pass === undefined && !this.#held) this.#work();
		this.#plan();
	}

	/** No WeakRef is looked at until `release()`. */
	hold(): void {
		this.#held = true;
	}

	release(): void {
		this.#held = false;
		this.#plan();
	}

	/** A sweep in one piece begins; gives what `leave()` takes. */
	enter(): boolean {
		const before = this.#atWork;
		this.#atWork = true;
		return before;
	}

	leave(before: boolean): void {
		this.#atWork = before;
	}

	/** Every slot has just been looked at, and what was found is freed: nothing is left to do for the pass at work. */
	overtake(freed: number): void {
		if (this.#pass === undefined) return;
		this.#pass.freed += freed;
		this.#giveBack(this.#pass);
		this.#end(this.#pass);
	}

	/** Ends the pass at work where it is, and what was asked for beside it. Whoever waits is told. */
	cancel(): void {
		const pass = this.#pass;
		const next = this.#next;
		this.#pass = undefined;
		this.#next = undefined;
		if (pass !== undefined) {
			if (pass.request.frees && !this.#atWork) this.#exports._engine__endSweep();
			this.#giveBack(pass);
			pass.request.done(pass);
		}
		next?.done(kNothing);
	}

	/** No slice comes any more. */
	stop(): void {
		this.#stopped = true;
		this.cancel();
	}

	/** The next slice is the next job, if there is something to do. */
	#plan(): void {
		const idle = this.#pass === undefined && this.#next === undefined;
		if (idle || this.#planned || this.#held || this.#stopped) return;
		this.#planned = true;
		this.#clock.soon(() => {
			this.#planned = false;
			if (!this.#held && !this.#stopped) this.#work();
			this.#plan();
		});
	}

	#work(): void {
		const pass = this.#pass ?? this.#begin();
		if (pass !== undefined && !this.#atWork) this.#slice(pass);
	}

	#begin(): Pass | undefined {
		const request = this.#next;
		if (request === undefined) return undefined;
		this.#next = undefined;
		const { young, length } = this.#slots;
		const all = request.reach === 'all' || (request.reach === 'young' && young.count > length);
		// Where many are young they are not looked at twice: the slots alone will do.
		const together = all && 2 * young.count > length;
		if (together) young.allGrowOlder();
		this.#pass = {
			request,
			young: together || request.reach === 'found' ? [] : young.takeAll(),
			age: 0,
			at: 0,
			slots: all ? length : 0,
			found: 0,
			full: 0,
			freed: 0,
			workMs: 0,
		};
		return this.#pass;
	}

	#slice(pass: Pass): void {
		const { frees } = pass.request;
		const beginMs = this.#clock.now();
		const deadlineMs = beginMs + kSliceMs;
		let more = true;
		const kept = pass.full + kWeakRefsPerJob;
		this.#atWork = true;
		if (frees) this.#exports._engine__beginSweep();
		try {
			while (more && this.#pass === pass) {
				more = this.#step(pass, deadlineMs);
				if (pass.full >= kept || this.#clock.now() >= deadlineMs) break;
			}
		} finally {
			this.#atWork = false;
			pass.workMs += this.#clock.now() - beginMs;
			// A deleter may have swept, changed the policy or ended the run: then it is not this pass's any more.
			const goesOn = more && this.#pass === pass;
			if (frees && goesOn) this.#exports._engine__pauseSweep();
			else if (frees) this.#exports._engine__endSweep();
			if (!more && this.#pass === pass) this.#end(pass);
		}
	}

	/** A piece of the pass; false if nothing is left of it. */
	#step(pass: Pass, deadlineMs: number): boolean {
		const slots = this.#slots;
		const ofAge = pass.young[pass.age];
		if (ofAge !== undefined) {
			const end = Math.min(pass.at + kLooksPerClockRead, ofAge.length);
			const survivors: number[] = [];
			this.#count(pass, slots.lookAt(ofAge, pass.at, end, survivors));
			slots.young.age(survivors, pass.age);
			pass.at = end;
			if (end === ofAge.length) {
				pass.age++;
				pass.at = 0;
			}
		} else if (pass.at < pass.slots) {
			const end = Math.min(pass.at + kLooksPerClockRead, pass.slots);
			this.#count(pass, slots.look(pass.at, end));
			pass.at = end;
		}
		const { frees } = pass.request;
		if (frees && slots.hasCleared) pass.freed += slots.freeSome(deadlineMs);
		return pass.age < pass.young.length || pass.at < pass.slots || (frees && slots.hasCleared);
	}

	#count(pass: Pass, { found, full }: Looked): void {
		pass.found += found;
		pass.full += full;
	}

	/** What it has not come to is as young as it was. */
	#giveBack(pass: Pass): void {
		for (let age = pass.age; age < pass.young.length; age++)
			this.#slots.young.giveBack(pass.young[age] as number[], age === pass.age ? pass.at : 0, age);
	}

	#end(pass: Pass): void {
		this.#pass = undefined;
		pass.request.done(pass);
	}
}
