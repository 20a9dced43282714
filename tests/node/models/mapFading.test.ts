// Which cells fade: those that held something a moment ago, from their colour to the new one, and not for ever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fading } from '../../../app/models/mapFading.ts';

const kFree = 0;
const kLive = 3;
const kLost = 5;
const kQuarantined = 6;
const kFull = 255 << 8;

/** Every colour says which cell it is of. */
const colours = Uint32Array.from({ length: 1 << 16 }, (_, cell) => (0xff000000 | cell) >>> 0);
const cells = (...all: number[]) => Uint16Array.from(all);

test('what was held and is not fades; what is still held, or never was, does not', () => {
	const fading = new Fading(900);
	const before = cells(kLive | kFull, kLost | kFull, kLive | kFull, kQuarantined | kFull, kFree, kLive | kFull);
	const after = cells(kQuarantined | kFull, kFree, kLive | kFull, kFree, kFree, kLive | (100 << 8));
	assert.equal(fading.look(before, after, 'state', colours, 0), 3, 'destroyed, freed, and more than half emptied');
});

test('by class and age a cell is held that has a value', () => {
	for (const mode of ['class', 'age'] as const) {
		const fading = new Fading(900);
		assert.equal(fading.look(cells(9 | kFull, 2 | kFull, 0), cells(0, 2 | kFull, 1 | kFull), mode, colours, 0), 1);
	}
});

test('a dimmed cell that is freed fades too', () => {
	const fading = new Fading(900);
	assert.equal(fading.look(cells(0x80 | kLive | kFull), cells(kFree), 'state', colours, 0), 1);
});

test('it goes from the old colour to the new one and then ends', () => {
	const fading = new Fading(900);
	const old = 0x64;
	const lut = new Uint32Array(1 << 16);
	lut[kLive | kFull] = 0xff000000 | old;
	fading.look(cells(kLive | kFull, kLive | kFull), cells(kFree, kLive | kFull), 'state', lut, 1000);
	const shown = (nowMs: number) => {
		const pixels = Uint32Array.of(0xff000000, 0xff0000ff);
		fading.apply(pixels, nowMs);
		assert.equal(pixels[1], 0xff0000ff, 'the other cell keeps its colour');
		return (pixels[0] ?? 0) & 0xff;
	};
	assert.equal(shown(1000), old);
	assert.equal(shown(1450), old / 2);
	assert.ok(shown(1800) < old / 5 && shown(1800) > 0);
	assert.equal(shown(1900), 0);
	assert.deepEqual([fading.active(1899), fading.active(1900)], [true, false]);
});

test('where nothing may move nothing fades; another picture ends what fades', () => {
	const still = new Fading(0);
	assert.equal(still.look(cells(kLive | kFull), cells(kFree), 'state', colours, 0), 0);
	assert.equal(still.active(0), false);
	const fading = new Fading(900);
	fading.look(cells(kLive | kFull), cells(kFree), 'state', colours, 0);
	fading.clear();
	assert.equal(fading.active(1), false);
});
