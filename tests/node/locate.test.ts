// Where in a program an error was made: found in its stack, in the columns of the program as it was written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageOf, nameProgram, placeIn, toProgramError } from '../../app/sandbox/worker/locate.ts';
import { LeakError } from '../../engine/binding/errors.ts';

test("a stack's innermost place of the program counts, in the format of each browser", () => {
	const chromium = 'Error\n    at f (engine.js:1:2)\n    at make (user.js:12:7)\n    at user.js:30:1';
	const firefox = 'f@blob:null/1:1:2\nmake@user.js:12:7\n@user.js:30:1';
	for (const stack of [chromium, firefox]) assert.deepEqual(placeIn(stack), { line: 12, column: 7 });
	for (const stack of ['', 'Error\n at other.js:1:1', undefined, 3, null])
		assert.deepEqual(placeIn(stack), { line: 0, column: 0 });
});

test('a place on the first line, and one in what was put in, is that of the program as it was written', () => {
	nameProgram('blob:null/1', 20, (line, column) => column - line, '$line0');
	assert.deepEqual(placeIn('Error\n at user.js:1:31\n at user.js:5:1'), { line: 1, column: 10 });
	assert.deepEqual(placeIn('f@blob:null/1:3:9\n'), { line: 3, column: 6 });
	// A helper that stands before the program is none of it.
	assert.deepEqual(placeIn('Error\n at user.js:1:20\n at user.js:5:7'), { line: 5, column: 2 });
	assert.deepEqual(placeIn('Error\n at user.js:1:20'), { line: 0, column: 0 });
});

test('a message does not show what notes a line', () => {
	nameProgram('blob:null/1', 20, (_line, column) => column, '$line0');
	const error = new TypeError('(a === ($line0[0] , o.m(...))) is not a function');
	assert.equal(messageOf(error), '(a === (o.m(...))) is not a function');
});

test('an error of a leak is where its objects were made', () => {
	const error = new LeakError('2 Buffer made at line 7 were never deleted', 7);
	error.stack = 'Error\n at user.js:3:9';
	const message = '2 Buffer made at line 7 were never deleted';
	assert.deepEqual(toProgramError(error), { name: 'LeakError', message, line: 7, column: 0 });
});

test('a line is taken from errors of leaks alone, and only if it can be one', () => {
	const at = (thrown: unknown) => toProgramError(thrown).line;
	const lines = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '7', { valueOf: () => 7 }, undefined];
	for (const line of lines) assert.equal(at(Object.assign(new LeakError('', 1), { line })), 0, String(line));
	const own = Object.assign(new Error('mine'), { name: 'LeakError', line: 7, stack: '' });
	assert.equal(at(own), 0);
	assert.equal(at({ name: 'LeakError', line: 7 }), 0);
	const throwing = Object.defineProperty(new LeakError('told', 1), 'line', {
		get() {
			throw new Error('no');
		},
	});
	assert.deepEqual(toProgramError(throwing), { name: 'Uncaught', message: 'told', line: 0, column: 0 });
});
