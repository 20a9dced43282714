// Freeing by hand in the built page: `using`, DisposableStack and scope(), as programs write them.
import assert from 'node:assert/strict';
import { pageTest } from '../support/browser.ts';
import { lines, quietPath, ready, runCode, stats } from '../support/sweepground.ts';

/** `said(name)` makes an object that tells when it ends. */
const kHelpers = "const said = (name) => new Throwing(() => console.log('ends', name));\n";

const usings = `${kHelpers}{
  using first = said('first'), second = said('second');
  console.log('inside');
}
console.log('after');
try {
  using third = said('third');
  using fourth = said('fourth');
  throw new Error('left');
} catch ({ message }) { console.log('caught', message) }
for (using each of [said('a'), said('b')]) console.log('loop');
const f = () => { using it = new Matrix(2, 2), other = it.mul(it); return other.rows() };
console.log(f());
await (async () => { await using it = said('awaited'); await null })();
{ using it = said('deleted before'); it.delete() }
{ using none = null; using arena = new Arena(1); using borrowed = arena.make(1); }`;

const stacks = `${kHelpers}const { _MyClass__constructor, _MyClass__destructor } = instance.exports;
{
  using stack = new DisposableStack();
  const used = stack.use(said('used'));
  const ptr = stack.adopt(_MyClass__constructor(21), (ptr) => { console.log('adopted'); _MyClass__destructor(ptr) });
  stack.defer(() => console.log('deferred', used.ptr > 0));
  console.log(instance.exports._MyClass__my_method(ptr));
}
try {
  using stack = new DisposableStack();
  stack.use(said('thrown away'));
  throw new Error('left');
} catch ({ message }) { console.log('caught', message) }
class Pair {
  #stack;
  constructor(fails) {
    using stack = new DisposableStack();
    this.a = stack.use(said('a'));
    if (fails) throw new Error('half made');
    this.b = stack.use(said('b'));
    this.#stack = stack.move();
  }
  [Symbol.dispose]() { this.#stack.dispose() }
}
try { new Pair(true) } catch ({ message }) { console.log(message) }
{ using pair = new Pair(false); console.log(pair.a.ptr > 0 && pair.b.ptr > 0) }
new DisposableStack().use(new MyClass(1)).delete();`;

const scopes = `const fails = (f) => { try { f() } catch ({ name, message }) { console.log(name, message) } };
let lost;
const sum = scope(() => {
  lost = new Matrix(2, 2);
  return lost.add(lost).transpose();
});
console.log(sum.rows(), lost.ptr);
fails(() => lost.rows());
fails(() => scope(() => { new MyClass(1); throw new RangeError('mine') }));
fails(() => scope(async () => { using it = new MyClass(1) }));
fails(() => scope(3));
scope(() => {
  using it = new MyClass(1);
  const ptr = instance.exports._MyClass__constructor(2);
  manage(ptr, new WeakRef({}), instance.exports._MyClass__destructor);
  scope(() => new Buffer(8));
});
const { all } = scope(() => ({ all: new Map([[1, [new Buffer(1)]]]) }));
console.log(all.get(1)[0].size());
scope(() => { for (let i = 0; i < 10_000; i++) new MyClass(i) });
all.get(1)[0].delete();
sum.delete();`;

const kNothingLeft = { live: 0, cleared: 0, freed: 0, lost: 0 };

pageTest(
	'`using` frees at the end of its block, in reverse order, whatever ends it',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		assert.deepEqual(await runCode(visit, usings), { ok: true });
		assert.deepEqual(
			(await lines(visit)).join(', '),
			'inside, ends second, ends first, after, ends fourth, ends third, caught left, loop, ends a, loop, ends b, 2, ' +
				'ends awaited, ends deleted before',
		);
		const { counts, nativeBytes, errors } = await stats(visit);
		assert.deepEqual({ counts, errors }, { counts: { ...kNothingLeft, deleted: 11 }, errors: [] });
		assert.equal(nativeBytes.live, 0);
	},
);

pageTest('a DisposableStack frees what it was given, in reverse order', { path: quietPath }, async (visit) => {
	await ready(visit);
	assert.deepEqual(await runCode(visit, stacks), { ok: true });
	assert.deepEqual(
		(await lines(visit)).join(', '),
		'42, deferred true, adopted, ends used, ends thrown away, caught left, ends a, half made, true, ends b, ends a',
	);
	const { counts, nativeBytes } = await stats(visit);
	assert.deepEqual(counts, { ...kNothingLeft, deleted: 6 });
	assert.equal(nativeBytes.live, 0, 'the raw one, which has no row, as well');
});

pageTest('scope() frees what was made in it, all but what it gives back', { path: quietPath }, async (visit) => {
	await ready(visit);
	assert.deepEqual(await runCode(visit, scopes), { ok: true });
	const said = await lines(visit);
	assert.equal(said.length, 6, said.join('\n'));
	for (const [i, wanted] of [
		/^2 0$/,
		/^PointerError Matrix\.rows\(\) was called on Matrix #1 \(made at line 4, deleted at line 3 .*which has ended$/,
		/^RangeError mine$/,
		/^TypeError scope\(fn\): fn gave a promise, /,
		/^TypeError scope\(fn\): fn must be a function, not 3$/,
		/^1$/,
	].entries())
		assert.match(said[i] ?? '', wanted);
	const { counts, nativeBytes } = await stats(visit);
	assert.deepEqual(counts, { ...kNothingLeft, deleted: 10_009 });
	assert.equal(nativeBytes.live, 0);
});
