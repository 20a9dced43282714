// Which policy and interval hold: a sample's with its program, the page's where it says nothing, and what was chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import * as page from '../../../app/models/policies.ts';
import { type Sample, SampleModel } from '../../../app/models/SampleModel.ts';
import type { Policy } from '../../../app/protocol/messages.ts';
import * as binding from '../../../engine/binding/policies/index.ts';

const sample = (id: string, rest: Partial<Sample> = {}): Sample => ({
	id,
	title: id,
	code: id,
	minutes: 1,
	repair: false,
	...rest,
});
const idle = sample('idle', { policy: 'idle' });
const looping = sample('looping', { policy: 'interval', intervalMs: 10 });
const silent = sample('silent');

function makeModel(samples: readonly Sample[] = [looping, idle, silent]) {
	const code = signal(samples[0]?.code ?? '');
	const policy = signal<Policy>('none');
	const intervalMs = signal(1);
	const setCode = (text: string) => {
		code.value = text;
	};
	const [heapLimitBytes, quarantineBytes] = [signal(1), signal(1)];
	const places = { code, setCode, policy, intervalMs, heapLimitBytes, quarantineBytes };
	const loads: string[] = [];
	const model = new SampleModel(samples, places, async (id) => {
		loads.push(id);
		if (id === 'gone') throw new Error('no network');
		return `late ${id}`;
	});
	const now = () => [code.value, policy.value, intervalMs.value];
	const limits = () => [heapLimitBytes.value, quarantineBytes.value];
	return { model, ...places, now, limits, loads };
}

test("the page's policies are the binding's, with its default and its bounds", () => {
	assert.deepEqual(page.policyNames, Object.keys(binding.policies));
	assert.equal(page.kDefaultPolicy, binding.kDefaultPolicy);
	assert.equal(page.kDefaultIntervalMs, binding.kDefaultIntervalMs);
	assert.deepEqual([page.kMinIntervalMs, page.kMaxIntervalMs], [binding.kMinIntervalMs, binding.kMaxIntervalMs]);
	for (const name of page.policyNames) assert.match(page.meaningOf(name), /^[A-Z].{20,90}[^.]$/, name);
	for (const foreign of ['', 'toString', '__proto__', 'Idle', 3, null, undefined, ['idle']])
		assert.equal(page.isPolicy(foreign), false, String(foreign));
});

test('the first sample and each chosen one set policy and interval, or the defaults', () => {
	const { model, now } = makeModel();
	assert.deepEqual(now(), ['looping', 'interval', 10]);
	void model.choose(idle);
	assert.deepEqual(now(), ['idle', 'idle', 100]);
	void model.choose(silent);
	assert.deepEqual(now(), ['silent', 'pressure', 100]);
});

test('what the reader changed holds until a sample is chosen', () => {
	const { model, code, policy, now } = makeModel();
	policy.value = 'gated';
	code.value = 'edited';
	assert.equal(model.edited.value, true);
	void model.choose(looping);
	assert.deepEqual(now(), ['looping', 'interval', 10]);
	assert.equal(model.edited.value, false);
	void model.choose(looping, 'mine');
	assert.deepEqual(now(), ['mine', 'interval', 10]);
	assert.equal(model.edited.value, true);
});

test('a sample brings its limits, and the next one the defaults', () => {
	const small = sample('small', { heapLimitBytes: 8 << 20, quarantineBytes: 0 });
	const { model, limits, heapLimitBytes } = makeModel([small, silent]);
	assert.deepEqual(limits(), [8 << 20, 0]);
	model.replaced();
	assert.deepEqual(limits(), [64 << 20, 128 << 10], "a script's program kept the limits of the sample before it");
	void model.choose(small);
	heapLimitBytes.value = 4 << 20;
	assert.deepEqual(model.settingsForScript().heapLimitBytes, 4 << 20);
	void model.choose(silent);
	assert.deepEqual(limits(), [64 << 20, 128 << 10]);
});

test('a program that is not here is loaded first, once; of two that were asked for, the later is shown', async () => {
	const [late, later] = ['late', 'later'].map((id): Sample => ({ id, title: id, minutes: 1, repair: false }));
	const { model, now, loads } = makeModel([looping, late ?? silent, later ?? silent]);
	const shown: string[] = [];
	model.onShow = (view) => shown.push(view);
	const [first, second] = [model.choose(late ?? silent), model.choose(later ?? silent)];
	assert.deepEqual(now(), ['looping', 'interval', 10], 'the program went before the other was there');
	await Promise.all([first, second]);
	assert.deepEqual(now(), ['late later', 'pressure', 100]);
	void model.choose({ ...(late ?? silent), show: 'lifetimes' });
	assert.equal(now()[0], 'late late');
	assert.deepEqual(loads, ['late', 'later']);
	assert.deepEqual(shown, ['lifetimes']);
});

test('a run waits for what was chosen last, and for nothing that is out of date or never comes', async () => {
	const [late, later, gone] = ['late', 'later', 'gone'].map((id) => ({ id, title: id, minutes: 1, repair: false }));
	assert.ok(late && later && gone);
	const { model, now } = makeModel([looping, late, later, gone]);
	/** What a run asked for at this moment is of. */
	const runs = () => model.chosen.then(() => now()[0]);
	assert.equal(await runs(), 'looping');
	void model.choose(late);
	const before = runs();
	void model.choose(later);
	assert.deepEqual([await before, await runs()], ['late later', 'late later']);
	model.choose(gone).catch(() => {});
	assert.equal(await runs(), 'late later');
	void model.choose({ ...late, id: 'late2' });
	model.replaced();
	assert.equal(await runs(), 'late later', 'a script has put in its own');
});

test('a program that cannot be had leaves everything as it was, and says so', async () => {
	const { model, now } = makeModel([looping, { id: 'gone', title: 'Gone', minutes: 1, repair: false }]);
	const gone = model.find('gone') ?? assert.fail();
	await assert.rejects(model.choose(gone), /The lesson Gone could not be loaded/);
	assert.deepEqual(now(), ['looping', 'interval', 10]);
	assert.equal(model.current.value.id, 'looping');
});

test("a script's own program ends what the sample brought, and nothing that was chosen since", () => {
	const { model, policy, intervalMs, now } = makeModel();
	model.replaced();
	assert.deepEqual(now().slice(1), ['pressure', 100]);
	void model.choose(looping);
	policy.value = 'gated';
	model.replaced();
	assert.deepEqual(now().slice(1), ['gated', 100]);
	void model.choose(looping);
	intervalMs.value = 20;
	model.replaced();
	assert.deepEqual(now().slice(1), ['pressure', 20]);
});

test('what a script gives holds over any number of programs, also if the sample had said the same', () => {
	const { model, now } = makeModel();
	model.override({ policy: 'interval' });
	model.replaced();
	model.replaced();
	assert.deepEqual(now().slice(1), ['interval', 100], "the interval was the sample's alone");
	model.override({});
	void model.choose(looping);
	model.override({});
	model.replaced();
	assert.deepEqual(now().slice(1), ['pressure', 100]);
});
