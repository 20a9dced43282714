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
	lesson: 'Text.',
	code: id,
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
	const model = new SampleModel(samples, { code, setCode, policy, intervalMs });
	return { model, code, policy, intervalMs, now: () => [code.value, policy.value, intervalMs.value] };
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
	model.choose(idle);
	assert.deepEqual(now(), ['idle', 'idle', 100]);
	model.choose(silent);
	assert.deepEqual(now(), ['silent', 'pressure', 100]);
});

test('what the reader changed holds until another sample, also when the program is put back', () => {
	const { model, code, policy, now } = makeModel();
	policy.value = 'gated';
	code.value = 'edited';
	model.restore();
	assert.deepEqual(now(), ['looping', 'gated', 10]);
	model.choose(looping);
	assert.deepEqual(now(), ['looping', 'interval', 10]);
});

test("a script's own program ends what the sample brought, and nothing that was chosen since", () => {
	const { model, policy, intervalMs, now } = makeModel();
	model.replaced();
	assert.deepEqual(now().slice(1), ['pressure', 100]);
	model.choose(looping);
	policy.value = 'gated';
	model.replaced();
	assert.deepEqual(now().slice(1), ['gated', 100]);
	model.choose(looping);
	intervalMs.value = 20;
	model.replaced();
	assert.deepEqual(now().slice(1), ['pressure', 20]);
});

test('what a script gives holds over any number of programs, also if the sample had said the same', () => {
	const { model, now } = makeModel();
	model.override('interval', undefined);
	model.replaced();
	model.replaced();
	assert.deepEqual(now().slice(1), ['interval', 100], "the interval was the sample's alone");
	model.override(undefined, undefined);
	model.choose(looping);
	model.override(undefined, undefined);
	model.replaced();
	assert.deepEqual(now().slice(1), ['pressure', 100]);
});
