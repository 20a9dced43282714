// The sentence that tells what happened to an object, in every state, and the facts beside it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shown } from '../../../app/models/CardModel.ts';
import { factsOf, lookOfShown, storyOf } from '../../../app/panels/objectStory.ts';
import { makeCard, makeNode, shownCard, shownRow } from './cards.ts';

const kNowMs = 5000;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const used = { line: 12, bornMs: 340, usedMs: 510 };
const part = makeNode(1, { state: 'part', kind: 'part' });

const stories: [what: string, shown: Shown, being: string, story: string][] = [
	[
		'live',
		shownRow({ ...used, survived: 5 }),
		'live',
		'Made at line 12 at 0.34 s, last used at 0.51 s; alive for 4.7 s, survived 5 detected collections.',
	],
	[
		'live and young, never used, its line not known',
		shownRow({ line: 0, bornMs: 4900, survived: 1 }),
		'live',
		'Made at 4.90 s, never used; alive for 100 ms, survived 1 detected collection.',
	],
	[
		'cleared',
		shownRow({ ...used, state: 'cleared', clearedMs: 4902 }),
		'cleared',
		'Made at line 12 at 0.34 s, last used at 0.51 s, its WeakRef was seen empty at 4.90 s; its bytes are still held, for 98 ms by now.',
	],
	[
		'freed',
		shownRow({ ...used, state: 'freed', clearedMs: 1200, endedMs: 1298, by: 7 }),
		'freed',
		'Made at line 12 at 0.34 s, last used at 0.51 s, its WeakRef was seen empty at 1.20 s, freed by sweep 7 at 1.30 s, 98 ms later.',
	],
	[
		'freed, and never seen cleared',
		shownRow({ line: 2, bornMs: 0, state: 'freed', endedMs: 1298 }),
		'freed',
		'Made at line 2 at 0.00 s, never used, freed at 1.30 s.',
	],
	[
		'deleted',
		shownRow({ ...used, state: 'deleted', endedMs: 1340, by: 20 }),
		'deleted',
		'Made at line 12 at 0.34 s, last used at 0.51 s, deleted at line 20 at 1.34 s, 1.00 s old.',
	],
	[
		'lost',
		shownRow({ ...used, state: 'lost', clearedMs: 1200 }),
		'lost',
		'Made at line 12 at 0.34 s, last used at 0.51 s, its WeakRef was seen empty at 1.20 s; no policy will ever free it.',
	],
	[
		'not managed',
		shownCard(makeCard({ nodes: [makeNode(1, { state: 'unmanaged' })], story: { line: 4, bornMs: 2000 } })),
		'unmanaged',
		'Made at line 4 at 2.00 s, alive for 3.0 s; it is not managed, so no sweep will ever free it.',
	],
	[
		'borrowed',
		shownCard(makeCard({ nodes: [makeNode(1, { state: 'unmanaged' })], story: { bornMs: 2000, owner: 0x104a30 } })),
		'unmanaged',
		'Made at line 1 at 2.00 s, alive for 3.0 s; it lies in the object at 0x00104a30 and ends with it.',
	],
	[
		'a part',
		shownCard(makeCard({ nodes: [part], story: { found: 'part' } })),
		'part',
		'Made at line 1 by another object for itself, and ends with those that hold it.',
	],
	[
		'ended with its owner',
		shownCard(makeCard({ story: { found: 'history', cause: 'owner', bornMs: 100, endedMs: 900 } })),
		'ended',
		'Made at line 1 at 0.10 s, ended with the object that owned it at 0.90 s.',
	],
	[
		'deleted, without a row',
		shownCard(makeCard({ story: { found: 'quarantined', cause: 'deleted', by: 8, bornMs: 100, endedMs: 900 } })),
		'ended',
		'Made at line 1 at 0.10 s, deleted at line 8 at 0.90 s.',
	],
	[
		'forgotten',
		{ ...shownRow({ ...used, state: 'freed', clearedMs: 1200, endedMs: 1298, by: 7 }), forgotten: true },
		'freed',
		"Made at line 12 at 0.34 s, last used at 0.51 s, its WeakRef was seen empty at 1.20 s, freed by sweep 7 at 1.30 s, 98 ms later. This is what was seen last: it has left the engine's history.",
	],
	[
		'never answered',
		{ ...shownRow(used), row: null },
		'unknown',
		'Made at line 12 at 0.34 s; no more is known of it yet.',
	],
];

for (const [what, shown, being, story] of stories) {
	test(`the story of an object: ${what}`, () => {
		assert.equal(plain(storyOf(shown, kNowMs)), story);
		const look = lookOfShown(shown);
		assert.equal(look.being, being);
		assert.notEqual(look.sign, '');
	});
}

test('facts give what is known, and lines to go to', () => {
	const facts = factsOf(shownRow({ line: 12, state: 'deleted', endedMs: 9, by: 20, handle: 3, generation: 2 }));
	assert.deepEqual(
		facts.map(({ name, text, line }) => [name, plain(text), line]),
		[
			['pointer', '0x00100180', undefined],
			['size', '32 B', undefined],
			['made at', 'line 12', 12],
			['deleted at', 'line 20', 20],
			['wrapper', 'its ptr is 0', undefined],
			['handle', '0x00000003, generation 2', undefined],
		],
	);
	const stray = factsOf(shownCard(makeCard({ nodes: [makeNode(1, { line: 0 })] })));
	assert.deepEqual(
		stray.map(({ name }) => name),
		['pointer'],
	);
});
