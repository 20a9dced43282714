// Links from page to page: everything comes over, nothing that is broken does, and no written program is lost to one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { kMaxProgramChars, type ProgramState } from '../../../app/models/programState.ts';
import { until } from '../../support/until.ts';
import { settle } from './fakes.ts';
import { makeShare } from './share.ts';

const state: ProgramState = {
	code: 'const ü = "😀";\r\nü.length;\n',
	sample: '02-two',
	policy: 'gated',
	intervalMs: 2.5,
	heapLimitBytes: 8 << 20,
	quarantineBytes: 0,
};
const pack = (text: string) => `s1=${deflateRawSync(text).toString('base64url')}`;
const linkOf = (changes: Partial<Record<keyof ProgramState, unknown>>) =>
	pack(JSON.stringify({ ...state, ...changes }));

async function open(hash: string) {
	const page = makeShare(hash);
	await page.share.opened;
	return page;
}

test('what one page shares another shows, and both addresses say so', async () => {
	const from = makeShare();
	from.program.put(state);
	await from.share.share();
	const link = from.share.link.value;
	assert.ok(link);
	assert.deepEqual(from.copies, [link.url]);
	assert.deepEqual({ ...link, url: '' }, { url: '', sampleUrl: null, copied: true, inAddress: true });
	assert.equal(`https://page.test/#${from.address.hash}`, link.url);
	assert.equal(from.notices.said.value, 'Link copied');

	const to = await open(from.address.hash);
	assert.deepEqual(to.program.now.value, state);
	assert.equal(to.share.arrived, true);
	assert.equal(to.address.hash, from.address.hash);
	assert.match(to.notices.current.value?.text ?? '', /^This program came with the link\. Read it, then press Run\.$/);
});

test('a link whose equals sign a tool has escaped works', async () => {
	const page = await open(linkOf({}).replace('=', '%3D'));
	assert.deepEqual(page.program.now.value, state);
});

test('a fragment is taken out of the address once it says something else than the page shows', async () => {
	const page = await open(linkOf({}));
	page.run.intervalMs.value = 3;
	assert.equal(page.address.hash, '');
	page.run.intervalMs.value = state.intervalMs;
	assert.equal(page.address.hash, '', 'it came back by itself');
});

for (const [what, hash, pattern] of [
	['of other letters', 's1=ab$c', /cut off or damaged: its letters/],
	['without anything', 's1=', /cut off or damaged/],
	['without even a sign', 's1', /cut off or damaged/],
	['cut off', linkOf({}).slice(0, -30), /cut off or damaged: it does not unpack/],
	['that is a bomb', pack(' '.repeat(32 << 20)), /not opened: it unpacks to more than a program may be/],
	['of a newer form', 's2=abcd', /newer Sweepground\. Reload the page/],
	['that is no JSON', pack('{code: 1}'), /does not work: what it holds cannot be read/],
	['of another JSON', pack('["code"]'), /there is no program in it/],
	['of nothing', pack('null'), /there is no program in it/],
	['without a program', linkOf({ code: 7 }), /there is no program in it/],
	['of too long a program', linkOf({ code: 'x'.repeat(kMaxProgramChars + 1) }), /at most 256 Ki characters/],
	['of an unknown policy', linkOf({ policy: 'toString' }), /Unknown policy toString; there are none, /],
	['of no interval', linkOf({ intervalMs: 0 }), /intervalMs must be a number from 1 to 10000, not 0/],
	['of a text as a limit', linkOf({ heapLimitBytes: '1' }), /heapLimitBytes must be/],
	['of too large a limit', linkOf({ heapLimitBytes: 2 ** 31 }), /heapLimitBytes must be/],
	['of part of a byte', linkOf({ heapLimitBytes: (8 << 20) + 0.5 }), /heapLimitBytes must be a whole number of bytes/],
	['of a limit that is no figure', linkOf({ heapLimitBytes: Number.NaN }), /heapLimitBytes must be .* not null/],
	['that holds back more than there is', linkOf({ quarantineBytes: 9 << 20 }), /quarantineBytes must be/],
	['of a policy to fill the page', linkOf({ policy: 'x'.repeat(5000) }), /Unknown policy x{40}…;/],
	['to a sample that is not there', 'sample=99-none', /no sample of the name/],
] as const) {
	test(`a link ${what} is told, and the first sample stands there`, async () => {
		const page = await open(hash);
		const { text = '', tone } = page.notices.current.value ?? {};
		assert.match(text, pattern);
		assert.match(text, /The first sample is shown instead, and was not run\.$/);
		assert.ok(text.length < 400, text);
		assert.equal(tone, 'warning');
		assert.deepEqual([page.code.value, page.run.policy.value], ['one();\n', 'interval']);
		assert.equal(page.share.arrived, true);
		assert.equal(page.address.hash, '');
	});
}

test('the longest program fits, whatever its letters', async () => {
	for (const letter of ['\u0001', '漢', '\ud800']) {
		const from = makeShare();
		from.code.value = letter.repeat(kMaxProgramChars);
		await from.share.share();
		assert.equal((await open(from.address.hash)).code.value, from.code.value);
	}
});

test('a program that is too long, a closed clipboard and an address that is too long are told', async () => {
	const long = makeShare();
	long.code.value = 'x'.repeat(kMaxProgramChars + 1);
	await long.share.share();
	assert.match(long.notices.current.value?.text ?? '', /fits into no link/);
	assert.deepEqual([long.share.link.value, long.address.hash, long.copies], [null, '', []]);

	const closed = makeShare('', { closed: true });
	closed.address.refuses = true;
	await closed.share.share();
	assert.deepEqual([closed.share.link.value?.copied, closed.share.link.value?.inAddress], [false, false]);
	assert.match(closed.notices.said.value, /could not be copied/);
});

test('a sample has a short link, which opens it under its own policy', async () => {
	const from = makeShare();
	await from.share.share();
	assert.equal(from.share.link.value?.sampleUrl, 'https://page.test/#sample=01-one');
	const page = await open('sample=02-two');
	assert.deepEqual([page.code.value, page.run.policy.value, page.run.intervalMs.value], ['two();\n', 'pressure', 100]);
	assert.equal(page.notices.current.value, null);
	assert.equal(page.share.arrived, true);
	assert.equal((await open('another-page')).share.arrived, false);
});

test('a link that is put in later opens at once, unless it would take a written program away', async () => {
	const page = makeShare();
	page.address.go(linkOf({}));
	await settle();
	await settle();
	await page.share.opened;
	await until('what came of the link', () => page.code.value === state.code);

	page.code.value = 'mine();';
	page.address.go(linkOf({ code: 'theirs();' }));
	await until('what came of the link', () => (page.notices.current.value?.actions?.length ?? 0) === 2);
	assert.equal(page.code.value, 'mine();');
	const [openIt] = page.notices.current.value?.actions ?? [];
	assert.ok(openIt);
	page.notices.take(openIt);
	assert.equal(page.code.value, 'theirs();');
	assert.match(page.notices.current.value?.text ?? '', /came with the link/);

	page.code.value = 'mine();';
	page.address.go('sample=01-one');
	await until('what came of the link', () => (page.notices.current.value?.actions?.length ?? 0) === 2);
	page.notices.close();
	assert.deepEqual([page.code.value, page.address.hash], ['mine();', '']);

	page.address.go('s1=broken!');
	await until('what came of the link', () => page.notices.current.value?.tone === 'warning');
	assert.match(page.notices.current.value?.text ?? '', /Your program is still here\.$/);
	assert.equal(page.code.value, 'mine();');
});

test('of two links in a row the second holds', async () => {
	const page = makeShare();
	page.address.go(linkOf({ code: 'x'.repeat(100_000) }));
	page.address.go('sample=02-two');
	await page.share.opened;
	for (let turns = 0; turns < 20; turns++) await settle();
	assert.equal(page.code.value, 'two();\n');
});
