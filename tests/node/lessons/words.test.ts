// The words of verdicts, and what is kept of a lesson when what is stored makes no sense.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts } from '../../../app/lessons/check.ts';
import { kNothing, parseKept } from '../../../app/lessons/LessonStore.ts';
import { bytes, endedBadly, interval, list, ms, of, percent, plural, waiting } from '../../../app/lessons/words.ts';
import { makeSnapshot } from '../models/fakes.ts';

/** With plain spaces, to be read here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

for (const [text, wanted] of [
	[plural(1, 'object'), '1 object'],
	[plural(1480, 'object'), '1,480 objects'],
	[plural(1, 'entry', 'entries'), '1 entry'],
	[plural(0, 'entry', 'entries'), '0 entries'],
	[of(50, 1000), '50 of 1,000'],
	[ms(212), '212 ms'],
	[interval(2500), '2.5 s'],
	[bytes(64 << 20), '64 MiB'],
	[percent(0, 50), '0 %'],
	[percent(1, 1_000_000), '0.1 %'],
	[percent(999_999, 1_000_000), '99 %'],
	[percent(50, 50), '100 %'],
	[percent(1, 3), '33 %'],
	[percent(1, 0), '0 %'],
	[list([]), ''],
	[list(['a']), 'a'],
	[list(['a', 'b', 'c']), 'a, b and c'],
	[waiting('a sweep.').text, 'Waiting for a sweep.'],
] as const) {
	test(`lessons say ${wanted || 'nothing'}`, () => assert.equal(plain(text), wanted));
}

test('a program that ended badly is told with its line, in short', () => {
	const { stats } = makeSnapshot();
	const settings = { policy: 'none', intervalMs: 1, heapLimitBytes: 1, quarantineBytes: 0 } as const;
	const none = { lines: [], sweeps: [], collections: [], requests: [], points: [], console: [], earlier: [] };
	const facts: Facts = {
		...none,
		stats,
		atEnd: stats,
		errors: [],
		ended: 'ok',
		endedMs: 1,
		msSinceEnd: 0,
		settings,
		settingsChanged: false,
	};
	const error = { name: 'TypeError', message: 'long '.repeat(50), line: 3 };
	assert.equal(endedBadly(facts), undefined);
	assert.equal(endedBadly({ ...facts, errors: [error] }), undefined, 'an error of a timer is the check to judge');
	const text = endedBadly({ ...facts, ended: 'error', errors: [error] })?.text ?? '';
	assert.match(text, /^The program ended with an error at line 3, TypeError: (long ?)+…$/);
	assert.ok(text.length < 150);
	assert.match(endedBadly({ ...facts, ended: 'crashed' })?.text ?? '', /did not answer, or ran out of memory/);
});

test('what is kept of a lesson and makes no sense counts for nothing', () => {
	for (const json of [null, '', '{', '[]', '3', 'null']) assert.deepEqual(parseKept(json), kNothing);
	const strange = { progress: 'won', choice: 7, revealed: 'yes', verdict: { verdict: 'waiting', text: 'x' }, code: 3 };
	assert.deepEqual(parseKept(JSON.stringify(strange)), kNothing);
	const whole = { progress: 'run', choice: 3, revealed: true, verdict: { verdict: 'failed', text: 'x' }, code: 'y' };
	assert.deepEqual(parseKept(JSON.stringify(whole)), whole);
});
