// The parser before the run: places of syntax errors, and which loops it takes for endless.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProgram } from '../../app/sandbox/worker/parse.ts';

const loops = (code: string) => {
	const parsed = parseProgram(code);
	if ('error' in parsed) assert.fail(parsed.error.message);
	return parsed.endlessLoops.map(({ line }) => line);
};

test('loops that nothing leaves are found, with their line', () => {
	assert.deepEqual(loops('while (true) {}'), [1]);
	assert.deepEqual(loops('\nfor (;;) x();\ndo { y() } while (1)'), [2, 3]);
	assert.deepEqual(loops('while (true) { for (const a of b) break; }'), [1]);
	assert.deepEqual(loops('while (true) { switch (a) { case 1: break; } }'), [1]);
	assert.deepEqual(loops('for (;;) { const f = async () => { await 1; return; }; }'), [1]);
	assert.deepEqual(loops('function f() { while (true); }\nwhile (1) { function g() {} }'), [1, 2]);
});

test('loops that something leaves or suspends are not', () => {
	for (const code of [
		'while (true) break;',
		'while (true) { if (a) break; }',
		'out: for (;;) for (const a of b) break out;',
		'for (const a of b) for (;;) continue;'.replace('continue;', '{ if (a) break; }'),
		'for (;;) await tick();',
		'for (;;) { for await (const a of b); }',
		'for (;;) { throw 1; }',
		'for (;;) return;',
		'while (a) {}',
		'for (let i = 0; i < 3; i++) {}',
	])
		assert.deepEqual(loops(code), [], code);
});

test('a deep tree that is a valid program is no error', () => {
	assert.deepEqual(loops(`${'1+'.repeat(3_000)}1; for (;;) {}`), [1]);
});

test('import and export are refused at their place', () => {
	for (const [code, line, column] of [
		["1;\n import x from 'y'", 2, 2],
		['export const a = 1', 1, 1],
		["{ import x from 'y' }", 1, 3],
		['f(import.meta)', 1, 3],
	] as const) {
		const parsed = parseProgram(code);
		assert.ok('error' in parsed, code);
		assert.match(parsed.error.message, /cannot import or export/, code);
		assert.deepEqual([parsed.error.line, parsed.error.column], [line, column], code);
	}
	assert.deepEqual(loops("import('x')"), []);
});

test('what modern programs use is no error', () => {
	for (const code of [
		'using a = b;',
		'await 1; return;',
		'class A { #b; static {} }',
		'const MyClass = 1;',
		'a ??= 1n',
		'// only a comment',
	])
		assert.deepEqual(loops(code), [], code);
});

test('strict mode is the parser’s, too', () => {
	const parsed = parseProgram('const a = 010;');
	assert.ok('error' in parsed);
	assert.deepEqual([parsed.error.name, parsed.error.line, parsed.error.column], ['SyntaxError', 1, 11]);
});
