// How much to ask for, so that a collection comes: learnt from what came of it, not from an engine's name.

/**
 * Sizes in bytes, of which the first is the cheapest. Measured: 128 MiB brings a collection at once in Firefox, every
 * other time in Chromium, and some milliseconds later in Node; 8 GiB bring one at once everywhere.
 */
export const kRequestBytes: readonly number[] = [2 ** 27, 2 ** 30, 2 ** 33];
export const kTopRung = kRequestBytes.length - 1;

/** How much the last answer counts, and from what share of prompt answers on a rung is worth beginning with. */
const kWeight = 0.25;
const kWorthIt = 0.4;
/** After so many answers what is below is tried again: engines change with what they have to do. */
const kAnswersUntilRetry = 100;

/** For each rung, how often a collection had come by the next job. */
export class Ladder {
	#prompt = kRequestBytes.map(() => 1);
	#answers = 0;

	/** The lowest rung that may be counted on; the top if there is none. */
	get best(): number {
		for (let rung = 0; rung < kTopRung; rung++) if ((this.#prompt[rung] as number) >= kWorthIt) return rung;
		return kTopRung;
	}

	/** Whether a request on this rung had brought a collection by the next job. */
	answered(rung: number, prompt: boolean): void {
		this.#prompt[rung] = (1 - kWeight) * (this.#prompt[rung] as number) + kWeight * (prompt ? 1 : 0);
		if (++this.#answers < kAnswersUntilRetry) return;
		this.#answers = 0;
		for (let i = 0; i < kTopRung; i++) this.#prompt[i] = Math.max(kWorthIt, this.#prompt[i] as number);
	}
}
