// The words of verdicts, and what is kept of a lesson when what is stored makes no sense.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts } from '../../../app/lessons/check.ts';
import { kNothing, parseKept } from '../../../app/lessons/LessonStore.ts';
import {
	bytes,
	endedBadly,
	interval,
	list,
	lostByDeleters,
	ms,
	notAllEnded,
	of,
	percent,
	plural,
	waiting,
	whereMade,
} from '../../../app/lessons/words.ts';
import type { Stats } from '../../../app/models/figures.ts';
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

/** Of a program that ended well, with these figures. */
function factsOf(figures: Partial<Stats> = {}): Facts {
	const stats = { ...makeSnapshot().stats, ...figures };
	const settings = { policy: 'none', intervalMs: 1, heapLimitBytes: 1, quarantineBytes: 0 } as const;
	const none = { lines: [], sweeps: [], collections: [], requests: [], points: [], console: [], earlier: [] };
	return {
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
}

test('a program that ended badly is told with its line, in short', () => {
	const facts = factsOf();
	const error = { name: 'TypeError', message: 'long '.repeat(50), line: 3 };
	assert.equal(endedBadly(facts), undefined);
	assert.equal(endedBadly({ ...facts, errors: [error] }), undefined, 'an error of a timer is the check to judge');
	const text = endedBadly({ ...facts, ended: 'error', errors: [error] })?.text ?? '';
	assert.match(text, /^The program ended with an error at line 3, TypeError: (long ?)+…$/);
	assert.ok(text.length < 150);
	assert.match(endedBadly({ ...facts, ended: 'crashed' })?.text ?? '', /did not answer, or ran out of memory/);
});

test('objects that have not ended are waited for, or never will', () => {
	const none = { madeCount: 50, liveCount: 0, clearedCount: 0, lostCount: 0, majorCollections: 6 };
	for (const [figures, words, wanted] of [
		[{}, {}, undefined],
		[{ madeCount: 0 }, {}, 'failed: The program made no object.'],
		[{ lostCount: 1 }, {}, 'failed: 1 of 50 is lost: under this policy nobody frees them.'],
		[{ lostCount: 3, liveCount: 9 }, { lost: 'who knows' }, 'failed: 3 of 50 are lost: who knows.'],
		[{ liveCount: 9 }, {}, 'waiting: Waiting for a collection: 9 of 50 are still live. Collect garbage asks for one.'],
		[{ liveCount: 9 }, { held: 'x' }, 'failed: 9 of 50 are still live after 6 collections: x.'],
		[
			{ liveCount: 1, majorCollections: 2 },
			{ held: 'x' },
			'waiting: Waiting for a collection: 1 of 50 is still live. Collect garbage asks for one.',
		],
		[
			{ liveCount: 9 },
			{ collection: 'a day' },
			'waiting: Waiting for a day: 9 of 50 are still live. Collect garbage asks for one.',
		],
		[{ clearedCount: 2 }, {}, 'waiting: Waiting for a sweep: 2 of 50 are cleared, and not yet freed.'],
		[{ clearedCount: 1 }, { sweep: 'it' }, 'waiting: Waiting for it: 1 of 50 is cleared, and not yet freed.'],
	] as const) {
		const said = notAllEnded(factsOf({ ...none, ...figures }), words);
		assert.equal(said && `${said.verdict}: ${plain(said.text)}`, wanted);
	}
});

test('lost objects are told with the deleter that failed, and with the lines that made them', () => {
	const facts = factsOf({ sweepCount: 0 });
	const error = { name: 'TypeError', message: '', line: 3 };
	assert.equal(lostByDeleters(facts), undefined);
	assert.match(lostByDeleters(factsOf({ sweepCount: 1 })) ?? '', /were called, and did not destroy/);
	assert.equal(lostByDeleters({ ...facts, errors: [error] }), 'a deleter failed at line 3 with TypeError');
	const line = { made: 9, live: 0, cleared: 0, freed: 0, deleted: 0, lost: 0, heldBytes: 0 };
	const lines = [
		{ ...line, line: 3, lost: 2 },
		{ ...line, line: 4, live: 1200 },
		{ ...line, line: 9, lost: 1 },
	];
	assert.equal(whereMade({ ...facts, lines }, 'lost'), '2 made at line 3 and 1 made at line 9');
	assert.equal(whereMade({ ...facts, lines }, 'live'), '1,200 made at line 4');
});

test('what is kept of a lesson and makes no sense counts for nothing', () => {
	for (const json of [null, '', '{', '[]', '3', 'null']) assert.deepEqual(parseKept(json), kNothing);
	const strange = { progress: 'won', choice: 7, revealed: 'yes', verdict: { verdict: 'waiting', text: 'x' }, code: 3 };
	assert.deepEqual(parseKept(JSON.stringify(strange)), kNothing);
	const whole = { progress: 'run', choice: 3, revealed: true, verdict: { verdict: 'failed', text: 'x' }, code: 'y' };
	assert.deepEqual(parseKept(JSON.stringify(whole)), whole);
});
