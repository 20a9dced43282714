// Lessons as the builder reads them: what comes of a whole one, and what a malformed one is told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLessons } from '../../../app/lessons/build/read.mjs';
import { kDefaultLimitBytes } from '../../../app/lessons/build/settings.mjs';
import { teachersPage } from '../../../app/lessons/build/teachers.mjs';
import { pageNames } from '../../../app/lessons/pageNames.ts';
import { kDefaultHeapLimitBytes } from '../../../app/models/RunModel.ts';
import { lessonViews } from '../../../app/models/SampleModel.ts';
import { root } from '../../support/paths.ts';
import { type Files, template, writeLessons } from './folder.ts';

const good = template();
const text = good['lesson.md'] ?? '';
const samples = join(root, 'samples');

const readOne = async (changed: Files = {}) => {
	const [lesson] = await readLessons(writeLessons({ '01-a': { ...good, ...changed } }));
	return lesson ?? assert.fail();
};

test("the guide's template is a whole lesson", async () => {
	assert.deepEqual(Object.keys(good), ['lesson.md', 'settings.json', 'start.js', 'solution.js', 'check.ts']);
	const lesson = await readOne();
	assert.equal(lesson.title, 'One object, deleted');
	assert.deepEqual(
		lesson.parts.map(({ kind }) => kind),
		['text', 'question', 'text'],
	);
	assert.deepEqual(lesson.question.choices, ['It is free at once', 'It is free after the next garbage collection']);
	assert.equal(lesson.question.right, 0);
	assert.match(lesson.question.answer, /^<p>Nobody has to wait .*<code>delete\(\)<\/code>/);
	assert.equal(lesson.wrong, 'Students expect that the wrapper is gone too.');
	const shown = JSON.stringify([lesson.parts, lesson.question.html]);
	assert.doesNotMatch(shown, /wrapper is gone|there and then/, 'what is for teachers, or for later, is in the text');
	assert.equal(lesson.patienceMs, 10_000);
});

test('the guide names every name of the page and every view', () => {
	const guide = readFileSync(join(samples, 'WRITING.md'), 'utf8');
	for (const name of [...Object.keys(pageNames), ...lessonViews]) assert.ok(guide.includes(name), name);
	assert.equal(kDefaultLimitBytes, kDefaultHeapLimitBytes);
});

test('a name of the page becomes a button that points there, a state with its sign', async () => {
	const { parts } = await readOne();
	const [, , look] = parts;
	assert.ok(look?.kind === 'text');
	assert.match(look.html, /^<h3>What to look at<\/h3>/);
	assert.match(
		look.html,
		/<button type="button" class="page-name" data-points="objects" aria-label="Point at Managed objects">Managed objects<\/button>/,
	);
	assert.match(
		look.html,
		/data-points="deleted" data-state="deleted" aria-label="Point at deleted"><span aria-hidden="true">◇ <\/span>deleted</,
	);
	const code = await readOne({ 'lesson.md': text.replace('`delete()` destroys', '`a[[0]]` and') });
	assert.ok(code.parts[0]?.kind === 'text' && code.parts[0].html.includes('<code>a[[0]]</code>'));
});

test('text that looks like HTML is shown as text in code, and no protocol but https gets through', async () => {
	const { parts } = await readOne({
		'lesson.md': text.replace('The wrapper,', '`<img src=x onerror=alert(1)>` [o](https://a.test/?a=1&b="x").'),
	});
	assert.ok(parts[0]?.kind === 'text');
	assert.match(parts[0].html, /<code>&lt;img src=x onerror=alert\(1\)&gt;<\/code>/);
	assert.doesNotMatch(parts[0].html, /<img/);
});

test('C++ stays whole at the end of a line, and a link with it keeps its address', async () => {
	const { parts } = await readOne({
		'lesson.md': text.replace('The wrapper,', 'C++ and [C++](https://a.test/C++).'),
	});
	assert.ok(parts[0]?.kind === 'text');
	const whole = '<span class="whole">C++</span>';
	assert.ok(parts[0].html.includes(`${whole} and <a href="https://a.test/C++"`), parts[0].html);
	assert.ok(parts[0].html.includes(`>${whole}</a>`));
});

const without = (name: string): Files => Object.fromEntries(Object.entries(good).filter(([it]) => it !== name));
const inText = (from: string | RegExp, to: string): Files => ({ ...good, 'lesson.md': text.replace(from, to) });
const inSettings = (set: object | string): Files => ({
	...good,
	'settings.json': typeof set === 'string' ? set : JSON.stringify({ minutes: 5, startPasses: false, ...set }),
});
const inCheck = (code: string): Files => ({ ...good, 'check.ts': code });
const kMiB = 1024 * 1024;

const faults: [what: string, id: string, files: Files, pattern: RegExp][] = [
	['a folder without a number', 'first', good, /samples\/first: .*NN-name/],
	[
		'no text',
		'01-a',
		without('lesson.md'),
		/01-a\/lesson\.md is missing: the text of the lesson \(samples\/WRITING\.md/,
	],
	['no program', '01-a', without('start.js'), /01-a\/start\.js is missing/],
	['no settings', '01-a', without('settings.json'), /01-a\/settings\.json is missing/],
	['no check', '01-a', without('check.ts'), /01-a\/check\.ts is missing: what decides/],
	['an empty program', '01-a', { ...good, 'start.js': ' \n' }, /01-a\/start\.js is empty/],
	[
		'a file too many',
		'01-a',
		{ ...good, 'notes.txt': 'x' },
		/01-a\/notes\.txt is no file of a lesson; there are lesson\.md/,
	],
	[
		'no solution',
		'01-a',
		without('solution.js'),
		/01-a\/solution\.js is missing: settings\.json says that start\.js does not pass/,
	],
	[
		'a solution of nothing',
		'01-a',
		inSettings({ startPasses: true }),
		/01-a\/solution\.js: there is nothing to repair/,
	],
	[
		'a solution that changes nothing',
		'01-a',
		{ ...good, 'solution.js': good['start.js'] ?? '' },
		/solution\.js is start\.js/,
	],
	['no title', '01-a', inText(/^# .*\n/, ''), /lesson\.md must start with its title: "# Title"/],
	['two titles', '01-a', inText('## Answer', '# Answer'), /a second title, "Answer"/],
	['no text before the headings', '01-a', inText(/`delete\(\)` destroys.*/, ''), /between the title and the first/],
	['no question', '01-a', inText('## Question', '## Riddle'), /has no "## Question": the question, then a list/],
	['no answer', '01-a', inText('## Answer', '## Reply'), /has no "## Answer": what a run reveals/],
	[
		'nothing for teachers',
		'01-a',
		inText('## For teachers', '## For pupils'),
		/has no "## For teachers": .*what students/,
	],
	['a heading twice', '01-a', inText('## What to look at', '## Answer'), /has "## Answer" twice/],
	['a heading with nothing', '01-a', inText('## Answer', '## Empty\n\n## Answer'), /nothing stands under "## Empty"/],
	['no choices', '01-a', inText(/- \[.*\n/g, ''), /"## Question": it does not end with its choices/],
	[
		'choices and no question',
		'01-a',
		inText('What happens to the native memory of the object?', ''),
		/there is no text before the choices/,
	],
	['one choice', '01-a', inText(/- \[ \].*\n/, ''), /it has 1 choices/],
	['five choices', '01-a', inText(/(- \[ \].*\n)/, '$1$1$1$1'), /it has 5 choices/],
	['nothing right', '01-a', inText('[x]', '[ ]'), /0 of its choices are marked as right/],
	['everything right', '01-a', inText('[ ]', '[x]'), /2 of its choices are marked as right/],
	['a choice without a box', '01-a', inText('[ ] It', 'It'), /a choice does not begin with/],
	[
		'an unknown name',
		'01-a',
		inText('[[deleted]]', '[[Delete]]'),
		/\[\[Delete\]\] is no name on the page; there are Run, .*Managed objects.*lost/,
	],
	['HTML', '01-a', inText('The wrapper', '<b>The</b> wrapper'), /there is no HTML in a lesson: "<b>"/],
	['an image', '01-a', inText('The wrapper', '![a](https://a.test/b.png)'), /there are no images/],
	['a link that is a script', '01-a', inText('The wrapper', '[a](javascript:alert(1))'), /a link goes to https/],
	[
		'a link to no lesson',
		'01-a',
		inText('The wrapper', '[a](#sample=09-none)'),
		/links to the lesson 09-none, which is not there/,
	],
	[
		'more than a page',
		'01-a',
		inText('The wrapper', 'word '.repeat(450)),
		/has 5\d\d words; a lesson is a page or less, at most 450/,
	],
	['settings that are no JSON', '01-a', inSettings('{ policy: "idle" }'), /01-a\/settings\.json is not JSON: ./],
	['settings that are a list', '01-a', inSettings('["idle"]'), /settings\.json must hold an object/],
	[
		'no minutes',
		'01-a',
		inSettings({ minutes: undefined }),
		/minutes, .*must be a whole number from 1 to 45, not missing/,
	],
	['half a minute', '01-a', inSettings({ minutes: 0.5 }), /not 0\.5/],
	['no promise', '01-a', inSettings({ startPasses: 'no' }), /startPasses must be true or false, not "no": whether/],
	[
		'an unknown policy',
		'01-a',
		inSettings({ policy: 'sometimes' }),
		/no policy "sometimes"; there are none, manual, .*, pressure$/,
	],
	['a policy of every object', '01-a', inSettings({ policy: 'toString' }), /no policy "toString"/],
	['no interval', '01-a', inSettings({ intervalMs: 0 }), /intervalMs must be a number from 1 to 10000, not 0/],
	['an interval of letters', '01-a', inSettings({ intervalMs: '100' }), /intervalMs must be a number .* not "100"/],
	[
		'half a limit',
		'01-a',
		inSettings({ heapLimitBytes: kMiB / 2 }),
		/heapLimitBytes must be a whole number from 1048576/,
	],
	[
		'a quarantine beyond the limit',
		'01-a',
		inSettings({ heapLimitBytes: kMiB, quarantineBytes: 2 * kMiB }),
		/quarantineBytes must be .* to 1048576/,
	],
	[
		'an unknown view',
		'01-a',
		inSettings({ show: 'chart' }),
		/show must be one of table, map, timeline, lifetimes, lab, not "chart"/,
	],
	[
		'an unknown setting',
		'01-a',
		inSettings({ interval: 100 }),
		/"interval" is no setting; there are minutes, startPasses, policy/,
	],
	['one run', '01-a', inSettings({ runs: [{}] }), /runs must be a list of 2 to 10/],
	[
		'a run of an unknown setting',
		'01-a',
		inSettings({ runs: [{}, { show: 'map' }] }),
		/runs, number 2: "show" is no setting of a run/,
	],
	[
		'a run of an unknown policy',
		'01-a',
		inSettings({ runs: [{}, { policy: 'x' }] }),
		/runs, number 2: there is no policy "x"/,
	],
	['a check that is none', '01-a', inCheck('// None.\nexport const check = 1;'), /01-a\/check\.ts/],
	[
		'a check that is no function',
		'01-a',
		inCheck('// None.\nexport default 1;'),
		/check\.ts must export a function by default/,
	],
	['a check that cannot be read', '01-a', inCheck('export default ('), /01-a\/check\.ts: ./],
	[
		'a check without end',
		'01-a',
		inCheck('export default () => 0; export const patienceMs = 60_000;'),
		/patienceMs must be a number up to 20000, not 60000/,
	],
];

for (const [what, id, files, pattern] of faults) {
	test(`a malformed lesson is told what is wrong: ${what}`, async () => {
		await assert.rejects(readLessons(writeLessons({ [id]: files })), pattern);
	});
}

test('two lessons of one number, and no lesson at all, are told', async () => {
	const twice = writeLessons({ '01-a': good, '01-b': good });
	await assert.rejects(readLessons(twice), /01-a and samples\/01-b share a number/);
	await assert.rejects(readLessons(writeLessons({})), /samples\/ holds no lesson/);
});

test("the teacher's page is that of the lessons: ./build.sh lesson writes it", async () => {
	const lessons = await readLessons(samples);
	assert.equal(readFileSync(join(samples, 'README.md'), 'utf8'), teachersPage(lessons));
});
