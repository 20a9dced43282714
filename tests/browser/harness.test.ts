// The harness itself: what a page must not do is seen, in either browser, and names find exactly one element.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pageTest, until } from '../support/browser.ts';

const dir = mkdtempSync(join(tmpdir(), 'sweepground-harness-'));
after(() => rmSync(dir, { recursive: true }));
writeFileSync(
	join(dir, 'index.html'),
	`<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data:; script-src 'self'">
<title>Harness</title><script src="page.js"></script><button>Run</button><button>Twice</button><button>Twice</button>`,
);
writeFileSync(
	join(dir, 'page.js'),
	`const does = {
	throws() { throw new Error('thrown by the page'); },
	logs() { console.error('logged by the page'); },
	misses() { fetch('missing.json'); },
	inlines() { const script = document.createElement('script'); script.textContent = '0'; document.body.append(script); },
	pulls() { const image = new Image(); image.src = 'http://127.0.0.1:1/x.png'; document.body.append(image); },
};
addEventListener('load', () => setTimeout(() => does[new URLSearchParams(location.search).get('do')]?.()));`,
);

const seen: [string, RegExp][] = [
	['throws', /uncaught: .*thrown by the page/],
	['logs', /console: logged by the page/],
	['misses', /404: .*missing\.json/],
	['inlines', /CSP script-src/],
	['pulls', /CSP img-src/],
];
for (const [what, pattern] of seen) {
	pageTest(`a page that ${what} fails its test`, { dir, path: `?do=${what}` }, async (visit) => {
		const reported = () => {
			try {
				visit.checkErrors();
				return 'nothing';
			} catch (caught) {
				return String(caught);
			}
		};
		await until('the error', reported, 5000, (text) => pattern.test(text));
		visit.expectError(pattern);
		// Each browser says some of it a second time, in its own words.
		visit.allowErrors(/Failed to load resource|Content.Security.Policy|request to another host/);
	});
}

pageTest('an expected error that does not come fails its test', { dir }, async (visit) => {
	visit.expectError(/never/);
	assert.throws(() => visit.checkErrors(), /was to report \/never\//);
	visit.forgetExpected();
});

pageTest('a name on the page finds one element or throws', { dir, base: '/some/where/' }, async (visit) => {
	assert.equal(await (await visit.get('button', 'Run')).evaluate((button) => button.textContent), 'Run');
	await assert.rejects(visit.get('button', 'Twice'), /2 elements are the button "Twice"/);
	await assert.rejects(visit.get('slider', 'Run'), /0 elements are the slider "Run"/);
	assert.match(visit.url, /\/some\/where\/$/);
});

pageTest('a dark page with reduced motion is both', { dir, scheme: 'dark', reducedMotion: true }, async (visit) => {
	const matches = await visit.page.evaluate(() =>
		['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map((query) => matchMedia(query).matches),
	);
	assert.deepEqual(matches, [true, true]);
});

pageTest('waiting ends with the last value', { dir }, async () => {
	await assert.rejects(
		until(
			'the number 7',
			() => 6,
			50,
			(value) => value === 7,
		),
		/Not within 50 ms: the number 7\. The last look gave 6/,
	);
});
