// The three steps of a first visit: they follow what the run did, and stay away once they were closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import { WelcomeModel } from '../../../app/models/WelcomeModel.ts';
import type { Snapshot } from '../../../app/protocol/snapshot.ts';
import { makeSnapshot } from './fakes.ts';
import { FakeStorage } from './share.ts';

function makeWelcome(storage = new FakeStorage(), first = true) {
	const latest = signal<Snapshot | null>(null);
	const firstVisit = signal(first);
	const welcome = new WelcomeModel({ storage, latest, firstVisit });
	const see = (stats: Partial<Snapshot['stats']>) => {
		latest.value = makeSnapshot(stats);
		return welcome.taken.value;
	};
	return { welcome, latest, firstVisit, storage, see };
}

test('the steps are taken by what is seen, and stay taken until the next run', () => {
	const { welcome, latest, see } = makeWelcome();
	assert.equal(see({}), 0);
	assert.equal(see({ madeCount: 50, liveCount: 50 }), 1);
	assert.equal(see({ madeCount: 50, clearedCount: 50 }), 2);
	assert.equal(see({ madeCount: 50, liveCount: 50 }), 2, 'a cleared state that was passed is forgotten');
	assert.equal(see({ madeCount: 50, freedCount: 50 }), 3);
	latest.value = null;
	assert.equal(welcome.taken.value, 0);
	assert.equal(see({ madeCount: 1, lostCount: 1 }), 2);
});

test('they are shown on a first visit until they are closed, for good', () => {
	const { welcome, storage, firstVisit } = makeWelcome();
	assert.equal(welcome.shown.value, true);
	firstVisit.value = false;
	assert.equal(welcome.shown.value, false, 'another sample has other steps');
	firstVisit.value = true;
	welcome.pointed.value = 'freed';
	welcome.close();
	assert.deepEqual([welcome.shown.value, welcome.pointed.value], [false, null]);
	assert.equal(makeWelcome(storage).welcome.shown.value, false);
});

test('who asks for them gets them anywhere, and can close them again', () => {
	const { welcome } = makeWelcome(new FakeStorage(), false);
	assert.equal(welcome.shown.value, false);
	welcome.ask();
	assert.equal(welcome.shown.value, true);
	welcome.close();
	assert.equal(welcome.shown.value, false);
});
