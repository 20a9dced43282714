// Waiting in tests: looks again and again until what is wanted is there, and fails loudly when it never comes.
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';

const kLookEveryMs = 20;

/**
 * Gives the first value of `look` that `holds`: any but undefined, null, false, 0 and '', unless said.
 * After the deadline it throws, with the last value, or while a look is still under way. An error of `look` ends the
 * wait at once.
 */
export async function until<T>(
	description: string,
	look: () => T | Promise<T>,
	deadlineMs = 10_000,
	holds: (value: T) => boolean = Boolean,
): Promise<T> {
	const startMs = performance.now();
	const failed = (why: string) => new Error(`Not within ${deadlineMs} ms: ${description}. ${why}`);
	for (;;) {
		const leftMs = Math.max(deadlineMs - (performance.now() - startMs), kLookEveryMs);
		const end = new AbortController();
		const late = setTimeout(leftMs, undefined, { signal: end.signal }).then(() => {
			throw failed('The last look has not ended');
		});
		const value = await Promise.race([look(), late]).finally(() => {
			late.catch(() => {});
			end.abort();
		});
		if (holds(value)) return value;
		if (performance.now() - startMs > deadlineMs) {
			throw failed(`The last look gave ${inspect(value, { depth: 6 })}`);
		}
		await setTimeout(kLookEveryMs);
	}
}
