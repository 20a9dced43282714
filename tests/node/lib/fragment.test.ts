// Text in a link: comes back as it went in, whatever it is; and nothing that is cut, changed or made to hurt gets in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { FragmentError, type FragmentFault, packText, unpackText } from '../../../app/lib/fragment.ts';
import { Random } from '../binding/random.ts';

const kRoomBytes = 1 << 20;
const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

async function fault(packed: string, maxBytes = kRoomBytes): Promise<FragmentFault> {
	const error = await unpackText(packed, maxBytes).then(
		(text) => assert.fail(`it unpacked to ${text.slice(0, 80)}`),
		(reason: unknown) => reason,
	);
	assert.ok(error instanceof FragmentError, String(error));
	return error.fault;
}

const pieces = [
	'a',
	' ',
	'\r\n',
	'\n',
	'\t',
	'\0',
	'"',
	'\\',
	'é',
	'\u2028',
	'漢',
	'😀',
	'👩‍👩‍👧',
	'\ufeff',
	'const x = ',
];

test('any text comes back as it went in, in letters that no tool escapes', async (t) => {
	const random = new Random();
	t.diagnostic(`SEED=${random.seed}`);
	for (let round = 0; round < 200; round++) {
		const text = Array.from({ length: random.below(round * 4 + 1) }, () => pieces[random.below(pieces.length)]).join(
			'',
		);
		const packed = await packText(text);
		assert.match(packed, /^[\w-]+$/);
		assert.equal(await unpackText(packed, kRoomBytes), text);
	}
});

test('the empty text, a long one and a mark at the start come back too', async () => {
	for (const text of ['', '\ufeffconst a = 1;', 'x'.repeat(kRoomBytes)]) {
		assert.equal(await unpackText(await packText(text), kRoomBytes), text);
	}
});

test('a program of a page takes fewer letters than it has', async () => {
	const text = 'for (let i = 0; i < 50; i++) wrappers.push(new MyClass(i));\nawait tick(80);\n'.repeat(10);
	assert.ok((await packText(text)).length < text.length / 3);
});

test('letters of another alphabet are told', async () => {
	for (const packed of ['', ' ', 'ab+/', 'ab==', 'h€llo', 'abcde', '%20', '<script>']) {
		assert.equal(await fault(packed), 'characters', packed);
	}
});

test('a link cut at any place is told', async () => {
	const packed = await packText("const wrapper = new MyClass(1);\nconsole.log('😀', wrapper.ptr);\n");
	for (let length = 1; length < packed.length - 1; length++) {
		assert.match(await fault(packed.slice(0, length)), /damaged|characters/, `cut after ${length}`);
	}
});

test('bytes that are no deflate, and deflate that is no text, are told', async () => {
	assert.equal(await fault(base64Url(new Uint8Array([255, 254, 253, 252]))), 'damaged');
	assert.equal(await fault(base64Url(deflateRawSync(new Uint8Array([0x80, 0xff])))), 'damaged');
});

test('a bomb is given up long before it is unpacked', async () => {
	const bomb = base64Url(deflateRawSync(Buffer.alloc(256 << 20), { level: 9 }));
	assert.ok(bomb.length < 400_000);
	const before = process.memoryUsage().arrayBuffers;
	assert.equal(await fault(bomb), 'large');
	assert.ok(process.memoryUsage().arrayBuffers - before < 64 << 20, 'it was unpacked all the same');
	const exact = base64Url(deflateRawSync(Buffer.alloc(1000)));
	assert.equal((await unpackText(exact, 1000)).length, 1000);
	assert.equal(await fault(exact, 999), 'large');
});
