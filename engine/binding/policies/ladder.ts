// How to ask so that a collection comes, at least cost: learnt from what came of it, not from an engine's name.
import { type Collector, kSureRequestBytes } from '../collector.ts';

interface Rung {
	ask(collector: Pick<Collector, 'litter' | 'request'>): void;
	/** How long a collection may come late. */
	readonly patienceMs: number;
}

const request = (sizeBytes: number, patienceMs: number): Rung => ({
	ask: (collector) => collector.request(sizeBytes),
	patienceMs,
});

/**
 * The cheapest first. Measured: two MiB of litter bring a minor collection in Chromium at once, or none; a request of
 * 128 MiB a major one in Firefox, at once, one of either kind every other time in Chromium, and one within 5 to 20 ms
 * in Node; 8 GiB bring a major one at once everywhere.
 */
const kRungs: readonly Rung[] = [
	{ ask: (collector) => collector.litter(2 ** 21), patienceMs: 0 },
	request(2 ** 27, 50),
	request(2 ** 30, 50),
	request(kSureRequestBytes, 50),
];
export const kTopRung = kRungs.length - 1;

/** How much the last answer counts, and from what share of prompt answers on a rung is worth beginning with. */
const kWeight = 0.25;
const kWorthIt = 0.4;
/** After so many answers what is below is tried again: engines change with what they have to do. */
const kAnswersUntilRetry = 200;

/** For each rung, how often a collection had come at once. */
export class Ladder {
	readonly #prompt = kRungs.map(() => 1);
	#answers = 0;

	/** The lowest rung that may be counted on; the top if there is none. */
	get best(): number {
		for (let rung = 0; rung < kTopRung; rung++) if ((this.#prompt[rung] as number) >= kWorthIt) return rung;
		return kTopRung;
	}

	rung(index: number): Rung {
		return kRungs[Math.min(index, kTopRung)] as Rung;
	}

	/** Whether what was asked on this rung had brought a collection at once. */
	answered(index: number, prompt: boolean): void {
		this.#prompt[index] = (1 - kWeight) * (this.#prompt[index] as number) + kWeight * (prompt ? 1 : 0);
		if (++this.#answers < kAnswersUntilRetry) return;
		this.#answers = 0;
		for (let i = 0; i < kTopRung; i++) this.#prompt[i] = Math.max(kWorthIt, this.#prompt[i] as number);
	}
}
