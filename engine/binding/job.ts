// Which objects were made in the job that is running: no collector takes them before it ends.
import type { Clock } from './clock.ts';
import type { Gauges } from './policies/policy.ts';

/** A heap that is emptier than this share of its limit leaves nothing to explain. */
const kShareOfLimit = 1 / 16;

/** Cost: a comparison an object, and one further job for each job that makes objects in a heap that fills up. */
export class Job {
	readonly #clock: Clock;
	readonly #gauges: Gauges;
	#firstSerial = 0;

	constructor(clock: Clock, gauges: Gauges) {
		this.#clock = clock;
		this.#gauges = gauges;
	}

	/** The serial of the first object that this job has made; 0: none, or none is known. */
	get firstSerial(): number {
		return this.#firstSerial;
	}

	/** An object was made. */
	made(serial: number): void {
		if (this.#firstSerial > 0 || this.#gauges.liveBytes < this.#gauges.limitBytes * kShareOfLimit) return;
		this.#firstSerial = serial;
		this.#clock.soon(() => {
			this.#firstSerial = 0;
		});
	}
}

/** Gives a function that is true when it is called first in a job, and false until the next one. */
export function oncePerJob(clock: Clock): () => boolean {
	let done = false;
	return () => {
		if (done) return false;
		done = true;
		clock.soon(() => {
			done = false;
		});
		return true;
	};
}
