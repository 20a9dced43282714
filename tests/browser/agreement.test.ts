// What the views show at one moment agrees, while a program makes, drops and deletes objects as fast as it can: the map's
// bytes, the table's rows, the counts, the gutter's lines, and the engine's own figures.
import assert from 'node:assert/strict';
import { formatBytes } from '../../app/lib/format.ts';
import { pageTest } from '../support/browser.ts';
import { load, quietPath, ready, start } from '../support/sweepground.ts';
import { until } from '../support/until.ts';
import type { Visit } from '../support/visit.ts';

/** Every figure changes all the time. */
const kProgram = `const kept = [];
for (let turn = 0; ; turn++) {
  for (let i = 0; i < 20; i++) kept.push(new MyClass(i));
  new MyClass(turn);
  for (let i = 0; i < 10; i++) kept.shift().delete();
  if (kept.length > 120) kept.length = 40;
  await breathe();
  await tick(turn % 3);
}`;
const kMoments = 25;
/** Bytes are shown in three digits. */
const kRounding = 0.006;
const kUnits: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 * 1024 };
const kMomentPatienceMs = 20_000;

const numberOf = (text: string | undefined) => Number((text ?? '').replaceAll(',', '') || Number.NaN);

/** What the page says and what the engine's figures were, of the same snapshot. */
function moment({ page }: Visit) {
	return page.evaluate(async () => {
		const stats = await window.sweepground.stats();
		// In a later task of the same frame: drawn, and the next snapshot not asked for yet.
		await new Promise((resolve) => setTimeout(resolve));
		const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? '';
		return {
			stats,
			map: document.querySelector('[role=img][aria-label^="Native heap map"]')?.ariaLabel ?? '',
			counts: [...document.querySelectorAll('.counts dd')].map((it) => it.textContent ?? ''),
			chips: [...document.querySelectorAll('.chips button')].map((it) => it.textContent ?? ''),
			rows: document.querySelector('[role=grid]')?.ariaRowCount ?? '',
			gauge: textOf('[role=status][aria-label="Native heap"]'),
		};
	});
}

pageTest('the map, the table, the counts and the engine agree at every moment', { path: quietPath }, async (visit) => {
	await ready(visit);
	await load(visit, { code: kProgram, policy: 'interval', intervalMs: 30 });
	await start(visit);
	await until(
		'a picture of all states',
		() => moment(visit),
		kMomentPatienceMs,
		({ stats, map }) => stats.counts.freed > 0 && stats.counts.deleted > 0 && /all that is in use is here/.test(map),
	);
	// What has ended stays as rows of history for a while: the rows of the others are as many as there are objects.
	for (const state of ['live', 'cleared', 'lost']) {
		await visit.page.click(`.chips button[data-state=${state}]`);
	}
	const seen = new Set<number>();
	for (let i = 0; i < kMoments; i++) {
		const { stats, map, counts, chips, rows, gauge } = await moment(visit);
		const { live, cleared, freed, deleted, lost } = stats.counts;
		const shown = { live, cleared, freed, deleted, lost };
		const names = Object.keys(shown);
		assert.deepEqual(counts.map(numberOf), Object.values(shown), 'the counts');
		assert.deepEqual(
			chips.map((chip) => numberOf(/[\d,]+$/.exec(chip.trim())?.[0])),
			Object.values(shown),
			`the chips ${names.join()}`,
		);
		assert.equal(Number(rows) - 1, live + cleared + lost, 'the rows');
		const held = [...map.matchAll(/([\d.,]+)\s(B|KiB|MiB) (live|cleared|lost|unmanaged|part)\b/g)];
		const heldBytes = held.reduce((sum, [, figure, unit]) => sum + numberOf(figure) * (kUnits[unit ?? ''] ?? 0), 0);
		const { live: liveBytes } = stats.nativeBytes;
		assert.ok(Math.abs(heldBytes - liveBytes) <= kRounding * liveBytes, `${liveBytes} B; the map: ${map}`);
		assert.ok(gauge.includes(`native heap${formatBytes(liveBytes)}`), `${liveBytes} B; the gauge: ${gauge}`);
		seen.add(freed + deleted);
	}
	assert.ok(seen.size > kMoments / 2, 'the figures were moving');
});
