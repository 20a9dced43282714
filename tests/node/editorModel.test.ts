// The editor's model: error marks follow their lines, and go when the line is edited or the program is another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EditorModel } from '../../app/editor/EditorModel.ts';
import { linesAfterEdit, offsetOf } from '../../app/editor/textEdit.ts';

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
	const view = (name: string) => ({
		reveal: (line: number, column: number) => seen.push(`${name} ${line}:${column}`),
		topOf: () => 0,
	});
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
	assert.equal(linesAfterEdit('x\nx\nx', 'x\nx\nx\nx')(3), 3);
	assert.equal(linesAfterEdit('x\nx\nx', 'x')(1), 1);
	assert.equal(linesAfterEdit('x\nx\nx', 'x')(2), 0);
});

test('offsets clamp to the line and to the text', () => {
	assert.equal(offsetOf(text, 1, 1), 0);
	assert.equal(offsetOf(text, 2, 3), 6);
	assert.equal(offsetOf(text, 2, 99), 7);
	assert.equal(offsetOf(text, 4, 99), text.length);
	assert.equal(offsetOf(text, 9, 1), text.length);
	assert.equal(offsetOf(text, 1, 0), 0);
});

function counted(...lines: number[]): EditorModel {
	const model = new EditorModel(text);
	model.ran(text);
	const zeros = { cleared: 0, lost: 0, freed: 0, deleted: 0, heldBytes: 0 };
	model.lineCounts.value = lines.map((line) => ({ line, made: 10 * line, live: line, ...zeros }));
	return model;
}

const marks = (model: EditorModel) => model.lineMarks.value.map(({ line, counts }) => `${counts.line} at ${line}`);

test('the counts of lines move with the text and go with the lines that were edited', () => {
	const model = counted(1, 3, 4);
	assert.deepEqual(marks(model), ['1 at 1', '3 at 3', '4 at 4']);
	model.edit('one\nnew\ntwo\nthree\nfour');
	assert.deepEqual(marks(model), ['1 at 1', '3 at 4', '4 at 5']);
	model.edit('one\nnew\ntwo\nthree!\nfour');
	assert.deepEqual(marks(model), ['1 at 1', '4 at 5']);
	model.litLine.value = 4;
	assert.equal(model.litLineNow.value, 5);
	assert.deepEqual([model.lineAsRun(5), model.lineAsRun(4)], [4, 0]);
	model.ran(model.code.value);
	assert.deepEqual(marks(model), ['1 at 1', '3 at 3', '4 at 4']);
});

test('another program has no counts, also after it was taken back and edited; the same text keeps them', () => {
	const model = counted(1, 3);
	model.setCode(text);
	assert.deepEqual(marks(model), ['1 at 1', '3 at 3']);
	model.setCode('other');
	assert.deepEqual(marks(model), []);
	model.edit('another');
	assert.deepEqual(marks(model), []);
});

test('what was edited while a run began is edited since', () => {
	const model = new EditorModel(`new\n${text}`);
	model.ran(text);
	assert.deepEqual([model.lineNow(1), model.lineNow(4)], [2, 5]);
	assert.equal(model.lineAsRun(1), 0);
});

test('a line of the run is revealed where it is now', () => {
	const model = counted(3);
	const seen: string[] = [];
	model.attach({ reveal: (line, column) => seen.push(`${line}:${column}`), topOf: () => 0 });
	model.edit(`new\n${text}`);
	model.revealAsRun(3);
	model.edit(`new\n${text.replace('three', 'tree')}`);
	model.revealAsRun(3);
	assert.deepEqual(seen, ['4:1', '3:1']);
});
