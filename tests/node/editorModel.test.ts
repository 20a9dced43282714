// The editor's model: error marks follow their lines, and go when the line is edited or the program is another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EditorModel } from '../../app/editor/EditorModel.ts';
import { lineAfterEdit, offsetOf } from '../../app/editor/textEdit.ts';

const text = 'one\ntwo\nthree\nfour';

function marked(line: number): EditorModel {
	const model = new EditorModel(text);
	model.markers.value = [{ line, column: 1, message: 'wrong', severity: 'error' }];
	return model;
}

function lines(model: EditorModel): number[] {
	return model.markers.value.map(({ line }) => line);
}

for (const [what, edited, expected] of [
	['its own line goes', 'one\ntwo\nthree!\nfour', []],
	['another line stays', 'one!\ntwo\nthree\nfour', [3]],
	['a line put in above moves it down', 'one\nnew\ntwo\nthree\nfour', [4]],
	['lines taken out above move it up', 'three\nfour', [1]],
	['a line put in below stays', 'one\ntwo\nthree\nnew\nfour', [3]],
	['its line taken out goes', 'one\ntwo\nfour', []],
	['a new line after it stays', 'one\ntwo\nthree\n\nfour', [3]],
	['all taken out goes', '', []],
] as const) {
	test(`a mark after an edit: ${what}`, () => {
		const model = marked(3);
		model.edit(edited);
		assert.equal(model.code.value, edited);
		assert.deepEqual(lines(model), expected);
	});
}

test('an edit that changes nothing keeps marks and signals as they are', () => {
	const model = marked(3);
	const { value } = model.markers;
	model.edit(text.replaceAll('\n', '\r\n'));
	assert.equal(model.markers.value, value);
	assert.equal(model.code.value, text);
});

test('another program has no marks, and line feeds alone', () => {
	const model = marked(3);
	model.setCode('a\r\nb\rc\n');
	assert.equal(model.code.value, 'a\nb\nc\n');
	assert.deepEqual(lines(model), []);
});

test('reveal speaks to the editor attached last, and to none when that is gone', () => {
	const model = new EditorModel();
	const seen: string[] = [];
	const view = (name: string) => ({ reveal: (line: number, column: number) => seen.push(`${name} ${line}:${column}`) });
	model.reveal(1, 1);
	const detachPlain = model.attach(view('plain'));
	const detachMonaco = model.attach(view('monaco'));
	detachPlain();
	model.reveal(2, 3);
	detachMonaco();
	model.reveal(4, 5);
	assert.deepEqual(seen, ['monaco 2:3']);
});

test('equal lines around an edit are told apart by place', () => {
	assert.equal(lineAfterEdit('x\nx\nx', 'x\nx\nx\nx', 3), 3);
	assert.equal(lineAfterEdit('x\nx\nx', 'x', 1), 1);
	assert.equal(lineAfterEdit('x\nx\nx', 'x', 2), 0);
});

test('offsets clamp to the line and to the text', () => {
	assert.equal(offsetOf(text, 1, 1), 0);
	assert.equal(offsetOf(text, 2, 3), 6);
	assert.equal(offsetOf(text, 2, 99), 7);
	assert.equal(offsetOf(text, 4, 99), text.length);
	assert.equal(offsetOf(text, 9, 1), text.length);
	assert.equal(offsetOf(text, 1, 0), 0);
});
