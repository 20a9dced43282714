// What the page's small helpers give: figures with units, the slider's scale.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAddress, formatBytes, formatInterval, formatMoment, formatMs } from '../../../app/lib/format.ts';
import { positionOf, valueAt } from '../../../app/lib/logScale.ts';

/** With plain spaces, to be read here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

for (const [sizeBytes, text] of [
	[0, '0 B'],
	[1632, '1,632 B'],
	[9999, '9,999 B'],
	[10_240, '10 KiB'],
	[12_698, '12.4 KiB'],
	[1_048_575, '1 MiB'],
	[64 * 1024 * 1024, '64 MiB'],
	[1.5 * 1024 ** 3, '1.5 GiB'],
] as const) {
	test(`${sizeBytes} bytes are ${text}`, () => assert.equal(plain(formatBytes(sizeBytes)), text));
}

for (const [durationMs, text] of [
	[0, '0 ms'],
	[0.32, '0.32 ms'],
	[12.34, '12.3 ms'],
	[999, '999 ms'],
	[999.7, '1.00 s'],
	[1250, '1.25 s'],
	[125_400, '2 min 5 s'],
] as const) {
	test(`${durationMs} milliseconds are ${text}`, () => assert.equal(plain(formatMs(durationMs)), text));
}

test('a moment that has not come is empty', () => {
	assert.equal(formatMoment(Number.NaN), '');
	assert.equal(plain(formatMoment(1234.4)), '1.234 s');
});

test('an address has eight digits', () => assert.equal(formatAddress(0x104a30), '0x00104a30'));

test('intervals are said as people say them', () => {
	assert.deepEqual([1, 100, 1000, 2500, 10_000].map(formatInterval), ['1 ms', '100 ms', '1 s', '2.5 s', '10 s']);
});

test('the logarithmic scale goes from end to end and back', () => {
	assert.equal(valueAt(0, 1, 10_000), 1);
	assert.equal(valueAt(0.5, 1, 10_000), 100);
	assert.equal(valueAt(1, 1, 10_000), 10_000);
	assert.equal(positionOf(100, 1, 10_000), 0.5);
});
