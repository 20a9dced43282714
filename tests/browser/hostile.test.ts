// Hostile programs: nothing that they do reaches the page, the network or another run.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageTest } from '../support/browser.ts';
import { checkCleanRun, load, quietPath, ready, run, runCode, start, stats } from '../support/sweepground.ts';

pageTest('whatever a program does to its own realm, the next run is clean', { path: quietPath }, async (visit) => {
	await ready(visit);
	// Firefox reports a worker's errors to its console even when they were handled.
	visit.allowErrors(/mine/);
	const { ok } = await runCode(
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

pageTest(
	'a program that writes over the engine’s memory harms its own run alone',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
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
		await start(visit);
		await visit.page.evaluate(() => window.sweepground.stop());
		await checkCleanRun(visit);
		await load(visit, { code: 'new Uint8Array(instance.exports.memory.buffer).fill(255); new MyClass(1);' });
		await run(visit);
		await visit.page.evaluate(() => window.sweepground.stop());
		await checkCleanRun(visit);
	},
);

pageTest('an engine that was overwritten ends its run with a clear message', { path: quietPath }, async (visit) => {
	await ready(visit);
	await load(visit, {
		code: `for (let i = 0; i < 20; i++) new MyClass(i);
const bytes = new Uint8Array(instance.exports.memory.buffer);
for (;;) {
  // All that belongs to the table and the figures, and not the stack.
  bytes.fill(0xa5, 64 << 10, 1 << 20);
  await tick(1);
}`,
	});
	visit.allowErrors(/RuntimeError|RangeError|Error: /);
	const { ok, error } = await run(visit);
	assert.equal(ok, false);
	assert.equal(error?.name, 'EngineFailed');
	assert.match(error?.message ?? '', /memory makes no sense any more: ./);
	await checkCleanRun(visit);
});

pageTest('a program that talks to the page in its own way is not heard', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { ok } = await runCode(
		visit,
		`self.postMessage({ kind: 'ended', error: { name: 'Forged', message: 'forged', line: 1, column: 1 } });
try { parent.postMessage('x', '*'); } catch {}
try { new BroadcastChannel('sweepground').postMessage({ kind: 'console', lines: [] }); } catch {}
await tick(50);`,
	);
	assert.equal(ok, true);
	assert.deepEqual((await stats(visit)).errors, []);
});

pageTest('nothing of a program leaves the sandbox', { path: quietPath }, async (visit, t) => {
	await ready(visit);
	const arrived: string[] = [];
	const server = createServer((request, response) => {
		arrived.push(request.url ?? '');
		response.setHeader('access-control-allow-origin', '*').end('1');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	t.after(() => server.close());
	const { port } = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/leak`;
	await fetch(url);
	assert.deepEqual(arrived.splice(0), ['/leak'], 'what reaches the server is seen');
	// Each browser reports what its policy blocked, in its own words.
	visit.allowErrors(/leak|CSP|Content.Security.Policy|etch/);
	const { ok, error } = await runCode(visit, kEscapes.replace('URL', JSON.stringify(url)));
	assert.equal(error?.message, undefined);
	assert.equal(ok, true);
	assert.deepEqual(arrived, []);
});

pageTest('a program that starts a worker is told that it cannot', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { error } = await runCode(visit, "\nnew Worker('data:,0');");
	assert.equal(error?.name, 'TypeError');
	assert.match(error?.message ?? '', /cannot start workers/);
	assert.equal(error?.line, 2);
	await checkCleanRun(visit);
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
