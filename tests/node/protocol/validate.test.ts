// The page's door: what a worker says of a run that is recorded is a message of the protocol, or it is nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '../../../app/protocol/validate.ts';

const bytes = (size: number) => new ArrayBuffer(size);

const recorded = { kind: 'recorded', id: 1, tookMs: 0.5, bytes: bytes(400), trace: bytes(8216) };
const ended = { kind: 'ended', programMs: 12.5, bytes: bytes(400) };
const error = { name: 'Error', message: 'no', line: 1, column: 2 };

test('goes through as it is', () => {
	for (const message of [
		recorded,
		{ ...recorded, trace: bytes(0) },
		ended,
		{ kind: 'ended' },
		{ kind: 'ended', error },
		{ ...ended, error },
		{ kind: 'ended', programMs: 0 },
	])
		assert.equal(validate(message), message);
});

test('of another shape it is refused', () => {
	const wrong: Record<string, unknown>[] = [
		{ ...recorded, id: -1 },
		{ ...recorded, id: 1.5 },
		{ ...recorded, id: '1' },
		{ ...recorded, tookMs: -1 },
		{ ...recorded, tookMs: Number.NaN },
		{ ...recorded, tookMs: '1' },
		{ ...recorded, bytes: undefined },
		{ ...recorded, bytes: [1, 2] },
		{ ...recorded, bytes: new Uint8Array(400) },
		{ ...recorded, bytes: bytes((1 << 20) + 1) },
		{ ...recorded, trace: undefined },
		{ ...recorded, trace: null },
		{ ...recorded, trace: 'trace' },
		{ ...recorded, trace: bytes((1 << 15) + 1) },
		{ ...ended, programMs: -1 },
		{ ...ended, programMs: Number.POSITIVE_INFINITY },
		{ ...ended, programMs: null },
		{ ...ended, bytes: null },
		{ ...ended, bytes: {} },
		{ ...ended, bytes: bytes((1 << 20) + 1) },
		{ ...ended, error: 'no' },
		{ ...ended, error: { ...error, line: -1 } },
		{ kind: 'record', id: 1 },
		{ kind: 'toString' },
	];
	for (const message of wrong) assert.equal(validate(message), undefined, JSON.stringify(message));
	for (const message of [undefined, null, 1, 'ended', []]) assert.equal(validate(message), undefined);
});
