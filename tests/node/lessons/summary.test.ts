// The page of rules to take home: each rule links to a lesson that is there, and the page asks for nothing.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLessons } from '../../../app/lessons/build/read.mjs';
import { readSummary, summaryPage } from '../../../app/lessons/build/summary.mjs';
import { root } from '../../support/paths.ts';

const ids = ['01-a', '02-b'];
const source = '# Rules\n\nLead.\n\n## First `group`\n\n- One & all. [A](#sample=01-a)\n- Two. [B](#sample=02-b)\n';

test('rules become a page whose links open lessons, with no script and no request', async () => {
	const page = await summaryPage(source, ids);
	assert.match(page, /<h1>Rules<\/h1>\n<p>Lead\.<\/p>/);
	assert.match(page, /<section><h2>First <code>group<\/code><\/h2>\n<ul>.*<\/ul><\/section>/s);
	assert.match(page, /One &amp; all\. <a href="index\.html#sample=01-a">1 · A<\/a>/);
	assert.match(page, /default-src 'none'; style-src 'sha256-/);
	assert.doesNotMatch(page, /<script|<link rel="stylesheet"/);
});

test('a rule without its lesson, or with one that is not there, is told', async () => {
	await assert.rejects(summaryPage(`${source}- Three.\n`, ids), /this rule links to no lesson .*"Three\."/);
	await assert.rejects(
		summaryPage(source, ['01-a']),
		/samples\/SUMMARY\.md links to the lesson 02-b, which is not there/,
	);
	await assert.rejects(summaryPage('Text.', ids), /must start with its title/);
	await assert.rejects(summaryPage('# Rules\n\nLead.\n\n- One. [A](#sample=01-a)\n', ids), /must go on with a heading/);
});

test('every lesson proves a rule', async () => {
	const folder = join(root, 'samples');
	const [page, lessons] = await Promise.all([readSummary(folder), readLessons(folder)]);
	for (const { id } of lessons) assert.ok(page.includes(`index.html#sample=${id}"`), `no rule links to ${id}`);
});
