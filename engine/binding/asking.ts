// Asks JavaScript's collector to run until it has.
import type { Clock } from './clock.ts';
import { type Collector, kSureRequestBytes } from './collector.ts';

/** How long one request may wait for what it was for, and how the sizes asked for grow until that comes. */
const kRequestPatienceMs = 250;
const kFirstRequestBytes = 2 ** 30;
/** The first collection may have begun before the program dropped its last reference; the second has not. */
const kCollectionsToBeSure = 2;

/**
 * True once what was dropped before the call was collected, unless something else holds it; false if no collection came
 * within about two seconds. To be called in a job that has looked at no WeakRef; meanwhile nobody should.
 */
export async function untilCollected(clock: Clock, collector: Collector): Promise<boolean> {
	for (let i = 0; i < kCollectionsToBeSure; i++) if (!(await askOnce(clock, collector))) return false;
	return true;
}

/** Until a witness was collected: a collection that has merely been detected may have passed by what is old. */
async function askOnce(clock: Clock, collector: Collector): Promise<boolean> {
	let collected = false;
	let wake = () => {};
	collector.dropWitness(() => {
		collected = true;
		wake();
	});
	for (let sizeBytes = kFirstRequestBytes; !collected && sizeBytes <= kSureRequestBytes; sizeBytes *= 2) {
		collector.request(sizeBytes);
		await new Promise<void>((resolve) => {
			const patience = clock.after(kRequestPatienceMs, resolve);
			wake = () => {
				patience.cancel();
				resolve();
			};
		});
	}
	return collected;
}
