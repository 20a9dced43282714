// The instrumented text: what it says, that it parses wherever the program did, and that it does the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'acorn';
import { transform } from 'esbuild';
import { notedLine } from '../../app/sandbox/worker/notedLine.ts';
import { TestRun } from '../support/fakes.ts';
import { functionOf, instrumented, runAsWritten, runInstrumented } from '../support/instrumented.ts';
import { root } from '../support/paths.ts';
import { kBehaviour, kSyntax, makeProgram } from '../support/programs.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** With short names, which no program of this test has, and with `line` for `line[0]`. */
const textOf = (code: string) => instrumented(code).text.replaceAll(/\$(line|noted|none|ending)0(\[0\])?/g, '$1');

test('each call notes its line right before it happens', () => {
	for (const [code, expected] of [
		['f(a, b)', 'f(a, (line=1,b))'],
		['f(a, g(b))', 'f(a, noted(g((line=1,b)),1))'],
		['f()\n\ng()', 'line=1,f()\n\nline=3,g()'],
		['x = o.m()', 'x = (line=1,o.m())'],
		['a()\n.b()\n.c(d)', 'line=1,a()\n.b(...none(2))\n.c((line=3,d))'],
		['f(...xs)', 'f(...(line=1,xs))'],
		['f(...g(),)', 'f(...g(...none(1)),...none(1),)'],
		['f(...(xs),); function* g() {}', 'f(...(xs),...none(1),); function* g() {}'],
		['new C', 'line=1,new C'],
		['new C()', 'line=1,new C()'],
		['new (f().C)', 'line=1,new (f().C)(...none(1))'],
		['new (f().C /* ( */)', 'line=1,new (f().C /* ( */)(...none(1))'],
		['new (f().C)( /* none */)', 'line=1,new (f().C)( /* none */...none(1))'],
		['x = a?.b()', 'x = (line=1,a?.b())'],
		['delete a?.b().c', 'delete a?.b(...none(1)).c'],
		['f().x = g()', 'line=1,f().x = (line=1,g())'],
		['f((a, b))', 'f(((line=1,a, b)))'],
		['f((a, b()))', 'f((noted((a, (line=1,b())),1)))'],
		['const [x] = f()', 'const [x] = f(...none(1))'],
		['for (const x of f());', 'for (const x of f(...none(1)));'],
		['tag`${f()}`', 'tag`${(line=1,f())}`'],
		['using x = f()', 'using x = (line=1,f()),ending_0=ending(1)'],
		['x = a<!--b; y = a-->b', 'x = a< !--b; y = a-- >b'],
	])
		assert.equal(textOf(code as string), expected);
});

test('what runs code of the program without a call is no reason for a wrong line', () => {
	assert.equal(textOf('f(o.x)'), 'f((line=1,o.x))');
	assert.equal(textOf('f(o.x, { get x() {} })'), 'f(o.x, (line=1,{ get x() {} }))');
	assert.equal(textOf('o = { get x() {} }; f(o.x); f(o.y)').slice(20), 'f(noted(o.x,1)); f((line=1,o.y))');
	assert.equal(textOf('o = { get [k]() {} }; f(o.y)').slice(22), 'f(noted(o.y,1))');
	assert.equal(textOf('o = { get: g }; o.x.y()').slice(16), 'o.x.y(...none(1))');
	assert.equal(textOf('o = { valueOf() {} }; f(a + b); f(!a)').slice(22), 'f(noted(a + b,1)); f((line=1,!a))');
});

test('the names are new', () => {
	const { names, text } = instrumented('const $line0 = 1, $ending1_0 = 2; f($line0)');
	assert.equal(names.line, '$line2');
	assert.match(text, /f\(\(\$line2\[0\]=1,\$line0\)\)/);
	assert.equal(instrumented('({ \\u0024line0: $noted1 })').names.line, '$line2');
});

test('a program that parses is instrumented into one that does, with the same lines', async () => {
	const samples = ['01-the-original-loop', '02-ready-made-wrappers'].map((name) => `samples/${name}/start.js`);
	const texts: string[] = [];
	const minified = async (code: string, format?: 'cjs') =>
		(await transform(code, { minify: true, target: 'esnext', ...(format && { format }) })).code;
	for (const file of samples) texts.push(read(file), await minified(read(file)));
	texts.push(read('node_modules/acorn/dist/acorn.js'));
	for (const file of ['acorn/dist/acorn.mjs', 'preact/dist/preact.mjs', 'marked/lib/marked.esm.js'])
		texts.push(await minified(read(`node_modules/${file}`), 'cjs'));
	for (const code of [...kSyntax, ...kBehaviour, ...texts]) {
		const made = instrumented(code);
		assert.equal(made.text.split('\n').length, code.split('\n').length);
		parse(functionOf(made).text, { ecmaVersion: 'latest', sourceType: 'script' });
	}
});

/** V8's messages print the expression that is no function, with a note in parentheses where it calls in turn. */
const withoutNotes = (log: unknown) =>
	JSON.stringify(log)
		.replaceAll(/\$line\d+\[0\] , /g, '')
		.replaceAll(/[()]/g, '');

test('generated programs do the same, instrumented or not', async (t) => {
	const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
	t.diagnostic(`SEED=${seed}`);
	for (let i = 0; i < 400; i++) {
		const code = makeProgram(seed + i);
		assert.deepEqual(
			withoutNotes(await observe(runInstrumented, code)),
			withoutNotes(await observe(runAsWritten, code)),
			`SEED=${seed + i}\n${code}`,
		);
	}
});

test('programs do the same: values, this, argument counts, order, errors and where they are', async () => {
	for (const code of kBehaviour) {
		const [made, written] = [await observe(runInstrumented, code), await observe(runAsWritten, code)];
		assert.ok(written.length > 0, code);
		assert.deepEqual(made, written, `${code}\n${textOf(code)}`);
	}
});

/** All that a program logs, and what it throws with its message and place. */
async function observe(run: typeof runInstrumented, code: string): Promise<unknown[]> {
	const seen: unknown[] = [];
	const log = (...values: unknown[]) => {
		seen.push(values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' '));
		return values.at(-1);
	};
	try {
		await run(code, { log });
	} catch (error) {
		const { name, message, stack } = error as Error;
		const { prefixLength, originalColumn } = placesOf(run, code);
		const [, line, column] = /user\.js:(\d+):(\d+)/.exec(stack ?? '') ?? [];
		const own = Number(column) - (line === '1' ? prefixLength : 0);
		seen.push([name, message, Number(line), originalColumn(Number(line), own)]);
	}
	return seen;
}

function placesOf(run: typeof runInstrumented, code: string) {
	if (run === runAsWritten)
		return { prefixLength: "(async()=>{'use strict';".length, originalColumn: (_: number, c: number) => c };
	const made = instrumented(code);
	return { ...made, prefixLength: functionOf(made).prefixLength };
}

test('long chains, long sums and deep nesting cost no stack and no square of their length', () => {
	const n = 10_000;
	for (const code of [
		`a${'.b().c'.repeat(n)}()`,
		`${'a()+'.repeat(1_500)}a()`,
		`${'f('.repeat(500)}${')'.repeat(500)}`,
	]) {
		const begun = performance.now();
		const { text } = instrumented(code);
		assert.ok(text.length < code.length * 8, `${text.length} for ${code.length}`);
		assert.ok(performance.now() - begun < 2_000);
	}
});

test('objects know the lines that made and ended them', async () => {
	const run = await TestRun.start();
	Object.defineProperty(run, 'line', { get: notedLine });
	const { Matrix, MyClass, raw, rawEnd } = {
		Matrix: run.class('Matrix'),
		MyClass: run.class('MyClass'),
		raw: run.native('_MyClass__constructor'),
		rawEnd: run.native('_MyClass__destructor'),
	};
	await runInstrumented(
		`class Own extends MyClass {
			constructor() {
				super(1);
			}
			get self() { return [this].at(0); }
		}
		const matrix = new Matrix(2, 2);
		const product = matrix
			.transpose();
		const own = new Own();
		own.self
			.delete();
		matrix.delete();
		product.delete();
		rawEnd(
			raw(5));
		[3].map((n) =>
			new MyClass(n))
			.at(0).delete();`,
		{ Matrix, MyClass, raw, rawEnd },
	);
	assert.deepEqual(
		run.snapshot().rows.map(({ className, line, by }) => [className, line, by]),
		[
			['Matrix', 7, 13],
			['Matrix', 9, 14],
			['MyClass', 3, 12],
			['MyClass', 18, 19],
		],
	);
	run.finish();
});

test('no program changes how nothing is spread', async () => {
	const seen: unknown[] = [];
	const values = Array.prototype[Symbol.iterator];
	const patched = `Array.prototype[Symbol.iterator] = () => { throw new Error('mine'); };
		see((() => (...all) => all.length)()());`;
	try {
		// A rest parameter does not iterate: it counts what came.
		await runInstrumented(patched, { see: (value: unknown) => seen.push(value) });
	} finally {
		Array.prototype[Symbol.iterator] = values;
	}
	assert.deepEqual(seen, [0]);
});
