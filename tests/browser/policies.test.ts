// The policies on the built page: which one holds, what each frees, and what is said when memory runs out.
import assert from 'node:assert/strict';
import { policyNames } from '../../app/models/policies.ts';
import { pageTest, until, type Visit } from '../support/browser.ts';
import { consoleLines, load, quietPath, ready, run, runCode, stats, untilMonaco } from '../support/sweepground.ts';

const kMiB = 1 << 20;
const kLimitBytes = 64 * kMiB;
/** Of the sentence in the bar, which has room for two. */
const kLinePx = 14;

/** What the bar shows: policy, interval, whether the slider can be moved, and what is said of the policy. */
function bar({ page }: Visit) {
	return page.evaluate(() => {
		const select = document.querySelector<HTMLSelectElement>('#policy');
		const slider = document.querySelector<HTMLInputElement>('[aria-label="Sweep interval"]');
		const meaning = document.getElementById(select?.getAttribute('aria-describedby') ?? '');
		if (!select || !slider || !meaning) throw new Error('There is no Policy, no Sweep interval, or nothing said of it');
		if (meaning.textContent !== select.title) throw new Error('What is read and what is seen are two');
		const { value: policy, title } = select;
		const interval = slider.getAttribute('aria-valuetext');
		return { policy, title, interval, off: slider.disabled, hint: slider.title, heightPx: meaning.offsetHeight };
	});
}

async function choose({ page }: Visit, what: 'policy' | 'sample', value: string): Promise<void> {
	assert.deepEqual(await page.select(`#${what}`, value), [value]);
}

async function checkSettings(visit: Visit, expected: string): Promise<void> {
	const shown = async () => {
		const { policy, interval } = await bar(visit);
		return `${policy} ${interval}`;
	};
	await until(expected, shown, 5000, (text) => text === expected);
}

const wide = { path: quietPath, widthCssPx: 1920, heightCssPx: 1080 };
pageTest('Policy offers seven, each with a sentence of its own', wide, async (visit) => {
	await ready(visit);
	const select = await visit.get('combobox', 'Policy');
	const offered = await select.$$eval('option', (options) => options.map((it) => it.value));
	assert.deepEqual(offered, ['none', 'manual', 'interval', 'idle', 'registry', 'gated', 'pressure']);
	const sentences = new Set<string>();
	for (const name of offered) {
		await choose(visit, 'policy', name);
		const shown = await until(
			name,
			() => bar(visit),
			5000,
			({ policy }) => policy === name,
		);
		sentences.add(shown.title);
		assert.ok(shown.heightPx > 0 && shown.heightPx <= 2 * kLinePx, `${name} takes ${shown.heightPx} px`);
		assert.equal(shown.off, name !== 'interval', `the slider under ${name}`);
		if (shown.off) assert.equal(shown.hint, `The policy ${name} has no interval; the policy interval has one`);
	}
	assert.equal(sentences.size, offered.length);
});

pageTest('a sample brings its policy, and what is chosen or given wins', { path: quietPath }, async (visit) => {
	await ready(visit);
	// The first sample is the original loop.
	await checkSettings(visit, 'interval 100 ms');
	await load(visit, { code: 'new MyClass(1)' });
	// A program that says nothing.
	await checkSettings(visit, 'pressure 100 ms');
	await load(visit, { sample: '02-ready-made-wrappers', intervalMs: 20 });
	await checkSettings(visit, 'interval 20 ms');
	await choose(visit, 'sample', '09-pressure');
	await checkSettings(visit, 'pressure 100 ms');
	await choose(visit, 'policy', 'gated');
	await load(visit, { code: 'new MyClass(2)' });
	// The reader has chosen.
	await checkSettings(visit, 'gated 100 ms');
	await load(visit, { sample: '01-the-original-loop', policy: 'none', intervalMs: 50 });
	await load(visit, { code: 'new MyClass(3)' });
	// The script has chosen.
	await checkSettings(visit, 'none 50 ms');
	const sometimes = visit.page.evaluate(() => {
		const policy = 'sometimes' as string as 'none';
		return window.sweepground.load({ policy });
	});
	await assert.rejects(sometimes, /Unknown policy sometimes; there are none, manual, .*pressure/);
});

pageTest('pressure: far more than fits, in a program that breathes', { path: quietPath }, async (visit, t) => {
	await ready(visit);
	const code = `for (let i = 0; i < 300; i++) { new Buffer(${kMiB}).fill(i % 256); await breathe(); }`;
	assert.deepEqual(await runCode(visit, code), { ok: true });
	const { nativeBytes, pressureRequests, counts, errors } = await stats(visit);
	t.diagnostic(`peak ${(nativeBytes.peak / kMiB).toFixed(1)} MiB with ${pressureRequests} requests`);
	assert.equal(nativeBytes.limit, kLimitBytes);
	assert.ok(nativeBytes.peak <= kLimitBytes, `a peak of ${nativeBytes.peak} bytes`);
	assert.ok(pressureRequests > 0, 'nothing was asked for');
	assert.ok(counts.freed > 300 - 64, `${counts.freed} freed`);
	assert.deepEqual(errors, []);
	const label = () => visit.page.$eval('.chart', (chart) => chart.getAttribute('aria-label') ?? '');
	const said = await until('the requests in words', label, 5000, (text) => /[1-9]\d* pressure requests?$/.test(text));
	assert.match(said, /; [\d,]+ sweeps?, [\d,]+ collections?( \([\d,]+ major\))?, [\d,]+ pressure requests?$/);
	const legend = await visit.page.$$eval('.legend li', (items) => items.map((it) => it.textContent));
	assert.ok(legend.includes('request'), legend.join());
});

pageTest('pressure: no policy can help within one job, and the error says so', { path: quietPath }, async (visit) => {
	await ready(visit);
	for (const rest of ['', 'await null;']) {
		const code = `let made = 0;\nfor (; made < 300; made++) {\n  new Buffer(${kMiB}); ${rest}\n}`;
		const { error } = await runCode(visit, code);
		assert.deepEqual([error?.name, error?.line], ['NativeHeapExhausted', 3]);
		assert.match(
			error?.message ?? '',
			/\d\d objects \(\d\d MiB\) were made in this same job, .* Put await breathe\(\)/,
		);
	}
});

pageTest('lesson 9 keeps its promise, under its policy and under others', { path: quietPath }, async (visit) => {
	await ready(visit);
	await choose(visit, 'sample', '09-pressure');
	await until('the lesson', () => visit.page.$eval('.lesson h2', (it) => it.textContent === 'Pressure'));
	assert.deepEqual(await run(visit), { ok: true });
	assert.ok((await stats(visit)).nativeBytes.peak <= kLimitBytes);
	for (const policy of ['interval', 'none'] as const) {
		await choose(visit, 'policy', policy);
		const { error } = await run(visit);
		assert.equal(error?.name, 'NativeHeapExhausted', policy);
	}
});

for (const policy of ['registry', 'gated'] as const) {
	pageTest(`${policy}: what was dropped is freed after a collection`, { path: quietPath }, async (visit) => {
		await ready(visit);
		await load(visit, { policy });
		const code = 'globalThis.kept = new MyClass(0);\nfor (let i = 0; i < 50; i++) new MyClass(i);';
		assert.deepEqual(await runCode(visit, code), { ok: true });
		assert.equal(await visit.page.evaluate(() => window.sweepground.collect()), true);
		const { counts, errors } = await until(
			'fifty freed',
			() => stats(visit),
			20_000,
			(now) => now.counts.freed === 50,
		);
		assert.deepEqual(
			{ counts, errors },
			{ counts: { live: 1, cleared: 0, freed: 50, deleted: 0, lost: 0 }, errors: [] },
		);
	});
}

pageTest('manual: what was forgotten is an error at the line that made it', { path: quietPath }, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	await load(visit, { policy: 'manual' });
	const code =
		'for (let i = 0; i < 3; i++)\n  new Buffer(100);\n\nconst m = new MyClass(1); m.delete();\nnew MyClass(2);';
	assert.deepEqual(await runCode(visit, code), { ok: true });
	await visit.page.evaluate(() => window.sweepground.collect());
	const { errors, counts } = await until(
		'the errors',
		() => stats(visit),
		20_000,
		(now) => now.counts.lost === 4 && now.errors.length > 1,
	);
	assert.deepEqual(
		errors.map(({ name, line }) => `${name} ${line}`).sort(),
		['LeakError 2', 'LeakError 5'],
		errors.map(({ message }) => message).join('\n'),
	);
	assert.match(errors.find(({ line }) => line === 2)?.message ?? '', /^3 Buffer made at line 2 .*Call delete\(\)/);
	assert.deepEqual(counts, { live: 0, cleared: 0, freed: 0, deleted: 1, lost: 4 });
	const told = (await consoleLines(visit)).filter(({ level }) => level === 'error');
	assert.deepEqual(told.map(({ line }) => line).sort(), [2, 5]);
	await until(
		'a mark at each line',
		() => visit.page.$$('.editor .glyph-margin-widgets .editor-mark-error'),
		5000,
		(marks) => marks.length === 2,
	);
});

pageTest('every policy can take over from every other while a program runs', { path: quietPath }, async (visit, t) => {
	await ready(visit);
	// Ends by itself, long after each policy had its turn.
	await load(visit, {
		policy: 'none',
		code: `const endMs = performance.now() + 6000;
while (performance.now() < endMs) {
  for (let i = 0; i < 100; i++) new Buffer(256).fill(i);
  await tick(5);
}`,
	});
	const outcome = run(visit);
	const turns = await visit.page.evaluate(async (names) => {
		const select = document.querySelector<HTMLSelectElement>('#policy');
		if (!select) throw new Error('There is no Policy');
		const made = async () => {
			const { counts } = await window.sweepground.stats();
			return counts.live + counts.cleared + counts.freed + counts.lost;
		};
		const turns: string[] = [];
		for (const name of [...names, ...names.toReversed()]) {
			select.value = name;
			select.dispatchEvent(new Event('change', { bubbles: true }));
			const before = await made();
			const deadlineMs = performance.now() + 5000;
			while ((await made()) <= before && performance.now() < deadlineMs);
			if ((await made()) > before) turns.push(name);
		}
		return turns;
	}, policyNames);
	assert.deepEqual(turns, [...policyNames, ...policyNames.toReversed()], 'the program went on under each');
	await choose(visit, 'policy', 'pressure');
	assert.deepEqual(await outcome, { ok: true });
	// The last few do not press, and whether the policy asks about them by itself depends on when they were made.
	assert.equal(await visit.page.evaluate(() => window.sweepground.collect()), true);
	const { counts, errors } = await until(
		'all of it freed',
		() => stats(visit),
		20_000,
		(now) => now.nativeBytes.live === 0,
	);
	t.diagnostic(`${counts.freed} freed`);
	assert.deepEqual({ ...counts, freed: 0 }, { live: 0, cleared: 0, freed: 0, deleted: 0, lost: 0 });
	// Under manual each object that is dropped is one that the program forgot.
	assert.deepEqual(
		errors.filter(({ name }) => name !== 'LeakError'),
		[],
	);
});
