// The program that a reader has left here stands beside an experiment that a link brings without one.
import assert from 'node:assert/strict';
import { usualExperiment } from '../../app/lab/defaults.ts';
import { labFragment } from '../../app/lab/link.ts';
import { pageTest, until } from '../support/browser.ts';
import { consoleLines, quietPath, ready, stats, untilMonaco } from '../support/sweepground.ts';

pageTest('a link to an experiment leaves the kept program and runs nothing', { path: quietPath }, async (visit) => {
	await ready(visit);
	await untilMonaco(visit);
	const { page } = visit;
	await (await visit.get('textbox', 'Program')).focus();
	await page.keyboard.down('Control');
	await page.keyboard.press('Home');
	await page.keyboard.up('Control');
	await page.keyboard.type('mine; ');
	const fragment = await labFragment({ ...usualExperiment, repeats: 2 });
	await page.evaluate((hash) => history.replaceState(null, '', hash), `#${fragment}`);
	await page.reload();
	await ready(visit);
	const tab = await visit.get('tab', 'Lab');
	assert.equal(await tab.evaluate((it) => it.getAttribute('aria-selected')), 'true');
	const shown = () => page.evaluate(() => document.querySelector('.pane.program')?.textContent ?? '');
	const value = () => page.evaluate(() => document.querySelector<HTMLTextAreaElement>('.editor-plain textarea')?.value);
	await until('the kept program', async () =>
		((await value()) ?? (await shown())).replaceAll('\u00a0', ' ').includes('mine; '),
	);
	assert.equal(new URL(page.url()).hash, `#${fragment}`);
	assert.equal((await stats(visit)).counts.live, 0);
	assert.deepEqual(await consoleLines(visit), []);
});
