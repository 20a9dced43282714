// What is known of the selected object: asked for, kept, and never another's; and the suspects of its program.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Signal, signal } from '@preact/signals';
import { CardModel, type ObjectCard } from '../../../app/models/CardModel.ts';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import { type Analyser, SuspectsModel } from '../../../app/models/SuspectsModel.ts';
import { description } from '../../../engine/prebuilt/description.ts';
import { makeCard, makeNode } from '../panels/cards.ts';
import { FakePageClock, makeRow, makeSnapshot, settle } from './fakes.ts';

function makeModels() {
	const selection = new SelectionModel();
	const decode = () => makeSnapshot();
	const snapshots = new SnapshotModel(new FakePageClock(), decode, selection);
	const seen: Signal<ObjectCard | null> = signal(null);
	const model = new CardModel(Object.assign(snapshots, { seen: { ...snapshots.seen, object: seen } }), selection);
	return { selection, snapshots, seen, model };
}

test('what is selected is asked for, and no longer when nothing is', () => {
	const { selection, snapshots, model } = makeModels();
	const row = makeRow(7);
	selection.selected.value = row;
	assert.deepEqual(snapshots.wanted.object.value, { address: row.address, serial: 7 });
	assert.deepEqual(model.shown.value, { spot: row, row: null, card: null, forgotten: false });
	selection.selected.value = null;
	assert.deepEqual([snapshots.wanted.object.value, model.shown.value], [null, null]);
});

test("another object's answer is not shown, and what was seen last stays when the engine has forgotten it", () => {
	const { selection, seen, model } = makeModels();
	const row = makeRow(7);
	const card = makeCard({ row, nodes: [makeNode(7)] });
	selection.selected.value = row;
	seen.value = makeCard({ row: makeRow(6), nodes: [makeNode(6)] });
	assert.equal(model.shown.value?.card, null);
	seen.value = card;
	assert.equal(model.shown.value?.card, card);
	assert.equal(model.shown.value?.row, row);
	seen.value = makeCard({ story: { found: 'nothing', serial: 0 } });
	assert.deepEqual(model.shown.value, { spot: row, row, card, forgotten: true });
	selection.selected.value = makeRow(8);
	assert.equal(model.shown.value?.row, null);
});

function makeSuspects(analyse: Analyser['analyse']) {
	const ran = signal<{ readonly code: string } | null>(null);
	let loads = 0;
	const load = async () => {
		loads++;
		return { analyse, suspectsFor: (analysis) => analysis.suspects } satisfies Analyser;
	};
	const model = new SuspectsModel({ ran, description: signal(description), load });
	return { ran, model, loads: () => loads };
}

test('a program is analysed as it was run, once, when it is asked for', async () => {
	const codes: string[] = [];
	const { ran, model, loads } = makeSuspects(async (code, classNames) => {
		assert.ok(classNames.includes('MyClass'));
		codes.push(code);
		return { suspects: [] };
	});
	model.ask();
	ran.value = { code: 'first' };
	await settle();
	assert.deepEqual([codes, loads(), model.analysis.value], [[], 0, null]);
	model.ask();
	model.ask();
	await settle();
	assert.deepEqual(model.analysis.value, { suspects: [] });
	ran.value = { code: 'second' };
	assert.equal(model.analysis.value, null);
	model.ask();
	await settle();
	assert.deepEqual(codes, ['first', 'second']);
});

test('an analysis of a run that is over is dropped, and one that throws is told', async () => {
	const { ran, model } = makeSuspects(async (code) => {
		throw new Error(code);
	});
	ran.value = { code: 'old' };
	model.ask();
	ran.value = { code: 'new' };
	await settle();
	assert.equal(model.failed.value, false);
	model.ask();
	await settle();
	assert.equal(model.failed.value, true);
	ran.value = { code: 'newer' };
	assert.equal(model.failed.value, false);
});

test('a run that begins gives the analysis of the last one up', async () => {
	const signals: AbortSignal[] = [];
	const { ran, model } = makeSuspects((_code, _classNames, signal) => {
		signals.push(signal);
		return new Promise(() => {});
	});
	ran.value = { code: 'endless' };
	model.ask();
	await settle();
	assert.deepEqual(
		signals.map(({ aborted }) => aborted),
		[false],
	);
	ran.value = { code: 'next' };
	model.ask();
	await settle();
	assert.deepEqual(
		signals.map(({ aborted }) => aborted),
		[true, false],
	);
	assert.equal(model.failed.value, false);
});
