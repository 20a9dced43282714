// Bad input, one program each: a clear message with its line, the page alive, the next run clean.
import assert from 'node:assert/strict';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { checkCleanRun, consoleLines, load, quietPath, ready, run, runCode, stats } from '../support/sweepground.ts';

interface Case {
	title: string;
	code: string;
	name: RegExp;
	message: RegExp;
	line: number;
	column?: number;
}

/** Errors of the program's own code. */
const own: Case[] = [
	{
		title: 'syntax error',
		code: 'let a = 1;\nlet b = ;',
		name: /^SyntaxError$/,
		message: /Unexpected token/,
		line: 2,
		column: 9,
	},
	{
		title: 'import',
		code: "// one\nimport x from 'y';",
		name: /^SyntaxError$/,
		message: /cannot import or export/,
		line: 2,
		column: 1,
	},
	{
		title: 'stray }',
		code: 'const a = 1; }\nconst b = 2;',
		name: /^SyntaxError$/,
		message: /Unexpected token/,
		line: 1,
		column: 14,
	},
	{
		title: 'stray } that would close the function',
		code: '};\nself.x=()=>{',
		name: /^SyntaxError$/,
		message: /Unexpected token/,
		line: 1,
		column: 1,
	},
	{
		title: 'unclosed comment',
		code: '1;\n/* no end',
		name: /^SyntaxError$/,
		message: /[Uu]nterminated comment/,
		line: 2,
	},
	{
		title: 'nesting beyond the parser',
		code: '['.repeat(50_000),
		name: /^SyntaxError$/,
		message: /^Not enough stack space to parse input$/,
		line: 1,
	},
	{
		title: 'throw',
		code: "\n\nthrow new RangeError('too far');",
		name: /^RangeError$/,
		message: /^too far$/,
		line: 3,
		column: 7,
	},
	{
		title: 'throw on the first line',
		code: "throw new Error('first')",
		name: /^Error$/,
		message: /first/,
		line: 1,
		column: 7,
	},
	{ title: 'throw of no error', code: "throw 'text'", name: /^Uncaught$/, message: /^text$/, line: 0 },
	{
		title: 'throw of an error that throws',
		code: 'throw { toString() { throw 1; } }',
		name: /^Uncaught$/,
		message: /cannot be shown/,
		line: 0,
	},
	{
		title: 'throw in a function',
		code: 'function f() {\n  null.x;\n}\nf();',
		name: /^TypeError$/,
		message: /null/,
		line: 2,
	},
	{
		title: 'rejected await',
		code: "await tick(1);\nawait Promise.reject(new Error('no'));",
		name: /^Error$/,
		message: /^no$/,
		line: 2,
	},
	{
		title: 'endless recursion',
		code: 'const f = () => f();\nf();',
		name: /^(RangeError|InternalError)$/,
		message: /./,
		line: 1,
	},
	{
		title: 'negative size',
		code: '//\nnew Buffer(-1);',
		name: /^RangeError$/,
		message: /Buffer: sizeBytes .* is -1/,
		line: 2,
	},
	{
		title: 'size beyond 32 bits',
		code: 'new Buffer(2**40);',
		name: /^RangeError$/,
		message: /sizeBytes .* 1099511627776/,
		line: 1,
	},
	{
		title: 'no argument',
		code: '\nnew MyClass();',
		name: /^TypeError$/,
		message: /MyClass\(number\) takes 1 argument, and got none/,
		line: 2,
	},
	{
		title: 'too many arguments',
		code: 'new MyClass(1, 2);',
		name: /^TypeError$/,
		message: /takes 1 argument, and got 2/,
		line: 1,
	},
	{
		title: 'wrong argument',
		code: "new MyClass('one');",
		name: /^TypeError$/,
		message: /number must be a number, not the string "one"/,
		line: 1,
	},
	{
		title: 'method after delete()',
		code: 'const m = new MyClass(1);\nm.delete();\nm.my_method();',
		name: /^PointerError$/,
		message:
			/my_method\(\) was called on MyClass #1 \(made at line 1, deleted at line 2 after .* ms\), which has ended/,
		line: 3,
	},
	{
		title: 'method after the raw destructor',
		code: 'const m = new MyClass(1);\ninstance.exports._MyClass__destructor(m.ptr);\nm.my_method();',
		name: /^PointerError$/,
		message: /MyClass #1 \(made at line 1, deleted at line 2/,
		line: 3,
	},
	{
		title: 'delete() twice',
		code: 'const m = new MyClass(1);\nm.delete();\nm.delete();',
		name: /^PointerError$/,
		message: /MyClass #1 \(made at line 1, deleted at line 2/,
		line: 3,
	},
	{
		title: 'raw pointer to nowhere',
		code: '\ninstance.exports._MyClass__my_method(1234);',
		name: /^PointerError$/,
		message: /No MyClass begins at 0x000004d2: no object is known to have lived there/,
		line: 2,
	},
	{
		title: 'endless native allocation',
		code: 'const all = [];\nfor (;;) all.push(new Buffer(1 << 20));',
		name: /^NativeHeapExhausted$/,
		message: /does not fit in the native heap: .* of at most 64 MiB/,
		line: 2,
	},
	{
		title: 'WeakRef overwritten',
		code: '\nWeakRef = class {};',
		name: /^TypeError$/,
		message: /WeakRef cannot be replaced/,
		line: 2,
	},
	{
		title: 'WeakRef.prototype.deref overwritten',
		code: 'WeakRef.prototype.deref = () => undefined;',
		name: /^TypeError$/,
		message: /WeakRef\.prototype\.deref cannot be replaced/,
		line: 1,
	},
	{
		title: 'Map.prototype overwritten',
		code: '\n\nMap.prototype.get = () => 1;',
		name: /^TypeError$/,
		message: /Map\.prototype\.get cannot be replaced/,
		line: 3,
	},
	{
		title: 'postMessage overwritten',
		code: 'postMessage = null;',
		name: /^TypeError$/,
		message: /postMessage cannot be replaced/,
		line: 1,
	},
	{
		title: 'MessagePort.prototype.postMessage overwritten',
		code: 'MessagePort.prototype.postMessage = function () {};',
		name: /^TypeError$/,
		message: /cannot be replaced/,
		line: 1,
	},
	{ title: 'close()', code: '\nclose();', name: /^TypeError$/, message: /close\(\) would end the sandbox/, line: 2 },
];

async function checkError(
	visit: Visit,
	{ name, message, line, column }: Case,
	error: Awaited<ReturnType<typeof runCode>>['error'],
) {
	assert.ok(error, 'there is an error');
	assert.match(error.name, name);
	assert.match(error.message, message);
	assert.equal(error.line, line);
	if (column !== undefined) assert.equal(error.column, column);
	const shown = (await consoleLines(visit)).findLast(({ level }) => level === 'error');
	assert.ok(shown?.text.includes(error.message), `the console says it: ${shown?.text}`);
	assert.equal(shown?.line, line, 'the console names the line');
}

pageTest(
	'each error of a program is told with its line, and the next run is clean',
	{ path: quietPath },
	async (visit, t) => {
		await ready(visit);
		// The editor's language service gives up on the deepest of them.
		visit.allowErrors(/Maximum call stack|too much recursion/);
		for (const bad of own) {
			await t.test(bad.title, async () => {
				const { ok, error } = await runCode(visit, bad.code);
				assert.equal(ok, false);
				await checkError(visit, bad, error);
			});
		}
		await checkCleanRun(visit);
	},
);

/** Errors that come beside the program's own code, which ends well. */
const beside: Case[] = [
	{
		title: 'error in a timer',
		code: "setTimeout(() => {\n  throw new Error('late');\n}, 1);",
		name: /^Error$/,
		message: /^late$/,
		line: 2,
	},
	{
		title: 'promise that nobody handles',
		code: "\nPromise.reject(new TypeError('unheard'));",
		name: /^TypeError$/,
		message: /^unheard$/,
		line: 2,
	},
	{
		title: 'deleter that throws',
		code: "(() => {\n  const w = {};\n  manage(instance.exports._MyClass__constructor(1), new WeakRef(w), () => {\n    throw new Error('bad deleter');\n  });\n})();\nawait tick(1);\nawait collectGarbage();",
		name: /^Error$/,
		message: /^bad deleter$/,
		line: 4,
	},
];

pageTest('errors beside the program are told with their line', { path: quietPath }, async (visit, t) => {
	await ready(visit);
	// Firefox reports a worker's errors to its console even when they were handled.
	visit.allowErrors(/late|unheard|bad deleter/);
	for (const bad of beside) {
		await t.test(bad.title, async () => {
			assert.deepEqual(await runCode(visit, bad.code), { ok: true });
			const [error] = await until(
				'the error',
				async () => (await stats(visit)).errors,
				10_000,
				(e) => e.length > 0,
			);
			await checkError(visit, bad, error && { ...error, column: 0 });
		});
	}
	await checkCleanRun(visit);
});

pageTest('an infinite loop is ended by the watchdog, which names the loop', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { ok, error } = await runCode(visit, "console.log('before');\nlet i = 0;\nwhile (true) i++;");
	assert.equal(ok, false);
	assert.equal(error?.name, 'ProgramStuck');
	assert.match(error?.message ?? '', /had not let go of the thread for 10 s: look at the loop in line 3/);
	assert.equal(error?.line, 3);
	await checkCleanRun(visit);
});

pageTest('Stop ends an infinite loop that logs, and what it logged is there', { path: quietPath }, async (visit) => {
	await ready(visit);
	await load(visit, { code: "for (;;) console.log('again');" });
	const outcome = run(visit);
	await until('lines', async () => (await consoleLines(visit)).some(({ text }) => text === 'again'));
	await (await visit.get('button', 'Stop')).click();
	const { ok, error } = await outcome;
	assert.deepEqual([ok, error?.name], [false, 'Stopped']);
	assert.ok((await consoleLines(visit)).some(({ text }) => text === 'again'));
	await checkCleanRun(visit);
});

pageTest('endless allocation in JavaScript ends with a clear message', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { ok, error } = await runCode(
		visit,
		'const all = [];\nfor (;;) all.push(new Array(100_000).fill(all.length));',
	);
	assert.equal(ok, false);
	assert.match(
		`${error?.name}: ${error?.message}`,
		/SandboxCrashed|ProgramStuck|out of memory|allocation size overflow|Array buffer allocation/i,
	);
	await checkCleanRun(visit);
});
