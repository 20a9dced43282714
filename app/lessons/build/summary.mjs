// The rules to take home, samples/SUMMARY.md, as one page to print: summary.html of the bundle, which needs no script.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { markdownOf } from './markdown.mjs';
import { checkLinks, readLessons } from './read.mjs';

const kPath = 'samples/SUMMARY.md';

/**
 * @param {string} source of SUMMARY.md
 * @param {string[]} ids of the lessons
 */
export async function summaryPage(source, ids) {
	const markdown = await markdownOf(kPath);
	const [title, ...rest] = markdown.lex(source).filter(({ type }) => type !== 'space');
	if (title?.type !== 'heading' || title.depth !== 1) throw new Error(`${kPath} must start with its title: "# Title"`);
	checkLinks(kPath, source, ids);
	for (const token of rest) {
		if (token.type !== 'list') continue;
		for (const { text } of token.items) {
			if (/\(#sample=/.test(text)) continue;
			throw new Error(`${kPath}: this rule links to no lesson that proves it, [Title](#sample=NN-name): "${text}"`);
		}
	}
	const lead = rest[0]?.type === 'paragraph' ? rest.slice(0, 1) : [];
	// A heading begins a section; it is one level lower than the page's, and `markdown` gives those of lessons.
	const body = rest.slice(lead.length).map((token, index) => {
		if (token.type !== 'heading') return markdown.render([token]);
		return `${index > 0 ? '</section>' : ''}<section><h2>${markdown.renderInline(markdown.lex(token.text))}</h2>`;
	});
	if (rest[lead.length]?.type !== 'heading') throw new Error(`${kPath} must go on with a heading: "## Who frees what"`);
	const css = await readFile(join(fileURLToPath(new URL('.', import.meta.url)), 'summary.css'), 'utf8');
	const { code } = await transform(css, { loader: 'css', minify: true, charset: 'utf8' });
	const style = code.trim();
	const hash = createHash('sha256').update(style).digest('base64');
	const heading = markdown.renderInline(markdown.lex(title.text));
	const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title.text} – Sweepground</title>
<style>${style}</style>
</head>
<body>
<h1>${heading}</h1>
${markdown.render(lead)}
<main>
${body.join('\n')}</section>
</main>
<footer>Sweepground: see, teach and settle how memory is managed across JavaScript and WebAssembly.</footer>
</body>
</html>
`;
	// With the lesson's number, which is what paper can say.
	return page.replace(
		/href="#sample=((\d+)-[^"]*)">/g,
		(_, id, number) => `href="index.html#sample=${id}">${Number(number)} · `,
	);
}

/** @param {string} folder samples/, absolute */
export async function readSummary(folder) {
	const [source, lessons] = await Promise.all([readFile(join(folder, 'SUMMARY.md'), 'utf8'), readLessons(folder)]);
	return summaryPage(
		source,
		lessons.map(({ id }) => id),
	);
}
