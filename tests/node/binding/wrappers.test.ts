// Wrapper classes made from the engine's description: use, misuse, and the heap's limit.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Loose, TestRun } from '../../support/fakes.ts';

interface MyClass extends Loose {
	my_method(...args: unknown[]): number;
}
interface Buffer extends Loose {
	fill(...args: unknown[]): void;
	checksum(): number;
	size(): number;
}

let run: TestRun;
let MyClass: new (...args: unknown[]) => MyClass;
let Buffer: new (...args: unknown[]) => Buffer;
async function start(heapLimitBytes = 64 << 20) {
	// Without quarantine an address is used again at once.
	run = await TestRun.start({ heapLimitBytes, quarantineBytes: 0 });
	MyClass = run.class('MyClass');
	Buffer = run.class('Buffer');
}
beforeEach(() => start());
afterEach(() => run.finish());

const native = (name: string) => run.native(name);

test('a wrapper makes its object, calls its methods and deletes it', () => {
	for (const [number, doubled] of [
		[21, 42],
		[-3, -6],
		[0x7fffffff, -2],
		[-0x80000000, 0],
	]) {
		const object = new MyClass(number);
		assert.equal(object.my_method(), doubled);
		assert.equal(run.counts.startsWith('live 1'), true);
		object.delete();
		assert.equal(object.ptr, 0);
	}
	assert.equal(run.counts, 'deleted 4');
	assert.equal(MyClass.name, 'MyClass');
	assert.deepEqual(Object.keys(MyClass.prototype), []);
});

test('a buffer fills, sums and tells its size', () => {
	const buffer = new Buffer(1000);
	assert.equal(buffer.size(), 1000);
	const zeros = buffer.checksum();
	buffer.fill(255);
	assert.notEqual(buffer.checksum(), zeros);
	assert.ok(buffer.checksum() >= 0, 'an unsigned result is not negative');
	buffer.fill(0);
	assert.equal(buffer.checksum(), zeros);
	buffer.delete();
	const empty = new Buffer(0);
	assert.equal(empty.size(), 0);
	empty.delete();
});

test('wrong arguments are refused with the name of the parameter, and make nothing', () => {
	const cases: [() => unknown, string, RegExp][] = [
		[() => new MyClass(), 'TypeError', /MyClass\(number\) takes 1 argument, and got none/],
		[() => new MyClass(1, 2), 'TypeError', /takes 1 argument, and got 2/],
		[() => new MyClass('5'), 'TypeError', /number must be a number, not the string "5"/],
		[() => new MyClass(null), 'TypeError', /not null/],
		[() => new MyClass(1n), 'TypeError', /not a BigInt/],
		[() => new MyClass(Symbol('s')), 'TypeError', /not a symbol/],
		[() => new MyClass({ valueOf: () => 1 }), 'TypeError', /not an object/],
		[() => new MyClass(1.5), 'RangeError', /number must be a whole number, and is 1\.5/],
		[() => new MyClass(Number.NaN), 'RangeError', /NaN/],
		[() => new MyClass(2 ** 31), 'RangeError', /number is an int32/],
		[() => new Buffer(-1), 'RangeError', /sizeBytes is a number of bytes or elements, from 0 to 4294967295, and is -1/],
		[() => new Buffer(2 ** 40), 'RangeError', /and is 1099511627776/],
		[() => new Buffer(Number.POSITIVE_INFINITY), 'RangeError', /Infinity/],
	];
	for (const [call, name, message] of cases) assert.throws(call, { name, message });
	assert.equal(run.counts, '');
	const buffer = new Buffer(8);
	assert.throws(() => buffer.fill(), { name: 'TypeError', message: /Buffer\.fill\(value\) takes 1 argument/ });
	assert.throws(() => buffer.fill(256), {
		name: 'RangeError',
		message: /Buffer\.fill: value is a byte, from 0 to 255/,
	});
	assert.throws(() => (MyClass as unknown as () => void)(), TypeError);
	buffer.delete();
});

test('a method of an object that has ended is an error with its story', () => {
	run.line = 3;
	const object = new MyClass(1);
	run.clock.spend(7);
	run.line = 9;
	object.delete();
	const story = {
		name: 'PointerError',
		message:
			'MyClass.my_method() was called on MyClass #1 (made at line 3, deleted at line 9 after 7 ms), which has ended',
	};
	assert.throws(() => object.my_method(), story);
	assert.throws(() => object.delete(), {
		name: 'PointerError',
		message: /^MyClass\.delete\(\) was .*deleted at line 9/,
	});
	object[Symbol.dispose]();
});

test('a wrapper whose object was destroyed through the raw export does not touch the next tenant', () => {
	const first = new MyClass(1);
	native('_MyClass__destructor')(first.ptr);
	const second = new MyClass(2);
	assert.equal(second.ptr, first.ptr, 'the address is used again');
	assert.throws(() => first.my_method(), { name: 'PointerError', message: /MyClass #1/ });
	assert.throws(() => first.delete(), { name: 'PointerError' });
	first[Symbol.dispose]();
	assert.equal(second.my_method(), 4);
	second.delete();
});

test('methods refuse what is no wrapper of their class', () => {
	const buffer = new Buffer(4);
	assert.throws(() => MyClass.prototype.my_method.call(buffer), { name: 'TypeError', message: /no MyClass/ });
	assert.throws(() => MyClass.prototype.my_method.call(null), { name: 'TypeError' });
	buffer.delete();
});

test('dispose frees once and may be called again', () => {
	const object = new MyClass(1);
	object[Symbol.dispose]();
	object[Symbol.dispose]();
	assert.equal(run.counts, 'deleted 1');
});

test('a class of the program may extend a wrapper', () => {
	class Counter extends MyClass {
		twice() {
			return this.my_method() * 2;
		}
	}
	const counter = new Counter(5);
	assert.equal(counter.twice(), 20);
	counter.delete();
});

test('at the limit the constructor throws, the raw constructor gives null, and room made is room had', async () => {
	await start(2 << 20);
	const buffers: Buffer[] = [];
	assert.throws(
		() => {
			for (;;) buffers.push(new Buffer(100_000));
		},
		{ name: 'NativeHeapExhausted', message: /new Buffer\(100000\) does not fit.* of at most 2 MiB .*delete\(\)/ },
	);
	assert.ok(buffers.length >= 19, `${buffers.length} fit`);
	assert.equal(native('_Buffer__constructor')(100_000), 0);
	assert.equal(native('_Buffer__constructor')(0xffffffff), 0);
	buffers.pop()?.delete();
	buffers.push(new Buffer(100_000));
	for (const buffer of buffers) buffer.delete();
});

test('where there is enough in all and not in one piece, the error says that the heap is fragmented', async () => {
	await start(1 << 20);
	const buffers: Buffer[] = [];
	assert.throws(() => {
		for (;;) buffers.push(new Buffer(1000));
	}, /new Buffer\(1000\) does not fit.* 1 MiB are taken by \d+ objects\. \d.* are free, the largest free block has/);
	const kept = buffers.filter((_, i) => i % 2 === 0);
	for (const buffer of buffers) if (!kept.includes(buffer)) buffer.delete();
	assert.throws(() => new Buffer(100_000), {
		name: 'NativeHeapExhausted',
		message: /The heap is fragmented: 5\d\d.* KiB are free in all, and the largest free block has \d(\.\d)? KiB/,
	});
	for (const buffer of kept) buffer.delete();
	new Buffer(100_000).delete();
});

test('wrappers and views survive the growth of the memory', () => {
	const first = new MyClass(4);
	const before = run.runtime.exports.memory.buffer;
	const big = new Buffer(32 << 20);
	assert.notEqual(run.runtime.exports.memory.buffer, before, 'the memory has grown');
	assert.equal(first.my_method(), 8);
	assert.equal(run.snapshot().rows.length, 2);
	big.delete();
	first.delete();
});

test('limits that the engine does not take are errors that name the option, the bounds and the value', async () => {
	const refused = async (options: object, message: RegExp) =>
		assert.rejects(TestRun.start(options), { name: 'RangeError', message });
	await refused({ heapLimitBytes: 1000 }, /^heapLimitBytes must be 1 MiB to 1 GiB, and is 1000 bytes$/);
	await refused({ heapLimitBytes: 2 ** 32 + (64 << 20) }, /^heapLimitBytes must be .* and is 4362076160 bytes$/);
	await refused({ heapLimitBytes: Number.NaN }, /heapLimitBytes .* NaN/);
	await refused({ heapLimitBytes: '64' }, /heapLimitBytes/);
	await refused({ quarantineBytes: -1 }, /^quarantineBytes must be 0 B to 64 MiB, and is -1 bytes$/);
	await refused({ quarantineBytes: 2 << 20, heapLimitBytes: 1 << 20 }, /^quarantineBytes must be 0 B to 1 MiB/);
	await refused({ quarantineBytes: 1.5 }, /quarantineBytes .* 1\.5/);
});
