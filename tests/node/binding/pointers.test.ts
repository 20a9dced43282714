// Raw exports with pointers that are wrong in every way: an error that names the object, and nothing has changed.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});
afterEach(() => run.finish());
const native = (name: string) => run.native(name);
const myMethod = (ptr: number) => native('_MyClass__my_method')(ptr);

test('freed: the story of the object that was there', () => {
	run.line = 12;
	const ptr = native('_MyClass__constructor')(1);
	run.clock.spend(340);
	run.line = 14;
	native('_MyClass__destructor')(ptr);
	const story = /used after its object was destroyed: it was MyClass #1 \(made at line 12, deleted at line 14/;
	assert.throws(() => myMethod(ptr), { name: 'PointerError', message: story });
	assert.throws(() => native('_MyClass__destructor')(ptr), { name: 'PointerError', message: story });
});

test('freed by a sweep: which, and after how long', () => {
	const MyClass = run.class<Loose & { my_method(): number }>('MyClass');
	run.runtime.sweep();
	run.line = 3;
	const wrapper = new MyClass(1);
	const { ptr } = wrapper;
	const weakRef = { deref: () => undefined };
	Object.setPrototypeOf(weakRef, WeakRef.prototype);
	run.runtime.manage(ptr, weakRef as WeakRef<object>, (p) => native('_MyClass__destructor')(p));
	run.clock.spend(340);
	assert.equal(run.runtime.sweep(), 1);
	const story = /MyClass #1 \(made at line 3, freed by sweep 2 after 340 ms\)/;
	assert.throws(() => myMethod(ptr), { name: 'PointerError', message: story });
	assert.throws(() => wrapper.my_method(), { name: 'PointerError', message: story });
});

test('foreign and interior: what is there instead', () => {
	run.line = 2;
	const buffer = native('_Buffer__constructor')(100);
	for (const [offset, text] of [
		[12, '12 bytes inside'],
		[16, '16 bytes inside'],
		[1, '1 byte inside'],
	] as const)
		assert.throws(() => native('_Buffer__size')(buffer + offset), {
			name: 'PointerError',
			message: new RegExp(`^No Buffer begins at 0x[0-9a-f]{8}: .* lies ${text} Buffer #1 \\(made at line 2\\)`),
		});
	for (const ptr of [1, 16, 12345, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0])
		assert.throws(
			() => native('_Buffer__size')(ptr),
			{ name: 'PointerError', message: /no object is known/ },
			`${ptr}`,
		);
	assert.throws(() => native('_Buffer__size')(0), { name: 'PointerError', message: /null/ });
	native('_Buffer__destructor')(buffer);
});

test('of another class: which', () => {
	run.line = 7;
	const buffer = native('_Buffer__constructor')(4);
	const matrix = native('_Matrix__constructor')(1, 1);
	const wrong = { name: 'PointerError', message: /is Buffer #1 \(made at line 7\), not a MyClass$/ };
	assert.throws(() => myMethod(buffer), wrong);
	assert.throws(() => native('_MyClass__destructor')(buffer), wrong);
	assert.throws(() => native('_Matrix__mul')(matrix, buffer), { message: /is Buffer #1 .*, not a Matrix$/ });
	native('_Buffer__destructor')(buffer);
	native('_Matrix__destructor')(matrix);
});

test('parts of objects: no program may use them', () => {
	const tree = native('_Tree__constructor')(10, 2);
	const part = run.records().find(({ kind, code }) => kind === 'alloc' && code === 1);
	assert.ok(part, 'a tree has parts');
	for (const name of ['_MyClass__my_method', '_Tree__size', '_Tree__destructor'])
		assert.throws(() => native(name)(part.address), { name: 'PointerError' }, name);
	native('_Tree__destructor')(tree);
});

test('what is written after it was freed is reported, once its block is used again', async () => {
	run.line = 3;
	const buffer = native('_Buffer__constructor')(64);
	const at = native('_Buffer__bytes')(buffer);
	run.line = 9;
	native('_Buffer__destructor')(buffer);
	const memory = new Uint8Array(run.runtime.exports.memory.buffer);
	memory[at + 5] = 1;
	for (let i = 0; i < 2000 && run.errors.length === 0; i++) {
		native('_Buffer__destructor')(native('_Buffer__constructor')(1000));
		run.clock.endStretch();
	}
	const [said, ...more] = run.takeErrors();
	assert.match(
		said ?? 'nothing was reported',
		/^PointerError: Bytes of Buffer #1 \(made at line 3, deleted at line 9.*\) at 0x\w+ were written after it was freed/,
	);
	assert.deepEqual(more, []);
});

test('errors that are thrown through the engine use up nothing of its stack, however many', () => {
	const buffer = native('_Buffer__constructor')(4);
	const stackBytes = 64 << 10;
	for (let i = 0; i < stackBytes; i++) assert.throws(() => myMethod(buffer), { name: 'PointerError' });
	assert.equal(native('_Buffer__size')(buffer), 4);
	native('_Buffer__destructor')(buffer);
});
