// The types that the editor offers: right programs pass the check, wrong ones are marked at their line.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ownGlobals } from '../../app/editor/ownGlobals.ts';
import { programLibs } from '../../app/editor/programGlobals.ts';
import { type EngineDescription, programTypes } from '../../app/editor/programTypes.ts';
import { readLessons } from '../../app/lessons/build/read.mjs';
import { defineGlobals } from '../../app/sandbox/worker/globals.ts';
import { description } from '../../engine/prebuilt/description.ts';
import { loadEngine } from '../support/fakes.ts';
import { root } from '../support/paths.ts';

const right: Record<string, string> = {
	wrappers: `
		const it = new MyClass(7);
		const twice = it.my_method() + it.ptr;
		it.delete();
		let buffer = new Buffer(1024);
		buffer.fill(255);
		console.log(twice, buffer.size(), buffer.checksum().toFixed());
		buffer = null;
		{ using short = new MyClass(1); console.log(short.ptr); }`,
	rawExports: `
		const { _MyClass__constructor, _MyClass__my_method, _MyClass__destructor, memory } = instance.exports;
		class MyClass {
			constructor(number) {
				this.ptr = _MyClass__constructor(number);
				manage(this.ptr, new WeakRef(this), _MyClass__destructor);
			}
			my_method() { return _MyClass__my_method(this.ptr); }
		}
		console.log(new MyClass(2).my_method(), new Uint8Array(memory.buffer).length);`,
	crossings: `
		const listener = new Listener((value) => value * 2);
		new WeakListener((value) => { console.log(value); });
		const given = listener.emit(1).toFixed() + listener.calls();
		listener.close();
		const product = new Matrix(2, 3).mul(new Matrix(3, 2)).transpose();
		product.set(0, 1, Math.PI);
		product.get(1, 0).toFixed();
		const node = new SharedNode(1);
		node.addChild(new SharedNode(2));
		const parent = node.child(0).parent();
		if (parent !== null) console.log(parent.value(), given, parent.shares(node));
		const mine = new Arena(4).make(7);
		console.log(mine.my_method(), new Tree(1000, 2).sum());
		new Tree(1e6, 1).deleteLater();
		while (clean(5) > 0) await tick();
		clean();
		new Throwing(() => { throw new Error('no'); }).fail(1);`,
	bytes: `
		const bytes = new Buffer(16).bytes();
		bytes[3] = bytes[2] + 1;
		bytes.fill(1).set(new Uint8Array(4), 8);
		bytes.set([1, 2, 3]);
		for (const byte of bytes) console.log(byte.toFixed(), bytes.length, bytes.at(-1));
		console.log(bytes.slice(2, 4).byteLength);`,
	rawCallbacks: `
		const { _Listener__constructor, _Listener__emit, _Arena__make, _Matrix__mul, _Buffer__bytes } = instance.exports;
		const ptr = _Listener__constructor(hold((value) => value + 1));
		hold(() => {}, { weak: true }).toFixed();
		console.log(_Listener__emit(ptr, 1) + _Arena__make(ptr, 2) + _Matrix__mul(ptr, ptr) + _Buffer__bytes(ptr));
		sweep({ background: true }).toFixed();`,
	freeing: `
		const sum = scope(() => new Matrix(2, 2).add(new Matrix(2, 2)));
		sum.get(0, 0).toFixed();
		const { a, all } = scope(() => ({ a: new MyClass(1), all: [new Buffer(1)] }));
		console.log(a.my_method(), all.map((it) => it.size()));
		scope(() => { scope(() => new MyClass(1)).delete(); });
		scope(() => new Buffer(1).size() > 1 ? new MyClass(1) : null)?.delete();
		let number = scope(() => 1);
		number = 2;
		scope(sweep).toFixed();
		using stack = new DisposableStack();
		stack.use(scope(() => new MyClass(2))).my_method().toFixed();
		stack.adopt(new MyClass(3).ptr, instance.exports._MyClass__destructor);`,
	ownTable: `
		const managed = {};
		const it = new MyClass(1);
		managed[it.ptr] = [new WeakRef(it), (ptr) => instance.exports._MyClass__destructor(ptr)];
		for (const [ref, deleter] of Object.values(managed)) if (!ref.deref()) deleter(it.ptr);
		new FinalizationRegistry((ptr) => console.log(ptr)).register(it, it.ptr);`,
	waiting: `
		await tick();
		await tick(100);
		for (let i = 0; i < 10; i++) await breathe();
		breathe().then(() => {});
		if (await collectGarbage()) console.log('freed', sweep().toFixed());
		const timer = setInterval((text) => console.info(text), 100, 'text');
		setTimeout(() => clearInterval(timer), 1000);
		queueMicrotask(() => performance.now().toFixed());
		return;`,
	worker: `
		const bytes = new TextEncoder().encode('text');
		console.warn(new TextDecoder().decode(structuredClone(bytes)), self === globalThis);
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = ({ data }) => console.debug(data.length);
		port2.postMessage(crypto.getRandomValues(new Uint32Array(4)));
		console.error(new Set([1]).union(new Set([2])), Object.groupBy([1], String));`,
};

/** Each line but the first is wrong by itself. */
const wrong: Record<string, string> = {
	arguments: `const it = new MyClass(1);
		new MyClass('x');
		new MyClass();
		new Buffer(1, 2);
		it.my_method(1);
		new Buffer(1).fill();
		instance.exports._MyClass__my_method();
		instance.exports._Buffer__fill(1, 'x');
		manage(it, new WeakRef(it), () => {});
		manage(it.ptr, it, () => {});
		tick('x');
		breathe(1);`,
	classes: `const it = new Arena(1);
		new Listener(1);
		new Listener((text) => text.length);
		new Matrix(2, 2).mul(new Buffer(4));
		new Matrix(2, 2).mul(3);
		it.make(1).mul();
		new Buffer(1).bytes().subarray(0);
		new Buffer(1).bytes().length = 2;
		instance.exports._Listener__constructor(() => {});
		instance.exports._Matrix__mul(new Matrix(1, 1), 1);
		hold(3);
		clean('all');
		sweep('all');
		it.deleteLater(1);`,
	scopes: `const it = scope(() => new MyClass(1));
		scope();
		scope(it);
		scope((given) => given);
		scope(async () => { await tick(); });
		scope(() => 1).my_method();`,
	names: `const it = new MyClass(1);
		it.myMethod();
		it.ptr = 3;
		instance.exports._MyClass__nothing(1);
		sweep().then();
		breathe().ok;
		document.body;
		fetch('x');
		new Nothing();`,
};

/** Programs that nobody ran against the engine's real classes, to see that odd texts do no harm. */
const odd: EngineDescription = {
	classes: [
		{
			name: 'Odd',
			doc: 'Ends a comment: */ and has `code`.',
			constructor: { params: [{ name: 'call', type: 'a type of tomorrow', doc: 'Two\nlines. */' }] },
			methods: [{ name: 'twice', doc: '', params: [], result: 'float64' }],
		},
	],
};

/** Line numbers of the errors in each file of a folder, in order; all files are checked as the editor checks. */
async function check(types: string, programs: Record<string, string>): Promise<Map<string, number[]>> {
	const folder = await mkdtemp(join(tmpdir(), 'sweepground-types-'));
	try {
		await writeFile(join(folder, 'sweepground.d.ts'), types);
		const names = Object.keys(programs).map((name) => `${name}.js`);
		for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, `${name}.js`), text);
		const options = {
			allowJs: true,
			checkJs: true,
			strict: false,
			noEmit: true,
			target: 'esnext',
			module: 'esnext',
			moduleDetection: 'force',
			lib: programLibs,
			types: [],
		};
		const config = { compilerOptions: options, files: ['sweepground.d.ts', ...names] };
		await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
		const said = await new Promise<string>((resolve) =>
			execFile(
				process.execPath,
				[join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false'],
				{
					cwd: folder,
				},
				(_error, stdout, stderr) => resolve(stdout + stderr),
			),
		);
		const errors = new Map(['sweepground.d.ts', ...names].map((name): [string, number[]] => [name, []]));
		for (const line of said.split('\n').filter((text) => text !== '' && !text.startsWith(' '))) {
			const [, name = '', row, code] = /^([^(]+)\((\d+),\d+\): error TS(\d+)/.exec(line) ?? [];
			const rows = errors.get(name);
			if (!rows) throw new Error(`tsc said: ${said}`);
			if (code !== '1108') rows.push(Number(row));
		}
		return errors;
	} finally {
		await rm(folder, { recursive: true });
	}
}

const samples: Record<string, string> = {};
for (const { id, start, solution } of await readLessons(join(root, 'samples'))) {
	samples[`${id}-start`] = start;
	if (solution !== null) samples[`${id}-solution`] = solution;
}
const types = programTypes(description);
const own = ownGlobals(Object.values(samples).join('\n'), types);
const errors = await check(types + own, { ...samples, ...right, ...wrong });

function noError(name: string): void {
	assert.deepEqual(errors.get(name), []);
}

test('the declarations have no error', () => noError('sweepground.d.ts'));

test('what a program finds in its global scope is declared, and stands in the README', async () => {
	const before = new Set(Object.getOwnPropertyNames(globalThis));
	const runtime = (await loadEngine()).start();
	defineGlobals(runtime, console);
	runtime.end();
	const names = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name) || name === 'Buffer');
	assert.ok(names.includes('scope') && names.includes('breathe') && names.includes('MyClass'), names.join());
	const types = programTypes(description);
	const readme = await readFile(join(root, 'README.md'), 'utf8');
	const table = readme.split('\n').filter((line) => line.startsWith('| `'));
	for (const name of [...names, 'console']) {
		assert.match(types, new RegExp(`^declare (function|const|class) ${name}\\b`, 'm'), `${name} is not declared`);
		const first = (line: string) => new RegExp(`\`${name}\\b[^|]*\\|`).test(line.slice(0, line.indexOf('|', 2) + 1));
		assert.ok(table.some(first), `${name} is not in the README's table`);
	}
});

for (const name of Object.keys(samples)) test(`a sample has no error: ${name}`, () => noError(`${name}.js`));

for (const name of Object.keys(right)) test(`a right program has no error: ${name}`, () => noError(`${name}.js`));

for (const [name, text] of Object.entries(wrong)) {
	test(`a wrong program has an error in each wrong line: ${name}`, () => {
		const lines = text.split('\n').map((_, index) => index + 1);
		assert.deepEqual([...new Set(errors.get(`${name}.js`))], lines.slice(1));
	});
}

test('any text in the description gives declarations without an error', async () => {
	const found = await check(programTypes(odd), { odd: `new Odd(1).twice().toFixed(); new Odd(() => {}).delete();` });
	assert.deepEqual([...found.values()], [[], []]);
});

test('all that the description says of a class stands at its declaration', () => {
	const types = programTypes(description);
	for (const { name, doc, constructor: made, methods } of description.classes) {
		assert.ok(types.includes(`declare class ${name} {`));
		const docs = [doc, ...made.params.map((it) => it.doc), ...methods.map((it) => it.doc)];
		for (const text of docs) assert.ok(types.includes(text), text);
		for (const method of methods) assert.ok(types.includes(`_${name}__${method.name}(ptr: number`), method.name);
	}
});
