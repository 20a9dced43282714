// Links to experiments of the Lab: they are shown and never run, and no written program is lost to one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { usualExperiment } from '../../../app/lab/defaults.ts';
import { LayoutModel, sides } from '../../../app/models/LayoutModel.ts';
import { until } from '../../support/until.ts';
import { FakeStorage, makeShare } from './share.ts';

const linkOf = (value: unknown) => `lab1=${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;
const theirs = { ...usualExperiment, workload: { name: 'program', code: 'theirs();' } };

async function open(hash: string) {
	const page = makeShare(hash);
	await page.share.opened;
	return page;
}

type Page = ReturnType<typeof makeShare>;

const textOf = (page: Page) => page.notices.current.value?.text ?? '';

/** The page is open, with a program that is nowhere else, and such a link is put in. */
async function goes(hash: string, asks: (page: Page) => boolean): Promise<Page> {
	const page = makeShare();
	await page.share.opened;
	page.code.value = 'mine();';
	page.address.go(hash);
	await until('what came of the link', () => asks(page));
	return page;
}

test('a link with which the page is opened shows its experiment', async () => {
	const page = await open(linkOf(usualExperiment));
	assert.deepEqual(page.shown, [usualExperiment]);
	assert.equal(page.share.arrived, true);
	assert.equal(page.code.value, 'one();\n', 'a built-in workload leaves the program alone');
	assert.equal(page.share.leavesProgram, true);
	assert.equal(page.address.hash, linkOf(usualExperiment));
	assert.equal(textOf(page), 'This experiment came with the link. Look at it, then press Start trials.');
	assert.deepEqual((await open(linkOf(usualExperiment).replace('=', '%3D'))).shown, [usualExperiment]);
});

test('a program that comes with it is in the editor before the experiment is shown', async () => {
	const page = await open(linkOf(theirs));
	assert.deepEqual([page.code.value, page.shown], ['theirs();', [theirs]]);
	assert.deepEqual([page.program.unsaved.value, page.share.leavesProgram], [false, false]);
	assert.equal(page.run.policy.value, 'interval', 'what Live runs under stays');
});

test('a link that is damaged, newer or not valid is told, and shows nothing', async () => {
	for (const [hash, pattern] of [
		['lab1', /cut off or damaged/],
		['lab1=%', /cut off or damaged/],
		[linkOf(theirs).slice(0, -30), /cut off or damaged/],
		['lab2=abcd', /newer Sweepground/],
		[linkOf({ ...theirs, repeats: 99 }), /repeats must be a number from 1 to 20, not 99/],
	] as const) {
		const page = await open(hash);
		assert.match(textOf(page), pattern);
		assert.match(textOf(page), /The first sample is shown instead, and was not run\.$/);
		assert.deepEqual([page.shown, page.code.value, page.address.hash], [[], 'one();\n', '']);
	}
	const later = await goes('lab2=abcd', (page) => textOf(page) !== '');
	assert.match(textOf(later), /newer Sweepground.* Your program is still here\.$/);
	assert.equal(later.code.value, 'mine();');
});

test('a link to a sample, and one that is broken, put their program in the place of the kept one', async () => {
	for (const hash of ['sample=02-two', 'lab1=broken!', 'lab9=abc']) {
		assert.equal((await open(hash)).share.leavesProgram, false, hash);
	}
});

test('one that is put in later shows at once, if it brings no program', async () => {
	const page = await goes(linkOf(usualExperiment), ({ shown }) => shown.length > 0);
	assert.deepEqual([page.code.value, page.shown], ['mine();', [usualExperiment]]);
	assert.equal(page.notices.current.value?.actions, undefined);
});

for (const [answer, takes] of [
	['Open it', (page: Page) => page.notices.current.value?.actions?.[0]],
	['Keep mine', (page: Page) => page.notices.current.value?.actions?.[1]],
] as const) {
	test(`one that would replace a written program asks first: ${answer}`, async () => {
		const page = await goes(linkOf(theirs), ({ notices }) => notices.current.value?.actions?.length === 2);
		assert.match(textOf(page), /^The link to an experiment holds another program\. Opening it replaces the one/);
		assert.deepEqual([page.code.value, page.shown], ['mine();', []]);
		const action = takes(page);
		assert.equal(action?.label, answer);
		page.notices.take(action);
		const opened = answer === 'Open it';
		assert.deepEqual([page.code.value, page.shown.length], opened ? ['theirs();', 1] : ['mine();', 0]);
		assert.equal(page.address.hash, opened ? linkOf(theirs) : '');
	});
}

test('closed without an answer, what was written stays and the link goes', async () => {
	const page = await goes(linkOf(theirs), ({ notices }) => notices.current.value?.actions?.length === 2);
	page.notices.close();
	assert.deepEqual([page.code.value, page.shown, page.address.hash], ['mine();', [], '']);
});

test('a program’s link that the Lab’s has replaced in the address does not take that away', async () => {
	const page = makeShare();
	await page.share.share();
	assert.match(page.address.hash, /^s1=/);
	page.address.replace('lab1=mine');
	page.code.value = 'other();';
	assert.equal(page.address.hash, 'lab1=mine');
});

test('a visit begins with what runs, whatever was open before', () => {
	const storage = new FakeStorage();
	const layout = new LayoutModel(storage);
	assert.deepEqual([layout.side.value, sides], ['live', ['live', 'lab']]);
	layout.side.value = 'lab';
	assert.equal(new LayoutModel(storage).side.value, 'live');
	assert.equal(storage.writes, 0);
});
