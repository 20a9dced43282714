// The search for suspects, where the program makes it hard: the page goes on meanwhile.
import assert from 'node:assert/strict';
import { pageTest, until } from '../support/browser.ts';
import { load, quietPath, ready, run } from '../support/sweepground.ts';

/** Each line may put into what each other line empties: seconds of comparing. */
const kLong = `for (let i = 0; i < 3; i++) await collectGarbage();
if (Date.now() > 0) return;
${Array.from({ length: 1200 }, (_, i) => `globalThis.all ??= []; all.push(new MyClass(${i}));`).join('\n')}`;

pageTest('a program that takes long to search does not hold the page', { path: quietPath }, async (visit, t) => {
	const { page } = visit;
	await ready(visit);
	await load(visit, { code: `globalThis.kept = new MyClass(1);\n${kLong}`, policy: 'manual' });
	assert.deepEqual(await run(visit), { ok: true });
	const row = '.grid-body [role="row"][aria-rowindex="2"][data-state]';
	await until('the row', () => page.$(row));
	await page.click(row);
	const section = () => page.$$eval('[aria-labelledby="suspects-title"]', (found) => found.map((it) => it.textContent));
	await until('the search', section, 5_000, ([text]) => text?.includes('Reading the program…') ?? false);
	const { tookMs, longestMs } = await page.evaluate(
		() =>
			new Promise<{ tookMs: number; longestMs: number }>((resolve) => {
				const startMs = performance.now();
				let lastMs = startMs;
				let longestMs = 0;
				const look = () => {
					const nowMs = performance.now();
					longestMs = Math.max(longestMs, nowMs - lastMs);
					lastMs = nowMs;
					const text = document.querySelector('[aria-labelledby="suspects-title"]')?.textContent ?? '';
					if (text.includes('Reading the program…')) setTimeout(look);
					else resolve({ tookMs: nowMs - startMs, longestMs });
				};
				look();
			}),
	);
	t.diagnostic(`searched for ${Math.round(tookMs)} ms, the page's longest gap ${Math.round(longestMs)} ms`);
	assert.ok(tookMs > 300, `${tookMs} ms: the program is too easy to search`);
	assert.ok(longestMs < tookMs / 2, `${longestMs} of ${tookMs} ms`);
	assert.match((await section())[0] ?? '', /Suspects in the program|too entangled: it was not searched/);
});
