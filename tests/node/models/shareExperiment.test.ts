// Whether a link leaves the reader's own program alone: only one to an experiment that brings none does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usualExperiment } from '../../../app/lab/defaults.ts';
import { labFragment } from '../../../app/lab/link.ts';
import { makeShare } from './share.ts';

async function open(hash: string) {
	const page = makeShare(hash);
	await page.share.opened;
	return page;
}

test('a link to an experiment with a built-in workload leaves the program to others', async () => {
	const page = await open(await labFragment(usualExperiment));
	assert.deepEqual(page.shown, [usualExperiment]);
	assert.equal(page.share.leavesProgram, true);
	assert.equal(page.code.value, 'one();\n');
});

test('a link to an experiment with a program, a sample and a link that is broken say what is shown', async () => {
	const workload = { name: 'program', code: 'mine();\n' } as const;
	const page = await open(await labFragment({ ...usualExperiment, workload }));
	assert.equal(page.code.value, 'mine();\n');
	assert.equal(page.share.leavesProgram, false);
	for (const hash of ['sample=02-two', 'lab1=broken!', 'lab9=abc']) {
		assert.equal((await open(hash)).share.leavesProgram, false, hash);
	}
});
