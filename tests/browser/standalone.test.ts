// The runtime without the playground, in a plain page: the README's example under a strict policy.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { pageTest, until } from '../support/browser.ts';
import { root } from '../support/paths.ts';
import { exampleLog, readExample } from '../support/standalone.ts';

mkdirSync(join(root, 'build'), { recursive: true });
const dir = mkdtempSync(join(root, 'build/standalone-page-'));
after(() => rmSync(dir, { recursive: true }));
for (const name of ['sweepground.js', 'engine.wasm']) cpSync(join(root, 'dist/runtime', name), join(dir, name));

function writePage(name: string, code: string): void {
	writeFileSync(join(dir, `${name}.js`), code);
	writeFileSync(
		join(dir, `${name}.html`),
		`<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
	content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:">
<link rel="icon" href="data:,">
<title>The runtime alone</title>
<script type="module" src="${name}.js"></script>
`,
	);
}
writePage('example', await readExample('page'));
writePage(
	'error',
	`import { Engine } from './sweepground.js';
addEventListener('error', ({ error }) => console.log('uncaught', error.message));
const runtime = (await Engine.load(await (await fetch('engine.wasm')).arrayBuffer())).start();
new runtime.classes.Throwing(() => { throw new Error('by a destructor') }).delete();
await runtime.tick();
console.log('goes on');
runtime.end();`,
);

/** What the page has logged. */
declare const said: string[];

const keepLog = () => {
	const { console } = globalThis;
	const all: string[] = [];
	Object.assign(globalThis, { said: all });
	console.log = (...values: unknown[]) => {
		all.push(values.join(' '));
	};
};

for (const [title, path, wanted] of [
	['the example of engine/README.md frees what it dropped', 'example.html', exampleLog],
	['an error that nobody is there to catch is an uncaught one', 'error.html', ['uncaught by a destructor', 'goes on']],
] as const) {
	pageTest(title, { dir, path, before: keepLog }, async (visit) => {
		if (path === 'error.html') visit.expectError(/by a destructor/);
		const look = () => visit.page.evaluate(() => said);
		const lines = await until('the last line', look, 20_000, ({ length }) => length >= wanted.length);
		assert.deepEqual(lines, wanted);
	});
}
