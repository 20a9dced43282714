// The lines and columns of a program as the page shows them: of objects, of what it logs, and of its errors.
import assert from 'node:assert/strict';
import { pageTest, until } from '../support/browser.ts';
import { consoleLines, quietPath, ready, runCode } from '../support/sweepground.ts';

pageTest('objects carry the lines that made them', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { ok } = await runCode(
		visit,
		`globalThis.all = [
	new MyClass(1),
	new Matrix(2, 2)
		.transpose(),
	...[5].map((n) =>
		new MyClass(n)), Reflect.construct(
			MyClass, [7]),
];
await tick(1); all.push(new MyClass(all.length));`,
	);
	assert.equal(ok, true);
	const lines = () =>
		visit.page.$$eval('[role="gridcell"].line', (cells) =>
			cells.map((it) => Number(it.textContent)).sort((a, b) => a - b),
		);
	const shown = await until('the rows', lines, 10_000, (found) => found.length === 6);
	assert.deepEqual(shown, [2, 3, 4, 6, 6, 9]);
});

pageTest('an error is where it is in the program as it was written', { path: quietPath }, async (visit) => {
	await ready(visit);
	for (const code of [
		"f(1, f(2)); function f(x) { return x; } throw new Error('a')",
		"const f = (x) => x;\nf(f(f(1))); f(...[f(2)]); throw new Error('b')",
		"const f = (x) => x;\n  console.log(f(1)); f(f(1).g, (() => { throw new Error('c'); })())",
		"await tick(1); if ([1].map((x) => x).at(0)) throw new Error('d')",
	]) {
		const { error } = await runCode(visit, code);
		const lines = code.split('\n');
		const column = (lines.at(-1) ?? '').indexOf('new Error') + 1;
		assert.deepEqual([error?.name, error?.line, error?.column], ['Error', lines.length, column], code);
	}
});

pageTest('what is logged carries its line', { path: quietPath }, async (visit) => {
	await ready(visit);
	const code = "console.log('a');\nconst say = (x) => console.log(x);\nsay('b'); [1].forEach(() =>\nconsole.log('c'));";
	assert.deepEqual(await runCode(visit, code), { ok: true });
	const lines = await until(
		'the lines',
		() => consoleLines(visit),
		5_000,
		(found) => found.length >= 3,
	);
	assert.deepEqual(
		lines.slice(0, 3).map(({ text, line }) => [text, line]),
		[
			['a', 1],
			['b', 2],
			['c', 4],
		],
	);
});
