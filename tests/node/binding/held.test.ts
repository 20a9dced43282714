// References of held functions: never 0, never used twice, whoever gives them back late.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Callable, Held } from '../../../engine/binding/held.ts';

test('a reference leads to its function until it is given back, and to nothing afterwards', () => {
	const held = new Held();
	const [f, g]: Callable[] = [() => 1, () => 2];
	assert.ok(f && g);
	const a = held.hold(f, false);
	const b = held.hold(g, true);
	assert.ok(a > 0 && b > 0 && a !== b);
	assert.equal(held.get(a), f);
	assert.equal(held.get(b), g);
	assert.equal(held.count, 2);
	assert.equal(held.release(a), true);
	assert.equal(held.release(a), false, 'twice');
	assert.equal(held.get(a), undefined);
	const c = held.hold(g, false);
	assert.equal(held.release(a), false, 'its place has a new tenant');
	assert.equal(held.get(c), g);
	assert.ok(held.release(b) && held.release(c));
	assert.equal(held.count, 0);
});

test('wild references lead to nothing', () => {
	const held = new Held();
	const reference = held.hold(() => 1, false);
	for (const wild of [0, 1, reference + 1, reference ^ (1 << 22), 0xffffffff, 2 ** 31]) {
		assert.equal(held.get(wild >>> 0), undefined, `${wild}`);
		assert.equal(held.release(wild >>> 0), false, `${wild}`);
	}
	assert.equal(held.count, 1);
});

test('no reference is given twice, and the table stays small', () => {
	const held = new Held();
	const given = new Set<number>();
	const kUses = 5_000;
	for (let i = 0; i < kUses; i++) {
		const reference = held.hold(() => i, i % 2 === 0);
		assert.ok(reference > 0 && reference <= 0xffffffff && !given.has(reference), `${reference}`);
		given.add(reference);
		held.release(reference);
	}
	const indices = new Set([...given].map((reference) => reference & 0x3fffff));
	assert.equal(indices.size, Math.ceil(kUses / 1023));
	for (const reference of given) assert.equal(held.release(reference), false);
});
