// Where trials are made: the browser's name, its clock's step, and the fixed piece of work.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentOf, clockStepMs, fixedWork } from '../../../app/lab/pageSurroundings.ts';

const mozilla = 'Mozilla/5.0 (X11; Linux x86_64)';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test('a browser is called by its own name, not by those that it is like', () => {
	for (const [userAgent, name] of [
		['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
		[`${mozilla} ${webkit} Chrome/143.0.0.0 Safari/537.36`, 'Chromium 143'],
		[`${mozilla} ${webkit} HeadlessChrome/143.0.0.0 Safari/537.36`, 'Chromium 143'],
		[`${mozilla} ${webkit} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`, 'Edge 143'],
		[`${mozilla} ${webkit} Chrome/143.0.0.0 Safari/537.36 OPR/120.0.0.0`, 'Opera 120'],
		[
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15',
			'Safari 18.3',
		],
		['Lynx/2.9', 'Lynx/2.9'],
	] as const) {
		assert.equal(agentOf(userAgent), name);
	}
});

/** Moves by so much at each third call. */
function steps(...sizes: number[]): () => number {
	let calls = 0;
	let nowMs = 1000;
	let at = 0;
	return () => {
		if (++calls % 3 === 0) nowMs += sizes[at++ % sizes.length] ?? 0;
		return nowMs;
	};
}

test('the step of a clock is the least that is seen', () => {
	assert.equal(clockStepMs(steps(1)), 1);
	assert.equal(clockStepMs(steps(0.3, 0.1, 0.2)), 0.1);
	assert.equal(clockStepMs(steps(0.005)), 0.005);
	assert.ok(clockStepMs(() => performance.now()) > 0);
});

test('the fixed piece of work is some milliseconds of it', () => {
	const took = Array.from({ length: 5 }, () => {
		const beganMs = performance.now();
		fixedWork();
		return performance.now() - beganMs;
	});
	assert.ok(Math.min(...took) > 0.3, `it takes ${Math.min(...took)} ms`);
});
