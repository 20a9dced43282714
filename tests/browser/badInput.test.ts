// Bad input, one program each: a clear message with its line, the page alive, the next run clean.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { checkCleanRun, consoleLines, kQuiet, load, runProgram, stats } from '../support/program.ts';

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
		message: /my_method\(\) needs a live object: MyClass #1 .* was deleted/,
		line: 3,
	},
	{
		title: 'method after the raw destructor',
		code: 'const m = new MyClass(1);\ninstance.exports._MyClass__destructor(m.ptr);\nm.my_method();',
		name: /^PointerError$/,
		message: /MyClass #1 .* was deleted/,
		line: 3,
	},
	{
		title: 'delete() twice',
		code: 'const m = new MyClass(1);\nm.delete();\nm.delete();',
		name: /^PointerError$/,
		message: /was deleted/,
		line: 3,
	},
	{
		title: 'raw pointer to nowhere',
		code: '\ninstance.exports._MyClass__my_method(1234);',
		name: /^PointerError$/,
		message: /No live MyClass starts at 0x000004d2/,
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
	error: Awaited<ReturnType<typeof runProgram>>['error'],
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
	{ path: kQuiet },
	async (visit, t) => {
		// The editor's language service gives up on the deepest of them.
		visit.allowErrors(/Maximum call stack|too much recursion/);
		for (const bad of own) {
			await t.test(bad.title, async () => {
				const { ok, error } = await runProgram(visit, bad.code);
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

pageTest('errors beside the program are told with their line', { path: kQuiet }, async (visit, t) => {
	// Firefox reports a worker's errors to its console even when they were handled.
	visit.allowErrors(/late|unheard|bad deleter/);
	for (const bad of beside) {
		await t.test(bad.title, async () => {
			assert.deepEqual(await runProgram(visit, bad.code), { ok: true });
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

pageTest('an infinite loop is ended by the watchdog, which names the loop', { path: kQuiet }, async (visit) => {
	const { ok, error } = await runProgram(visit, "console.log('before');\nlet i = 0;\nwhile (true) i++;");
	assert.equal(ok, false);
	assert.equal(error?.name, 'ProgramStuck');
	assert.match(error?.message ?? '', /had not let go of the thread for 10 s: look at the loop in line 3/);
	assert.equal(error?.line, 3);
	await checkCleanRun(visit);
});

pageTest('Stop ends an infinite loop that logs, and what it logged is there', { path: kQuiet }, async (visit) => {
	await load(visit, { code: "for (;;) console.log('again');" });
	const outcome = visit.page.evaluate(() => window.sweepground.run());
	await until('lines', async () => (await consoleLines(visit)).some(({ text }) => text === 'again'));
	await (await visit.get('button', 'Stop')).click();
	const { ok, error } = await outcome;
	assert.deepEqual([ok, error?.name], [false, 'Stopped']);
	assert.ok((await consoleLines(visit)).some(({ text }) => text === 'again'));
	await checkCleanRun(visit);
});

pageTest('endless allocation in JavaScript ends with a clear message', { path: kQuiet }, async (visit) => {
	const { ok, error } = await runProgram(
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

pageTest('whatever a program does to its own realm, the next run is clean', { path: kQuiet }, async (visit) => {
	// Firefox reports a worker's errors to its console even when they were handled.
	visit.allowErrors(/mine/);
	const { ok } = await runProgram(
		visit,
		`for (const owner of [Array, Object, Promise, Function, String, RegExp, Uint32Array, JSON, Math, Reflect, MessageEvent])
  for (const target of [owner, owner.prototype])
    for (const key of target ? Reflect.ownKeys(target) : [])
      try { target[key] = () => { throw new Error('mine'); }; } catch {}
self.setTimeout = self.clearTimeout = self.performance = self.console = undefined;`,
	);
	assert.equal(typeof ok, 'boolean');
	await checkCleanRun(visit);
});

pageTest('a program that writes over the engine’s memory harms its own run alone', { path: kQuiet }, async (visit) => {
	visit.allowErrors(/RuntimeError|unreachable|out of bounds|PointerError|SyntaxError|index out of/);
	await load(visit, {
		code: `const all = Array.from({ length: 100 }, (_, i) => new MyClass(i));
const words = new Uint32Array(instance.exports.memory.buffer);
for (let i = 64 << 10 >> 2, x = 1; i < words.length; i++) words[i] = x = Math.imul(x, 1664525) + 1013904223;
for (const m of all) try { m.my_method(); m.delete(); } catch {}
for (let i = 0; i < 1000; i++) try { new Buffer(i); } catch {}
await collectGarbage();`,
	});
	// Nothing is promised for this run but that it can be ended.
	await visit.page.evaluate(() => void window.sweepground.run());
	await visit.page.evaluate(() => window.sweepground.stop());
	await checkCleanRun(visit);
	await load(visit, { code: 'new Uint8Array(instance.exports.memory.buffer).fill(255); new MyClass(1);' });
	await visit.page.evaluate(() => window.sweepground.run());
	await visit.page.evaluate(() => window.sweepground.stop());
	await checkCleanRun(visit);
});

pageTest('a program that talks to the page in its own way is not heard', { path: kQuiet }, async (visit) => {
	const { ok } = await runProgram(
		visit,
		`self.postMessage({ kind: 'ended', error: { name: 'Forged', message: 'forged', line: 1, column: 1 } });
try { parent.postMessage('x', '*'); } catch {}
try { new BroadcastChannel('sweepground').postMessage({ kind: 'console', lines: [] }); } catch {}
await tick(50);`,
	);
	assert.equal(ok, true);
	assert.deepEqual((await stats(visit)).errors, []);
});

pageTest('nothing of a program leaves the sandbox', { path: kQuiet }, async (visit) => {
	const arrived: string[] = [];
	const server = createServer((request, response) => {
		arrived.push(request.url ?? '');
		response.setHeader('access-control-allow-origin', '*').end('1');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/leak`;
	await fetch(url);
	assert.deepEqual(arrived.splice(0), ['/leak'], 'what reaches the server is seen');
	// Each browser reports what its policy blocked, in its own words.
	visit.allowErrors(/leak|CSP|Content.Security.Policy|etch/);
	const { ok, error } = await runProgram(visit, kEscapes.replace('URL', JSON.stringify(url)));
	assert.equal(error?.message, undefined);
	assert.equal(ok, true);
	assert.deepEqual(arrived, []);
	server.close();
});

/** Ends well if every way out is closed. */
const kEscapes = `const url = URL;
const event = (target, good) => new Promise((resolve, reject) => { target[good] = resolve; target.onerror = reject; });
const tried = {
  fetch: () => fetch(url),
  xhr: () => { const x = new XMLHttpRequest(); x.open('GET', url); x.send(); return event(x, 'onload'); },
  webSocket: () => event(new WebSocket(url.replace('http', 'ws')), 'onopen'),
  eventSource: () => event(new EventSource(url), 'onopen'),
  importScripts: async () => importScripts(url),
  import: () => import(url),
  worker: () => event(new Worker(url), 'onmessage'),
  nestedWorker: () => event(new Worker(self.URL.createObjectURL(new Blob(['fetch("' + url + '").then(() => postMessage(1))']))), 'onmessage'),
  indexedDB: () => event(indexedDB.open('x'), 'onsuccess'),
  caches: () => caches.open('x'),
  eval: async () => (0, eval)('1'),
  function: async () => new Function('return 1')(),
};
const passed = [];
for (const [name, attempt] of Object.entries(tried)) {
  const closed = Symbol();
  const outcome = await Promise.race([(async () => attempt())().catch(() => closed), tick(500).then(() => closed)]);
  if (outcome !== closed) passed.push(name);
}
if (passed.length > 0) throw new Error('passed: ' + passed.join());`;
