// What is kept over a reload: what the reader changed, all of it, and nothing that a link or a script brought.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kMaxProgramChars } from '../../../app/models/programState.ts';
import { SavedModel } from '../../../app/models/SavedModel.ts';
import { FakePageClock } from './fakes.ts';
import { FakeStorage, makeProgram } from './share.ts';

const kLongAfterMs = 10_000;
const kDefaults = { policy: 'pressure', intervalMs: 100, heapLimitBytes: 64 << 20, quarantineBytes: 128 << 10 };

function makePage(storage = new FakeStorage()) {
	const parts = makeProgram();
	const clock = new FakePageClock();
	const saved = new SavedModel(storage, clock, parts.program);
	saved.restore();
	return { ...parts, storage, clock, saved };
}

test('program, sample and settings come back after a reload', () => {
	const page = makePage();
	void page.samples.choose(page.samples.samples[1] ?? assert.fail());
	page.code.value = 'mine();';
	page.run.policy.value = 'gated';
	page.run.intervalMs.value = 7;
	page.run.heapLimitBytes.value = 2 << 20;
	page.run.quarantineBytes.value = 0;
	page.clock.advance(kLongAfterMs);
	assert.equal(page.storage.writes, 1, 'each change was written by itself');
	const again = makePage(page.storage);
	assert.deepEqual(again.program.now.value, page.program.now.value);
	again.clock.advance(kLongAfterMs);
	assert.equal(page.storage.writes, 1, 'what was only read was written');
	assert.equal(again.program.unsaved.value, true);
});

test('a page that goes writes first what is waiting', () => {
	const page = makePage();
	page.saved.flush();
	assert.equal(page.storage.writes, 0);
	page.code.value = 'last words';
	page.saved.flush();
	page.saved.flush();
	page.clock.advance(kLongAfterMs);
	assert.equal(page.storage.writes, 1);
	assert.equal(makePage(page.storage).code.value, 'last words');
});

test('what came with a link or a script is kept once the reader changes it', () => {
	const page = makePage();
	page.code.value = 'linked();';
	page.saved.settle();
	page.clock.advance(kLongAfterMs);
	page.saved.flush();
	assert.equal(page.storage.writes, 0);
	page.code.value = 'linked(1);';
	page.clock.advance(kLongAfterMs);
	assert.equal(makePage(page.storage).code.value, 'linked(1);');
});

test('another tab changes nothing here, and the last to write wins', () => {
	const storage = new FakeStorage();
	const [one, two] = [makePage(storage), makePage(storage)];
	one.code.value = 'one';
	one.clock.advance(kLongAfterMs);
	assert.equal(two.code.value, 'one();\n');
	two.code.value = 'two';
	two.clock.advance(kLongAfterMs);
	one.saved.flush();
	assert.equal(one.code.value, 'one');
	assert.equal(makePage(storage).code.value, 'two');
});

test('what cannot be read is forgotten, and what is too long leaves nothing older behind', () => {
	for (const kept of ['{', 'null', '{"code":1}', '{"code":"x","sample":"01-one","policy":"never"}']) {
		const storage = new FakeStorage();
		storage.kept.set('program', kept);
		assert.equal(makePage(storage).code.value, 'one();\n');
	}
	const page = makePage();
	page.code.value = 'short';
	page.clock.advance(kLongAfterMs);
	page.code.value = 'x'.repeat(kMaxProgramChars + 1);
	page.clock.advance(kLongAfterMs);
	assert.equal(makePage(page.storage).code.value, 'one();\n');
});

test("a script's program is not under what a former page had chosen, but under what was chosen since", () => {
	const page = makePage();
	page.run.heapLimitBytes.value = 1 << 20;
	page.run.quarantineBytes.value = 0;
	page.run.policy.value = 'none';
	page.clock.advance(kLongAfterMs);

	const again = makePage(page.storage);
	assert.equal(again.run.policy.value, 'none');
	again.samples.replaced();
	assert.equal(again.run.policy.value, 'pressure');
	assert.deepEqual(again.samples.settings(), { ...kDefaults });
	again.run.heapLimitBytes.value = 4 << 20;
	assert.deepEqual(again.samples.settingsForScript(), { ...kDefaults, heapLimitBytes: 4 << 20 });
});
