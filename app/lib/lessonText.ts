// Reads the little Markdown that lessons use into plain data: headings, paragraphs, lists, `code`, **bold**, *emphasis*.
// Never makes HTML: whatever is not one of these stays the text that it is.

export type Span = { kind: 'text' | 'code' | 'bold' | 'emphasis'; text: string };

export type Block =
	| { kind: 'heading' | 'paragraph'; spans: Span[] }
	| { kind: 'code'; text: string }
	| { kind: 'list'; ordered: boolean; items: Span[][] };

const kSpan = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;
const kItem = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;
const kHeading = /^#{1,6}\s+(.*)$/;

export function parseSpans(text: string): Span[] {
	const spans: Span[] = [];
	let from = 0;
	for (const match of text.matchAll(kSpan)) {
		if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) });
		if (match[1] !== undefined) spans.push({ kind: 'code', text: match[1] });
		else if (match[2] !== undefined) spans.push({ kind: 'bold', text: match[2] });
		else if (match[3] !== undefined) spans.push({ kind: 'emphasis', text: match[3] });
		from = match.index + match[0].length;
	}
	if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
	return spans;
}

export function parseLesson(markdown: string): Block[] {
	const blocks: Block[] = [];
	let paragraph: string[] = [];
	let list: { ordered: boolean; items: string[] } | null = null;
	let code: string[] | null = null;

	const close = () => {
		if (paragraph.length > 0) blocks.push({ kind: 'paragraph', spans: parseSpans(paragraph.join(' ')) });
		if (list) blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.map(parseSpans) });
		paragraph = [];
		list = null;
	};

	for (const line of markdown.split(/\r?\n/)) {
		if (/^\s*```/.test(line)) {
			if (code) blocks.push({ kind: 'code', text: code.join('\n') });
			else close();
			code = code ? null : [];
			continue;
		}
		if (code) {
			code.push(line);
			continue;
		}
		const heading = kHeading.exec(line);
		const item = kItem.exec(line);
		if (line.trim() === '') close();
		else if (heading) {
			close();
			blocks.push({ kind: 'heading', spans: parseSpans(heading[1] ?? '') });
		} else if (item) {
			const ordered = item[1] !== undefined;
			if (!list || list.ordered !== ordered) {
				close();
				list = { ordered, items: [] };
			}
			list.items.push(item[2] ?? '');
		} else if (list) list.items.push(`${list.items.pop() ?? ''} ${line.trim()}`);
		else paragraph.push(line.trim());
	}
	close();
	if (code) blocks.push({ kind: 'code', text: code.join('\n') });
	return blocks;
}
