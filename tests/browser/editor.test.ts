// The program's editor on the built page: the plain one, Monaco after it, and the change from one to the other.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { browserName, pageTest, until, type Visit } from '../support/browser.ts';
import { root } from '../support/paths.ts';

declare global {
	interface Window {
		/** Lets the style sheet of Monaco, for which it waits, load at last. */
		letMonacoIn(): void;
		/** How many text boxes named Program there were, at each frame and each change of the page. */
		boxCounts: Set<number>;
	}
}

const path = '?autorun=0';

/** Between two keys where the editor is to follow: its completion waits for a pause in the typing. */
const kHumanMs = 40;

function holdMonaco() {
	const { append } = Element.prototype;
	Element.prototype.append = function (...nodes) {
		const held = nodes.some((node) => node instanceof HTMLLinkElement && node.href.includes('monaco.css'));
		if (held) window.letMonacoIn = () => append.apply(this, nodes);
		else append.apply(this, nodes);
	};
}

async function monaco({ page }: Visit): Promise<void> {
	await until('Monaco', () => page.$('.monaco-editor textarea'), 20_000);
}

/** The text that the editor shows; short programs alone are shown whole. */
function shown({ page }: Visit): Promise<string> {
	return page.evaluate(() => {
		const area = document.querySelector<HTMLTextAreaElement>('.editor-plain textarea');
		if (area) return area.value;
		const lines = [...document.querySelectorAll<HTMLElement>('.editor .view-line')];
		lines.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
		return lines.map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' ')).join('\n');
	});
}

async function load({ page }: Visit, code: string): Promise<void> {
	await page.evaluate((text) => window.sweepground.load({ code: text }), code);
}

/** Puts the caret at the end of the program. */
async function goToEnd(visit: Visit): Promise<void> {
	await (await visit.get('textbox', 'Program')).focus();
	await chord(visit, 'End');
}

async function chord({ page }: Visit, key: 'End' | 'Enter' | 'm' | 'z'): Promise<void> {
	await page.keyboard.down('Control');
	await page.keyboard.press(key);
	await page.keyboard.up('Control');
}

function suggestions({ page }: Visit): Promise<string[]> {
	return page.$$eval('.suggest-widget.visible .monaco-list-row', (rows) =>
		rows.map((row) => row.getAttribute('aria-label') ?? ''),
	);
}

/** Points at the last element with this selector and text, and waits until the editor says what is expected. */
async function hover({ page }: Visit, selector: string, text: string, expected: RegExp): Promise<void> {
	// The place is taken at one go: Monaco replaces what it draws at any time.
	const middle = await page.$$eval(
		selector,
		(elements, word) => {
			const box = elements.findLast((it) => it.textContent?.includes(word))?.getBoundingClientRect();
			return box && { x: box.left + box.width / 2, y: box.top + box.height / 2 };
		},
		text,
	);
	assert.ok(middle, `no ${selector} has ${text}`);
	await page.mouse.move(1, 1);
	await page.mouse.move(middle.x, middle.y);
	const said = () =>
		page.$$eval('.monaco-hover:not(.hidden)', (hovers) => hovers.map((it) => it.textContent ?? '').join('\n'));
	await until(`the hover text ${expected}`, said, 10_000, (shown) => expected.test(shown));
}

function messages({ page }: Visit): Promise<string[]> {
	return page.evaluate(async () => (await window.sweepground.console()).map(({ text }) => text));
}

pageTest('typing goes on without a lost key while Monaco takes over', { path, before: holdMonaco }, async (visit) => {
	const { page } = visit;
	await page.evaluate(() => {
		window.boxCounts = new Set();
		const count = () => {
			const boxes = [...document.querySelectorAll('[aria-label="Program"]')].filter((it) => !it.closest('[hidden]'));
			window.boxCounts.add(boxes.length);
		};
		new MutationObserver(count).observe(document, { subtree: true, childList: true, attributes: true });
		const look = () => {
			count();
			requestAnimationFrame(look);
		};
		look();
	});
	await load(visit, '// 1\n'.repeat(5));
	await goToEnd(visit);
	await until('Monaco at the door', () => page.evaluate(() => 'letMonacoIn' in window), 20_000);
	assert.ok(await page.$('.editor-plain textarea'));
	await page.keyboard.type('// before ');
	await page.evaluate(() => window.letMonacoIn());
	let typed = '// before ';
	await until(
		'Monaco while keys are pressed',
		async () => {
			await page.keyboard.type('x');
			typed += 'x';
			return page.$('.monaco-editor textarea');
		},
		20_000,
	);
	await page.keyboard.type(' after');
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.type('!');
	const all = `${'// 1\n'.repeat(5)}${typed} afte!r`;
	await until(
		'all that was typed',
		() => shown(visit),
		5000,
		(text) => text === all,
	);
	assert.deepEqual(await page.evaluate(() => [...window.boxCounts]), [1]);
	await visit.get('textbox', 'Program');
});

pageTest('selection and scroll position pass to Monaco', { path, before: holdMonaco }, async (visit) => {
	const { page } = visit;
	await load(visit, Array.from({ length: 200 }, (_, line) => `// line ${line + 1}`).join('\n'));
	await until('Monaco at the door', () => page.evaluate(() => 'letMonacoIn' in window), 20_000);
	await page.$eval('.editor-plain textarea', (area) => {
		const at = area.value.indexOf('line 120');
		area.focus();
		area.setSelectionRange(at, at + 'line 120'.length);
		area.scrollTop = 112 * 20;
	});
	const top = () => page.$eval('.editor', (editor) => editor.getBoundingClientRect().top);
	const editorTop = await top();
	await page.evaluate(() => window.letMonacoIn());
	await monaco(visit);
	const line = await until('line 120', () =>
		page.$$eval('.view-line', (lines) => {
			const found = lines.find((it) => it.textContent?.includes('120'));
			return found?.getBoundingClientRect().top;
		}),
	);
	assert.equal(line, editorTop + 8 + (119 - 112) * 20);
	await page.keyboard.type('changed');
	await until('the selection replaced', async () => (await shown(visit)).includes('// changed\n// line 121'));
});

pageTest('without Monaco the plain editor does it all', { path, before: holdMonaco }, async (visit) => {
	const { page } = visit;
	await load(visit, 'console.log(1);\n');
	await goToEnd(visit);
	await page.keyboard.type('console.log("ran");\nnope();\n');
	await chord(visit, 'Enter');
	await until('the output', async () => (await messages(visit)).includes('ran'));
	const [mark] = await until(
		'the mark',
		() => page.$$('.editor-gutter .editor-mark-error'),
		10_000,
		(it) => it.length > 0,
	);
	assert.ok(mark);
	assert.match((await mark.evaluate((it) => it.getAttribute('title'))) ?? '', /ReferenceError: .*nope/);
	const describedBy = await page.$eval('.editor-plain textarea', (area) => area.getAttribute('aria-describedby') ?? '');
	assert.match(await page.$eval(`[id="${describedBy}"]`, (it) => it.textContent ?? ''), /^error in line 3: /);
	const distance = await mark.evaluate((it) => {
		const gutter = it.parentElement?.getBoundingClientRect().top ?? 0;
		return it.getBoundingClientRect().top - gutter;
	});
	assert.equal(distance, 8 + 2 * 20);
	await page.keyboard.press('Tab');
	assert.equal(await page.$eval('.editor-plain textarea', (area) => area === document.activeElement), false);
});

const incomplete = await mkdtemp(join(tmpdir(), 'sweepground-editor-'));
after(() => rm(incomplete, { recursive: true }));
await cp(join(root, 'dist'), incomplete, { recursive: true });
await rm(join(incomplete, 'monaco.css'));

pageTest('what cannot be loaded is said, and the plain editor stays', { path, dir: incomplete }, async (visit) => {
	visit.expectError(/404: .*monaco\.css/);
	visit.allowErrors(/Failed to load resource|monaco\.css/);
	await until(
		'the note',
		() =>
			visit.page.$$eval('.editor-note', (notes) => notes.some((it) => it.textContent?.includes('could not be loaded'))),
		20_000,
	);
	await visit.get('textbox', 'Program');
	await load(visit, '');
	await goToEnd(visit);
	await visit.page.keyboard.type('console.log("ran");');
	await chord(visit, 'Enter');
	await until('the output', async () => (await messages(visit)).includes('ran'));
});

pageTest('Monaco completes what the engine has', { path }, async (visit) => {
	const { page } = visit;
	await load(visit, 'unknown;\n');
	await monaco(visit);
	await until('the language service', () => page.$('.editor .squiggly-error'), 20_000);
	await goToEnd(visit);
	await page.keyboard.type('const it = new MyC', { delay: kHumanMs });
	const classes = await until(
		'completion',
		() => suggestions(visit),
		20_000,
		(rows) => rows.length > 0,
	);
	assert.deepEqual(
		classes.map((row) => row.split(',')[0]),
		['MyClass'],
	);
	await page.keyboard.press('Enter');
	await page.keyboard.type('(1);\nit.', { delay: kHumanMs });
	await until(
		'members',
		() => suggestions(visit),
		10_000,
		(rows) => ['delete', 'my_method', 'ptr'].every((name) => rows.some((row) => row.startsWith(name))),
	);
	await page.keyboard.press('Escape');
});

pageTest('Monaco explains what a program sees', { path }, async (visit) => {
	await load(visit, 'unknown;\nawait collectGarbage();');
	await monaco(visit);
	await until('the language service', () => visit.page.$('.editor .squiggly-error'), 20_000);
	await hover(visit, '.editor .view-line span span', 'collectGarbage', /Promise<boolean>.*run its garbage collector/s);
});

pageTest('a wrong argument, no argument and a syntax error are underlined', { path }, async (visit) => {
	const { page } = visit;
	await load(visit, "new MyClass('x');\nawait tick();\nif (sweep()) return;\nnew MyClass();\nlet = ;\n");
	await monaco(visit);
	const lines = () =>
		page.evaluate(() => {
			const top = (it: Element) => Math.round(it.getBoundingClientRect().top);
			const first = document.querySelector('.editor .view-line');
			const from = first ? top(first) : 0;
			const marks = [...document.querySelectorAll('.editor .squiggly-error')].map((it) => (top(it) - from) / 20 + 1);
			return [...new Set(marks.map(Math.round))].sort();
		});
	await until('marks', lines, 20_000, (found) => found.includes(1) && found.includes(4) && found.includes(5));
	assert.deepEqual(await lines(), [1, 4, 5]);
});

pageTest('an error of a run is marked at its line until that is edited', { path }, async (visit) => {
	const { page } = visit;
	await load(visit, 'const nothing = null;\n\nnothing.here();\n');
	await monaco(visit);
	await goToEnd(visit);
	await chord(visit, 'Enter');
	const glyph = '.editor .glyph-margin-widgets .editor-mark-error';
	await until('the mark', () => page.$(glyph));
	const [markTop, lineTop] = await Promise.all([
		page.$eval(glyph, (it) => it.getBoundingClientRect().top),
		page.$$eval(
			'.editor .view-line',
			(lines) => lines.find((it) => it.textContent?.includes('here'))?.getBoundingClientRect().top,
		),
	]);
	assert.equal(markTop, lineTop);
	await hover(visit, '.editor .squiggly-error', '', /TypeError: /);
	await hover(visit, glyph, '', /TypeError: /);
	assert.equal(await shown(visit), 'const nothing = null;\n\nnothing.here();\n');
	await goToEnd(visit);
	await page.keyboard.press('ArrowUp');
	await page.keyboard.type('x');
	await until('no mark', async () => !(await page.$('.editor .editor-mark-error')));
});

pageTest('a program put in can be taken back, and Tab is told how to leave', { path }, async (visit) => {
	const { page } = visit;
	await load(visit, '// first');
	await monaco(visit);
	await goToEnd(visit);
	await load(visit, '// second');
	await until('the second', async () => (await shown(visit)) === '// second');
	await chord(visit, 'z');
	await until('the first', async () => (await shown(visit)) === '// first');
	await page.keyboard.press('Tab');
	await until('a step in', async () => (await shown(visit)).includes('  '));
	await until('the hint', () =>
		page.$$eval('.editor-note:not([hidden])', (notes) => notes.some((it) => it.textContent?.includes('Ctrl+M'))),
	);
	await chord(visit, 'm');
	await page.keyboard.press('Tab');
	const inside = await page.evaluate(() => document.activeElement?.closest('.editor') !== null);
	assert.equal(inside, false, browserName);
});
