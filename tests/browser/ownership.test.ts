// Each way of owning, in the built page: what programs see of it, to the empty heap; and a run's limits.
import assert from 'node:assert/strict';
import { pageTest, until } from '../support/browser.ts';
import { consoleLines, load, quietPath, ready, run, runCode, stats } from '../support/sweepground.ts';

const program = `const fails = (f) => { try { f() } catch ({ name, message }) { console.log(name, message) } };
using a = new Matrix(2, 2), b = a.mul(a), node = new SharedNode(1), again = node.share();
console.log(b.rows(), node.useCount(), again.shares(node));
using listener = new Listener((value) => value + 1);
console.log(listener.emit(41));
const buffer = new Buffer(8), view = buffer.bytes(); view[3] = 7;
console.log(view[3], view.length);
const arena = new Arena(2), child = arena.make(4);
fails(() => child.delete());
arena.delete(); fails(() => child.my_method());
buffer.delete(); fails(() => view[0]);
new Tree(100_000, 3).deleteLater();
new Throwing(() => { throw new Error('thrown by a destructor') }).delete();`;

pageTest('objects of every kind, from the program to an empty heap', { path: quietPath }, async (visit) => {
	await ready(visit);
	assert.deepEqual(await runCode(visit, program), { ok: true });
	const empty = await until(
		'an empty heap',
		() => stats(visit),
		20_000,
		({ nativeBytes }) => nativeBytes.live === 0,
	);
	assert.equal(empty.counts.live, 0);
	assert.deepEqual(
		empty.errors.map(({ message }) => message),
		['thrown by a destructor'],
	);
	const said = (await consoleLines(visit)).map(({ line, text }) => `${line}: ${text}`).join('\n');
	for (const wanted of [
		/^3: 2 2 1$/m,
		/^5: 42$/m,
		/^7: 7 8$/m,
		/^\d+: PointerError MyClass\.delete\(\): MyClass #\d+ \(made at line 8\) is borrowed from Arena #\d+ \(made at line 8\)/m,
		/^\d+: PointerError MyClass\.my_method\(\) was called on MyClass/m,
		/^\d+: PointerError Buffer\.bytes\(\)\[0\] reads from Buffer #\d+ \(made at line 6, deleted at line 11/m,
	])
		assert.match(said, wanted);
});

pageTest('limit and quarantine hold for a run, and what cannot be is refused', { path: quietPath }, async (visit) => {
	await ready(visit);
	await load(visit, { heapLimitBytes: 1 << 20, quarantineBytes: 0 });
	const pointers = 'const { ptr } = new MyClass(1); instance.exports._MyClass__destructor(ptr); ';
	const again = 'instance.exports._MyClass__destructor(ptr)';
	const { error } = await runCode(visit, pointers + again);
	assert.match(error?.message ?? '', /^No MyClass begins at /, 'without quarantine the address is free at once');
	const full = await runCode(visit, 'for (;;) new Buffer(100_000)');
	assert.equal(full.error?.name, 'NativeHeapExhausted');
	assert.equal((await stats(visit)).nativeBytes.limit, 1 << 20);
	await load(visit, { quarantineBytes: 4096, code: pointers + again });
	assert.match((await run(visit)).error?.message ?? '', /is used after its object was destroyed: it was MyClass #1 /);
	for (const options of [{ quarantineBytes: -1 }, { quarantineBytes: 2 << 20 }, { heapLimitBytes: 1 }])
		await assert.rejects(load(visit, options), /must be a number from/);
});
