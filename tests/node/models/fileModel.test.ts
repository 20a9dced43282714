// Programs from files: text comes in, what is none is told with the reason, and what was written can be had back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FileModel } from '../../../app/models/FileModel.ts';
import { kMaxProgramChars } from '../../../app/models/programState.ts';
import { makeProgram } from './share.ts';

function makeFiles() {
	const parts = makeProgram();
	const saved: [name: string, text: string][] = [];
	return { ...parts, saved, files: new FileModel(parts.program, parts.notices, (...file) => saved.push(file)) };
}

test('a text is put into the editor, without its mark of UTF-8', async () => {
	const page = makeFiles();
	await page.files.open([new File(['\ufeffconst ü = 1;\r\n'], 'mine.js')]);
	assert.equal(page.code.value, 'const ü = 1;\r\n');
	assert.equal(page.notices.current.value?.text, 'mine.js is in the editor. Read it, then press Run.');
	assert.equal(page.notices.current.value?.actions, undefined);
	await page.files.open([]);
	assert.equal(page.code.value, 'const ü = 1;\r\n');
});

test('a program that was nowhere else can be put back', async () => {
	const page = makeFiles();
	page.code.value = 'mine();';
	await page.files.open([new File(['theirs();'], 'a.js')]);
	const [back] = page.notices.current.value?.actions ?? [];
	assert.ok(back);
	page.notices.take(back);
	assert.equal(page.code.value, 'mine();');
});

const gone = {
	name: 'gone.js',
	size: 10,
	arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')),
};

for (const [what, file, pattern] of [
	['bytes', new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], 'a.png'), /^a\.png was not opened\. It is no text/],
	['a zero byte', new File(['a\0b'], 'a.bin'), /It is no text/],
	['UTF-16', new File([new Uint8Array([0xff, 0xfe, 0x61, 0x00])], 'a.txt'), /It is no text/],
	['too many letters', new File(['x'.repeat(kMaxProgramChars + 1)], 'a.js'), /too large: .* at most 256 Ki/],
	['far too many bytes', { ...gone, size: 2 ** 40 }, /too large/],
	['a folder', gone, /cannot be read/],
] as const) {
	test(`${what} are told, and the program stays`, async () => {
		const page = makeFiles();
		await page.files.open([file]);
		assert.match(page.notices.current.value?.text ?? '', pattern);
		assert.equal(page.code.value, 'one();\n');
	});
}

test('what is saved is the program, and then it is kept', () => {
	const page = makeFiles();
	page.code.value = 'mine();';
	assert.equal(page.program.unsaved.value, true);
	page.files.save();
	assert.deepEqual(page.saved, [['program.js', 'mine();']]);
	assert.equal(page.program.unsaved.value, false);
});
