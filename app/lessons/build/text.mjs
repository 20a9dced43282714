// Reads a lesson.md: its title, and its sections by their second-level headings, those that every lesson has among them.
import { markdownOf } from './markdown.mjs';

/** @typedef {import('marked').Token} Token */
/** @typedef {import('../lesson.ts').LessonPart} LessonPart */
/** @typedef {import('../lesson.ts').Question} Question */

/** "A page or less": words of all that a reader gets to see. */
export const kMaxWords = 450;

const kNeeded = ['Question', 'Answer', 'For teachers'];
const kQuestionForm =
	'the question, then a list of 2 to 4 choices: "- [x] " before the right one, "- [ ] " before the others';

/** Whitespace goes. @param {Token[]} tokens */
const solid = (tokens) => tokens.filter(({ type }) => type !== 'space');

/**
 * @param {string} path of the file, for messages
 * @param {string} source
 */
export async function readLessonText(path, source) {
	const markdown = await markdownOf(path);
	const [title, ...rest] = solid(markdown.lex(source));
	if (title?.type !== 'heading' || title.depth !== 1 || title.text.trim() === '') {
		throw new Error(`${path} must start with its title: "# Title"`);
	}
	/** @type {{ heading: string, tokens: Token[] }[]} */
	const sections = [{ heading: '', tokens: [] }];
	for (const token of rest) {
		if (token.type === 'heading' && token.depth === 1) throw new Error(`${path} has a second title, "${token.text}"`);
		if (token.type === 'heading' && token.depth === 2) sections.push({ heading: token.text.trim(), tokens: [] });
		else sections.at(-1)?.tokens.push(token);
	}
	for (const { heading, tokens } of sections) {
		const twice = sections.filter((it) => it.heading === heading).length > 1;
		if (twice) throw new Error(`${path} has "## ${heading}" twice`);
		if (heading !== '' && tokens.length === 0) throw new Error(`${path}: nothing stands under "## ${heading}"`);
	}
	/** @param {string} heading */
	const section = (heading) => sections.find((it) => it.heading === heading)?.tokens;
	for (const heading of kNeeded) {
		if (section(heading)) continue;
		const what =
			heading === 'Question'
				? kQuestionForm
				: heading === 'Answer'
					? 'what a run reveals: which choice is right, and why'
					: 'in a sentence or two, what students get wrong';
		throw new Error(`${path} has no "## ${heading}": ${what}`);
	}
	if (!sections[0]?.tokens.length)
		throw new Error(`${path}: a text stands between the title and the first "##" heading`);

	/** @type {LessonPart[]} */
	const parts = [];
	for (const { heading, tokens } of sections) {
		if (heading === 'Question') parts.push({ kind: 'question' });
		if (kNeeded.includes(heading) || tokens.length === 0) continue;
		const head = heading === '' ? '' : `<h3>${markdown.renderInline(markdown.lex(heading))}</h3>`;
		parts.push({ kind: 'text', html: head + markdown.render(tokens) });
	}
	const question = readQuestion(path, section('Question') ?? [], markdown);
	const answer = markdown.render(section('Answer') ?? []);
	const seen = [
		...parts.map((part) => (part.kind === 'text' ? part.html : '')),
		question.html,
		...question.choices,
		answer,
	];
	const wordCount = wordsOf(seen.join(' '));
	if (wordCount > kMaxWords) {
		throw new Error(`${path} has ${wordCount} words; a lesson is a page or less, at most ${kMaxWords}`);
	}
	return {
		title: title.text.trim(),
		parts,
		question: { ...question, answer },
		wrong: markdown.render(section('For teachers') ?? []).replace(/^<p>([\s\S]*)<\/p>$/, '$1'),
		/** As it stands in the file, for the teacher's page. */
		wrongMarkdown: (section('For teachers') ?? [])
			.map(({ raw }) => raw)
			.join('')
			.trim(),
	};
}

/** @param {string} html */
const wordsOf = (html) =>
	html
		.replace(/<[^>]*>/g, ' ')
		.split(/\s+/)
		.filter(Boolean).length;

/**
 * @param {string} path @param {Token[]} tokens @param {Awaited<ReturnType<typeof markdownOf>>} markdown
 * @returns {Omit<Question, 'answer'>}
 */
function readQuestion(path, tokens, markdown) {
	/** @param {string} why */
	const fail = (why) => new Error(`${path}, "## Question": ${why}; there must be ${kQuestionForm}`);
	const list = tokens.at(-1);
	if (list?.type !== 'list') throw fail('it does not end with its choices');
	const asked = tokens.slice(0, -1);
	if (asked.length === 0) throw fail('there is no text before the choices');
	/** @type {import('marked').Tokens.ListItem[]} */
	const items = list.items;
	if (items.some(({ task }) => !task)) throw fail('a choice does not begin with "[x]" or "[ ]"');
	if (items.length < 2 || items.length > 4) throw fail(`it has ${items.length} choices`);
	const right = items.flatMap(({ checked }, index) => (checked ? [index] : []));
	if (right.length !== 1) throw fail(`${right.length} of its choices are marked as right`);
	const choices = items.map((item) => markdown.renderInline(item.tokens));
	return { html: markdown.render(asked), choices, right: right[0] ?? 0 };
}
