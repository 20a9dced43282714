// The heap's bytes as rows: what was not looked at is told from what is no heap.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteRows } from '../../../app/models/mapBytes.ts';

const kBegin = 0x100000;

test('behind the end of the heap there is no heap, and before it what is not seen yet', () => {
	const free = { address: kBegin + 16, sizeBytes: 32, state: 'free', serial: 0, line: 0, className: '' } as const;
	const region = { begin: kBegin, blocks: [free], bytes: new Uint8Array(16).fill(65) };
	const rows = byteRows(region, kBegin, 3, kBegin + 32);
	assert.deepEqual(
		rows.map(({ address, what, ascii }) => [address - kBegin, what, ascii]),
		[
			[0, 'header · free · 32\u00a0B', 'A'.repeat(16)],
			[16, 'not seen', ''],
			[32, 'no heap', ''],
		],
	);
	const none = byteRows(null, kBegin, 3, kBegin + 32).map(({ what }) => what);
	assert.deepEqual(none, ['not seen', 'not seen', 'no heap']);
});
