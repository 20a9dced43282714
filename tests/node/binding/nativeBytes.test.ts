// Native bytes: by index, alive as long as the object, never another's bytes.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { NativeBytes } from '../../../engine/binding/nativeBytes.ts';
import { type Loose, TestRun } from '../../support/fakes.ts';

type Bytes = NativeBytes & { [index: number]: number };
interface Buffer extends Loose {
	bytes(): Bytes;
	fill(value: number): void;
	checksum(): number;
}

let run: TestRun;
let Buffer: new (sizeBytes: unknown) => Buffer;
beforeEach(async () => {
	run = await TestRun.start();
	Buffer = run.class('Buffer');
});
afterEach(() => run.finish());

test('bytes are read and written by index', () => {
	const buffer = new Buffer(8);
	const bytes = buffer.bytes();
	assert.equal(bytes.length, 8);
	assert.equal(bytes[3], 0);
	bytes[3] = 255;
	bytes['4'] = 7;
	assert.deepEqual([...bytes], [0, 0, 0, 255, 7, 0, 0, 0]);
	assert.equal(buffer.bytes()[3], 255, 'another look at the same bytes');
	assert.deepEqual([bytes.at(3), bytes.at(-4), bytes.at(8), bytes.at(-9)], [255, 7, undefined, undefined]);
	buffer.fill(9);
	assert.deepEqual([...bytes.slice(6)], [9, 9]);
	assert.deepEqual([...bytes.slice(-3, -1)], [9, 9]);
	assert.equal(bytes.slice(5, 2).length, 0);
	bytes.fill(1, 2, 4).fill(3, -1);
	assert.deepEqual([...bytes], [9, 9, 1, 1, 9, 9, 9, 3]);
	assert.equal(Object.prototype.toString.call(bytes), '[object NativeBytes]');
	assert.equal(String(bytes), '[object NativeBytes]');
	buffer.delete();
});

test('outside of the bytes nothing is read, and writing is an error', () => {
	const buffer = new Buffer(4);
	const bytes = buffer.bytes();
	const before = new Uint8Array(run.runtime.exports.memory.buffer, buffer.ptr - 16, 64).slice();
	for (const index of [4, 5, -1, 1.5, 2 ** 32, -(2 ** 31), Number.NaN, Number.POSITIVE_INFINITY]) {
		assert.equal(bytes[index], undefined, `${index}`);
		assert.throws(
			() => {
				bytes[index] = 1;
			},
			{ name: 'RangeError', message: new RegExp(`\\[${index}\\]: the index is outside of 4 bytes`) },
		);
	}
	for (const value of [256, -1, 0.5, Number.NaN])
		assert.throws(
			() => {
				bytes[0] = value;
			},
			{ name: 'RangeError' },
		);
	assert.throws(
		() => {
			Reflect.set(bytes, '0', '1');
		},
		{ name: 'TypeError', message: /value must be a number/ },
	);
	for (const [source, offset] of [
		[[1, 2], 3],
		[new Uint8Array(5), 0],
		[[1], -1],
		[[1], 0.5],
		[[1], 2 ** 32],
		[{ length: 2 ** 40 }, 0],
	] as const)
		assert.throws(() => bytes.set(source as number[], offset), {
			name: 'RangeError',
			message: /do not fit in 4 bytes/,
		});
	assert.throws(() => bytes.set([1, 300]), { name: 'RangeError', message: /source\[1\] is a byte/ });
	for (const source of [1, 'text', null, {}]) assert.throws(() => bytes.set(source as never), { name: 'TypeError' });
	assert.deepEqual(new Uint8Array(run.runtime.exports.memory.buffer, buffer.ptr - 16, 64), before);
	buffer.delete();
});

test('set copies from arrays, typed arrays and native bytes, also from its own', () => {
	const [a, b] = [new Buffer(6), new Buffer(3)];
	const bytes = a.bytes();
	bytes.set([1, 2]);
	bytes.set(new Uint8Array([3, 4]), 2);
	bytes.set(new Int16Array([5, 6]), 4);
	assert.deepEqual([...bytes], [1, 2, 3, 4, 5, 6]);
	b.bytes().set([7, 8, 9]);
	bytes.set(b.bytes(), 1);
	assert.deepEqual([...bytes], [1, 7, 8, 9, 5, 6]);
	bytes.set(new Uint8Array(run.runtime.exports.memory.buffer, a.ptr === 0 ? 0 : addressOf(a), 5), 1);
	assert.deepEqual([...bytes], [1, 1, 7, 8, 9, 5], 'overlapping');
	bytes.set({ length: 1, 0: 4 });
	assert.equal(bytes[0], 4);
	a.delete();
	b.delete();
});
const addressOf = (buffer: Buffer) => run.native('_Buffer__bytes')(buffer.ptr);

test('once the buffer was freed every access is an error with its story, whoever has its place', async () => {
	run.finish();
	run = await TestRun.start({ quarantineBytes: 0 });
	Buffer = run.class('Buffer');
	run.line = 2;
	const buffer = new Buffer(32);
	const bytes = buffer.bytes();
	run.line = 5;
	buffer.delete();
	const next = new Buffer(32);
	next.fill(77);
	const story = /Buffer #1 \(made at line 2, deleted at line 5.*\), which has ended$/;
	const accesses: [() => unknown, RegExp][] = [
		[() => bytes[0], /^Buffer\.bytes\(\)\[0\] reads from/],
		[() => bytes[99], /reads from/],
		[() => bytes.at(0), /reads from/],
		[() => [...bytes], /reads from/],
		[() => bytes.slice(), /^Buffer\.bytes\(\)\.slice\(\) was called on/],
		[() => bytes.fill(1), /fill\(\)/],
		[() => bytes.set([1]), /set\(\)/],
		[() => next.bytes().set(bytes), /set\(\)/],
		[
			() => {
				bytes[0] = 1;
			},
			/\[0\] writes to/,
		],
	];
	for (const [access, use] of accesses) {
		assert.throws(access, { name: 'PointerError', message: story });
		assert.throws(access, { message: use });
	}
	assert.equal(bytes.length, 32);
	assert.deepEqual([...next.bytes().slice(0, 2)], [77, 77]);
	next.delete();
});

test('reading a source may free the buffer: nothing is written then', () => {
	const buffer = new Buffer(4);
	const bytes = buffer.bytes();
	const hostile = {
		length: 2,
		get 0() {
			buffer.delete();
			return 1;
		},
		1: 1,
	};
	assert.throws(() => bytes.set(hostile), { name: 'PointerError', message: /deleted/ });
});

test('bytes survive the growth of the memory', () => {
	const buffer = new Buffer(4);
	const bytes = buffer.bytes();
	bytes.set([1, 2, 3, 4]);
	const before = run.runtime.exports.memory.buffer;
	const big = new Buffer(32 << 20);
	assert.notEqual(run.runtime.exports.memory.buffer, before, 'the memory has grown');
	assert.deepEqual([...bytes], [1, 2, 3, 4]);
	bytes[0] = 9;
	assert.equal(buffer.bytes()[0], 9);
	big.delete();
	buffer.delete();
});

test('nothing can be put in the way of an index, and the prototype gives no way to others', () => {
	const buffer = new Buffer(4);
	const bytes = buffer.bytes();
	assert.throws(() => Object.defineProperty(bytes, '0', { value: 5 }), TypeError);
	assert.throws(() => Object.assign(bytes, { name: 1 }), TypeError);
	const behind = Object.getPrototypeOf(Object.getPrototypeOf(bytes));
	assert.throws(() => Object.defineProperty(behind, '0', { value: 5 }), TypeError);
	assert.throws(() => Object.assign(behind, { other: 1 }), TypeError);
	assert.equal(Reflect.get(behind, '0'), undefined);
	assert.equal(bytes[0], 0);
	assert.equal(new Buffer(0).bytes().length, 0);
	buffer.delete();
	run.native('_Buffer__destructor')(run.snapshot({ states: ['live'] }).rows[0]?.address ?? 0);
});
