// Markdown of lessons into HTML that the page may set as it is: no HTML of the author's, no image, no other protocol.
import { Marked } from 'marked';
import sanitize from 'sanitize-html';
import { fromApp } from './fromApp.mjs';

/** @typedef {import('marked').Token} Token */

/** What may come of a text. Whatever else would is refused by `refuse` before, so that nothing is lost in silence. */
const allowed = {
	allowedTags: 'p br strong em code pre ul ol li blockquote h3 h4 table thead tbody tr th td kbd a button span'.split(
		' ',
	),
	allowedAttributes: {
		a: ['href', 'target', 'rel'],
		button: ['type', 'class', 'data-points', 'data-state', 'aria-label'],
		span: ['aria-hidden'],
		ol: ['start'],
	},
	allowedClasses: { button: ['page-name'] },
	allowedSchemes: ['https'],
};

/** @param {string} text */
const escapeHtml = (text) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * A reader of one file's Markdown, whose errors name the file.
 * @param {string} path
 */
export async function markdownOf(path) {
	const { pageNames, signs } = await fromApp();
	const marked = new Marked({
		gfm: true,
		renderer: {
			/** @param {import('marked').Tokens.Link} token */
			link({ href, tokens }) {
				const text = this.parser.parseInline(tokens);
				if (href.startsWith('#sample=')) return `<a href="${escapeHtml(href)}">${text}</a>`;
				if (!href.startsWith('https://')) {
					throw new Error(`${path}: a link goes to https://… or to a lesson, #sample=NN-name; not to "${href}"`);
				}
				return `<a href="${escapeHtml(href)}" target="_blank" rel="noreferrer">${text}</a>`;
			},
		},
		extensions: [
			{
				name: 'pageName',
				level: 'inline',
				start: (source) => source.indexOf('[['),
				tokenizer(source) {
					const match = /^\[\[([^[\]\n]+)\]\]/.exec(source);
					return match ? { type: 'pageName', raw: match[0], text: match[1] } : undefined;
				},
				renderer({ text }) {
					const name = pageNames[text];
					if (!name) {
						const known = Object.keys(pageNames).join(', ');
						throw new Error(`${path}: [[${text}]] is no name on the page; there are ${known}`);
					}
					const { key, state } = name;
					const sign = state ? `<span aria-hidden="true">${signs[state]} </span>` : '';
					const look = state ? ` data-state="${state}"` : '';
					// Named otherwise than what it points at, and than the steps of a first visit, for whoever looks for these by name.
					return `<button type="button" class="page-name" data-points="${key}"${look} aria-label="Point at ${escapeHtml(text)}">${sign}${escapeHtml(text)}</button>`;
				},
			},
		],
	});

	/** @param {Token} token */
	const refuse = (token) => {
		if (token.type === 'html') throw new Error(`${path}: there is no HTML in a lesson: "${token.raw.trim()}"`);
		if (token.type === 'image') throw new Error(`${path}: there are no images in a lesson: "${token.raw.trim()}"`);
	};

	/** @param {Token[]} tokens */
	const render = (tokens) => {
		marked.walkTokens(tokens, refuse);
		const html = sanitize(marked.parser(tokens), allowed).trim();
		// Firefox would break a line between the plus signs. Outside of tags alone.
		return html.replace(/C\+\+(?![^<]*>)/g, '<span class="whole">C++</span>');
	};

	return {
		/** @param {string} text */
		lex: (text) => marked.lexer(text),
		render,
		/** Of a list's item: HTML without a paragraph around it. @param {Token[]} tokens */
		renderInline(tokens) {
			const inline = tokens.filter(({ type }) => type !== 'checkbox');
			return render(inline).replace(/^<p>([\s\S]*)<\/p>$/, '$1');
		},
	};
}
