// The lesson pane on the real page: a reader's way through a lesson, by names, by pointer and by keyboard; the sheets,
// and the page to print.
import assert from 'node:assert/strict';
import { pageNames } from '../../app/lessons/pageNames.ts';
import { browserName, pageTest, until, type Visit } from '../support/browser.ts';
import { lines, load, quietPath, ready, run, untilMonaco } from '../support/sweepground.ts';

const click = async (visit: Visit, role: string, name: string) => (await visit.get(role, name)).click();
const title = (visit: Visit) => visit.page.$eval('.lesson h2', (it) => it.textContent ?? '');
const textOf = async (visit: Visit, name: string) =>
	(await visit.get('status', name)).evaluate((it) => it.textContent ?? '');
const code = (visit: Visit) => visit.page.$eval('.view-lines', (it) => it.textContent?.replaceAll('\u00a0', ' ') ?? '');

/** A smooth scroll may still be on its last pixel: again, until it stays. */
const backToTop = ({ page }: Visit) =>
	until('the beginning of the text', () =>
		page.$eval('.lesson-text', async (it) => {
			it.scrollTo({ top: 0, behavior: 'instant' });
			for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
			return it.scrollTop === 0;
		}),
	);

pageTest('guess, run, answer, check', { path: quietPath }, async (visit) => {
	await ready(visit);
	const check = await visit.get('button', 'Check');
	const disabled = () => check.evaluate((it) => it.ariaDisabled);
	assert.equal(await disabled(), 'true');
	assert.match(await textOf(visit, 'Answer'), /A run answers it/);
	await click(visit, 'radio', 'When the collector takes the wrappers');
	await click(visit, 'button', 'Run');
	await until('Check', async () => (await disabled()) === 'false');
	await check.click();
	const said = () => textOf(visit, 'Verdict');
	await until('the verdict', said, 20_000, (text) => /Passed50 of 50 freed, at most [\d.]+\sms after/.test(text));
	assert.match(await textOf(visit, 'Answer'), /^Not this time/);
	const guesses = await visit.page.$$eval('input[name="guess"]', (all) =>
		all.map((it) => [it.checked, it.matches(':disabled')]),
	);
	assert.deepEqual(guesses, [
		[false, true],
		[true, true],
		[false, true],
	]);
	await click(visit, 'button', 'Lessons');
	await until('the list', () => visit.page.$('.lesson-list'));
	const current = await visit.page.$eval('.lesson-list [aria-current]', (it) => [
		it.textContent,
		it === document.activeElement,
	]);
	assert.deepEqual(current, ['1The original loop8 min✓passed', true]);
});

pageTest('Guess leads to the question, and the answer comes into view', { path: quietPath }, async (visit) => {
	await ready(visit);
	const { page } = visit;
	const inView = (part: string) =>
		page.$eval(part, (it) => {
			const text = it.closest('.lesson-text')?.getBoundingClientRect();
			const { top, bottom } = it.getBoundingClientRect();
			return text !== undefined && top >= text.top - 1 && bottom <= text.bottom + 1;
		});
	assert.ok(!(await inView('.question')), 'the question is below the text');
	await (await visit.get('button', 'Guess')).press('Enter');
	await until('the question', () => inView('.question'));
	assert.ok(await page.$eval('.question input', (it) => it === document.activeElement));
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	assert.equal(await textOf(visit, 'Verdict'), 'Run the program, then check.');
	await backToTop(visit);
	await run(visit);
	await until('the answer', () => inView('.answer'));
	assert.equal(await page.evaluate(() => document.activeElement?.ariaLabel), 'Lesson text', 'the focus was lost');
	// Who runs it again is not led there again.
	await backToTop(visit);
	await run(visit);
	assert.equal(await page.$eval('.lesson-text', (it) => it.scrollTop), 0);
});

pageTest('nothing is revealed by the run with which the page shows itself', {}, async (visit) => {
	await ready(visit);
	await until(
		'the end of the program',
		() => lines(visit),
		20_000,
		(all) => all.length >= 3,
	);
	assert.match(await textOf(visit, 'Answer'), /A run answers it/);
	await assert.rejects(
		visit.page.evaluate(() => window.sweepground.check()),
		/Run the program first/,
	);
});

pageTest('Run right after Next runs the lesson that is on its way', { path: quietPath }, async (visit) => {
	await ready(visit);
	const buttons = [await visit.get('button', 'Next'), await visit.get('button', 'Run')];
	await visit.page.evaluate(
		(...both) => {
			for (const it of both) if (it instanceof HTMLElement) it.click();
		},
		...buttons,
	);
	await until('lesson 2', async () => (await title(visit)) === 'Ready-made wrappers');
	await until('its answer', async () => !/A run answers it/.test(await textOf(visit, 'Answer')));
});

pageTest(
	'a lesson comes back with the own program, also after a reload; Reset lesson takes it',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		await untilMonaco(visit);
		await (await visit.get('textbox', 'Program')).focus();
		await visit.page.keyboard.down('Control');
		await visit.page.keyboard.press('Home');
		await visit.page.keyboard.up('Control');
		await visit.page.keyboard.type('mine; ');
		await until('what was typed', async () => (await code(visit)).includes('mine; // The original idea'));
		await click(visit, 'button', 'Next');
		await until('lesson 2', async () => (await title(visit)) === 'Ready-made wrappers');
		await until('its program', async () => (await code(visit)).includes('The same with the wrappers'));
		assert.ok(!(await code(visit)).includes('mine;'));
		assert.equal(await visit.page.$eval('#sample', (it) => (it as HTMLSelectElement).value), '02-ready-made-wrappers');
		await visit.page.reload();
		await ready(visit);
		await untilMonaco(visit);
		await click(visit, 'button', 'Previous');
		await until('the own program', async () => (await code(visit)).includes('mine; // The original idea'));
		await click(visit, 'button', 'Reset lesson');
		await until('the start', async () => !(await code(visit)).includes('mine;'));
	},
);

pageTest('every name that a text may point at is on the page, and lights up', { path: quietPath }, async (visit) => {
	await ready(visit);
	// A lesson with a solution.
	await load(visit, {
		sample: '03-the-forgotten-delete',
		code: 'globalThis.kept = new MyClass(1);',
		policy: 'interval',
	});
	await run(visit);
	await until('the count in the margin', () => visit.page.$('.editor-counts'));
	const missing = await visit.page.evaluate(
		(all) => all.filter(({ at }) => !document.querySelector(at)).map(({ key }) => key),
		Object.values(pageNames).map(({ key, at }) => ({ key, at })),
	);
	assert.deepEqual(missing, []);

	await load(visit, { sample: '01-the-original-loop' });
	const name = await visit.get('button', 'Point at Sweep interval');
	const outlined = () => visit.page.$eval('.bar .interval', (it) => getComputedStyle(it).outlineStyle);
	assert.equal(await outlined(), 'none');
	await name.focus();
	assert.equal(await outlined(), 'solid');
	await name.press('Enter');
	const focused = () => visit.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
	assert.equal(await focused(), 'Sweep interval');
	assert.equal(await outlined(), 'none');
	await name.hover();
	assert.equal(await outlined(), 'solid');
});

pageTest(
	'the list opens a lesson by keyboard, and the teacher’s page links to each',
	{ path: quietPath },
	async (visit) => {
		await ready(visit);
		const { page } = visit;
		await (await visit.get('button', 'Lessons')).press('Enter');
		await until('the list', () => page.$('.lesson-list'));
		await click(visit, 'button', 'For teachers');
		await until('the table', () => page.$('.teachers a'));
		const links = await page.$$eval('.teachers a', (all) => all.map((it) => new URL(it.href).hash));
		assert.ok(links.includes('#sample=09-pressure'));
		await page.click('.teachers a[href$="#sample=09-pressure"]');
		await until('the lesson', async () => (await title(visit)) === 'Pressure');
		assert.equal(await page.$('dialog[open]'), null);
		await click(visit, 'button', 'Lessons');
		await until('the list', () => page.$('.lesson-list'));
		await page.keyboard.press('Escape');
		await until('the list is closed', async () => (await page.$('.lesson-list')) === null);
		assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Lessons');
	},
);

pageTest(
	'the rules to take home are one page of A4, and their links open lessons',
	{ path: 'summary.html' },
	async (visit) => {
		const { page } = visit;
		if (browserName === 'chromium') {
			const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
			assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1);
		}
		const [link] = await page.$$('main a');
		await Promise.all([page.waitForNavigation(), link?.click()]);
		await ready(visit);
		assert.equal(await title(visit), 'The original loop');
	},
);
