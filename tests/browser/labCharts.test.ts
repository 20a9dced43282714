// The Lab's charts of a given report: what they say, hiding and lighting, the moment pointed at, what is saved as a
// picture, and what a redraw costs.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { pageTest, until, type Visit } from '../support/browser.ts';
import type { LabPage } from '../support/labPage/main.tsx';
import { buildLabPage } from '../support/labPage.ts';
import { root } from '../support/paths.ts';
import { savedPicture } from '../support/savedPicture.ts';

declare global {
	interface Window {
		labPage: LabPage;
	}
}

const dir = await buildLabPage();
after(() => rmSync(dir, { recursive: true }));
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const kBytes = 'Native bytes over time';
const kPercent = 'Percent freed over time';

const plain = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ');

/** What a chart says as a whole. */
async function said({ page }: Visit, title: string): Promise<string> {
	const names = await page.$$eval('[role="img"]', (images) => images.map((it) => it.getAttribute('aria-label') ?? ''));
	const found = names.filter((name) => name.startsWith(title));
	assert.equal(found.length, 1, `one picture is ${title}`);
	return plain(found[0] ?? '');
}

const moment = async (visit: Visit, title: string) =>
	plain(await (await visit.get('slider', `Time cursor: ${title}`)).evaluate((it) => it.getAttribute('aria-valuetext')));

/** Of the legend, row by row. */
const legend = async ({ page }: Visit) =>
	(await page.$$eval('[aria-label="Configurations in the charts"] > li', (rows) => rows.map((it) => it.innerText))).map(
		(text) => plain(text).replaceAll(/\s+/g, ' '),
	);

/** The entry's button, by its number. */
async function entry(visit: Visit, number: number) {
	const found = await visit.page.$$('[aria-label="Configurations in the charts"] button');
	return found[number - 1] ?? assert.fail(`no entry ${number}`);
}

const frames = ({ page }: Visit, count: number) =>
	page.evaluate(async (wanted) => {
		for (let i = 0; i < wanted; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
	}, count);

/** The drawn plot, as text that is the same where it looks the same. */
const drawn = (visit: Visit) =>
	until('the chart', () =>
		visit.page.evaluate(() => {
			const canvas = document.querySelector('.lab-plot-canvas canvas');
			return canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '';
		}),
	);

pageTest(
	'each chart says what it shows, with its settings, and every configuration is in the legend',
	{ dir },
	async (visit) => {
		assert.match(
			await said(visit, kBytes),
			/8 configurations; highest peak 1, none: 5\.0\d MiB; lowest peak 8, pressure: .*; at the end most 1, none: .*; least 8, pressure: /,
		);
		assert.match(await said(visit, kPercent), /at the end most 8, pressure: 8\d\.\d %; least 1, none: 0 %$/);
		const captions = await visit.page.$$eval('figcaption', (all) => all.map((it) => it.textContent));
		assert.equal(captions.length, 2);
		for (const caption of captions) {
			assert.match(plain(caption), /Steady churn.*seed 1.*3 trials each.*Chromium 156, 2 cores, 24 Nov 2026 10:00 UTC/);
		}
		const rows = await legend(visit);
		assert.equal(rows.length, 8);
		assert.match(rows[0] ?? '', /^1 none 5\.0\d MiB 0 %$/);
		assert.match(rows[3] ?? '', /^4 interval · 1 s 2 of 3 \d/, 'the disturbed trial is left out, and that is said');
		await visit.page.evaluate(axe);
		const faults = await visit.page.evaluate(async () => {
			const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string }[] }> } };
			return (await axe.run()).violations.map(({ id, help }) => `${id}: ${help}`);
		});
		// The page of this test has no heading of its own.
		assert.deepEqual(
			faults.filter((it) => !/^(page-has-heading-one|heading-order)/.test(it)),
			[],
		);
	},
);

pageTest(
	'a click on the legend hides a configuration in charts and results alike, and brings it back',
	{ dir },
	async (visit) => {
		const whole = await drawn(visit);
		await (await entry(visit, 1)).click();
		await until(
			'the chart without it',
			() => said(visit, kBytes),
			5000,
			(text) => /7 configurations; highest peak 2,/.test(text),
		);
		assert.equal(await (await entry(visit, 1)).evaluate((it) => it.getAttribute('aria-pressed')), 'false');
		assert.equal((await legend(visit))[0], '1 none hidden');
		assert.deepEqual(await visit.page.evaluate(() => [...window.labPage.results.hiddenRows.value]), [0]);
		await visit.page.mouse.move(1, 1);
		await until(
			'another picture',
			() => drawn(visit),
			5000,
			(picture) => picture !== whole,
		);
		await visit.page.evaluate(() => {
			window.labPage.results.hiddenRows.value = new Set([0, 1, 2, 3, 4, 5, 6, 7]);
		});
		await until(
			'nothing',
			() => said(visit, kPercent),
			5000,
			(text) => text.endsWith('all configurations are hidden'),
		);
		const told = await visit.page.$$eval('figure', (all) => all.map((it) => it.textContent ?? ''));
		assert.ok(told.every((text) => text.includes('All configurations are hidden. Choose one above.')));
		await visit.page.evaluate(() => {
			window.labPage.results.hiddenRows.value = new Set();
		});
		await until(
			'all again',
			() => said(visit, kBytes),
			5000,
			(text) => /8 configurations/.test(text),
		);
		await until(
			'the same picture',
			() => drawn(visit),
			5000,
			(picture) => picture === whole,
		);
	},
);

pageTest(
	'what has the focus or the pointer in the legend is lit, and so is what is lit elsewhere',
	{ dir },
	async (visit) => {
		const whole = await drawn(visit);
		await (await entry(visit, 6)).focus();
		assert.equal(await visit.page.evaluate(() => window.labPage.results.lit.value), 5);
		await until(
			'only that one',
			() => moment(visit, kBytes),
			5000,
			(text) => /^at the end; 6, registry: [^;]*$/.test(text),
		);
		await until(
			'the others faint',
			() => drawn(visit),
			5000,
			(picture) => picture !== whole,
		);
		await (await entry(visit, 3)).hover();
		assert.equal(await visit.page.evaluate(() => window.labPage.results.lit.value), 2);
		await visit.page.mouse.move(1, 1);
		await visit.page.evaluate(() => {
			window.labPage.results.lit.value = 6;
		});
		const lit = () => visit.page.$$eval('[data-lit="true"]', (rows) => rows.map((it) => it.textContent ?? ''));
		await until('its row', lit, 5000, (rows) => rows.length === 1 && /gated/.test(rows[0] ?? ''));
	},
);

pageTest('the keyboard moves the moment in both charts, and its values are said', { dir }, async (visit) => {
	const slider = await visit.get('slider', `Time cursor: ${kPercent}`);
	await slider.focus();
	const { keyboard } = visit.page;
	await keyboard.press('Home');
	await until(
		'the begin',
		() => moment(visit, kPercent),
		5000,
		(text) => text.startsWith('0.01 s; 1, none: –'),
	);
	await keyboard.press('PageUp');
	await keyboard.press('ArrowRight');
	await keyboard.press('ArrowLeft');
	await until(
		'a tenth',
		() => moment(visit, kBytes),
		5000,
		(text) => /^0\.2\d s; 1, none: [\d.]+ (KiB|MiB); 2, /.test(text),
	);
	const heading = () => visit.page.$eval('.curve-legend-head', (it) => it.textContent);
	assert.match(plain(await heading()), /at 0\.2\d s$/);
	assert.match((await legend(visit))[0] ?? '', /^1 none \d+ KiB 0 %$/);
	const moments = await visit.page.$$eval('.lab-moment', (all) => all.map((it) => it.textContent));
	assert.equal(moments.length, 2);
	await keyboard.press('End');
	await until(
		'the end',
		() => moment(visit, kBytes),
		5000,
		(text) => text.startsWith('2.50 s'),
	);
	await keyboard.press('Escape');
	await until(
		'no moment',
		() => moment(visit, kBytes),
		5000,
		(text) => text.startsWith('at the end'),
	);
});

pageTest('pointing at a curve says its time and value, and lights it', { dir }, async (visit) => {
	const box = await (await visit.get('slider', `Time cursor: ${kBytes}`)).boundingBox();
	assert.ok(box);
	// `none` stays at its peak after the program: 100 parts of the 108 that the scale has.
	await visit.page.mouse.move(box.x + box.width * 0.8, box.y + box.height * (1 - 1 / 1.08));
	const tags = () => visit.page.$$eval('.lab-moment', (all) => all.map((it) => it.textContent ?? ''));
	await until(
		'what is there',
		async () => plain((await tags()).join()),
		5000,
		(text) => text === '2.00 s · 1: 5.04 MiB,2.00 s · 1: 0 %',
	);
	await visit.page.mouse.move(1, 1);
	await until('nothing', tags, 5000, (all) => all.length === 0);
	assert.equal(await visit.page.evaluate(() => window.labPage.results.lit.value), null);
});

pageTest(
	'before the first trial, and without one, the charts say what is missing',
	{ dir, path: '?empty' },
	async (visit) => {
		const text = () => visit.page.$eval('[aria-label="Charts"]', (it) => it.textContent ?? '');
		await until('the invitation', text, 5000, (it) => it.startsWith('Start the trials:'));
		await visit.page.evaluate(() => {
			const { report, sample } = window.labPage;
			report.value = { ...sample, trials: [], state: 'running' };
		});
		await until('no trial', text, 5000, (it) => it.includes('The first curve comes with the first trial that ends.'));
		assert.ok((await legend(visit)).every((row) => row.endsWith('not yet tried')));
		assert.equal(await said(visit, kBytes), `${kBytes}: nothing yet`);
		await visit.page.evaluate(() => {
			const { report, sample } = window.labPage;
			const trials = sample.trials
				.slice(0, 3)
				.map((it, i) => (i === 1 ? { ...it, outcome: 'stuck' as const, figures: null, trace: null } : it));
			report.value = { ...sample, trials, state: 'cancelled' };
		});
		await until(
			'two curves',
			() => said(visit, kBytes),
			5000,
			(it) => it.includes('2 configurations'),
		);
		const rows = await legend(visit);
		assert.match(rows[0] ?? '', /^1 none 1 of 3 /);
		assert.equal(rows[1], '2 interval · 10 ms no curve: stuck');
		assert.equal(rows[7], '8 pressure not tried');
		await until('a picture', () => visit.page.$('.lab-plot-canvas canvas'));
	},
);

for (const [title, part] of [
	[kBytes, 'native-bytes-over-time'],
	[kPercent, 'percent-freed-over-time'],
] as const) {
	pageTest(`a saved picture stands alone: ${title}`, { dir }, async (visit) => {
		await visit.page.evaluate(() => {
			window.labPage.results.hiddenRows.value = new Set([3]);
		});
		await frames(visit, 2);
		// --curve-1 and --curve-4 of the light theme.
		const [shown, hidden] = ['0,151,170', '123,24,6'];
		const picture = await savedPicture(visit, `Save as PNG: ${title}`, [shown, hidden]);
		assert.equal(picture.name, `sweepground-steady-churn-${part}-2026-11-24.png`);
		assert.deepEqual(picture.signature, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
		const ratio = Math.max(2, await visit.page.evaluate(() => devicePixelRatio));
		assert.equal(picture.width, 960 * ratio);
		assert.ok(picture.height > 500 * ratio && picture.height < 700 * ratio, `${picture.height} high`);
		assert.equal(picture.ground, '255,255,255');
		assert.ok(picture.inked > 10_000, `${picture.inked} pixels are drawn`);
		assert.ok((picture.counted[shown] ?? 0) > 1000, 'the first curve is drawn in its colour');
		assert.ok((picture.counted[hidden] ?? 0) < 500, 'a hidden curve is a sample in the legend at most');
		const words = plain(picture.words.join(' '));
		assert.match(
			words,
			new RegExp(`^${title} .*seed 1 .*3 trials each .*Chromium 156, 2 cores, 24 Nov 2026 10:00 UTC`),
		);
		assert.match(words, /Time since the program began/);
		assert.match(words, /after the program/);
		assert.match(words, title === kBytes ? /Native bytes in use .*5 MiB/ : /Freed .*100 %/);
		assert.match(words, /1 none .*3 interval · 100 ms 4 interval · 1 s \(not shown\) 5 idle .*8 pressure$/);
	});
}
