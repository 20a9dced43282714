// HTML of a lesson, set as it is. Only for what build/markdown.mjs made of Markdown and sanitised;
// never for anything else.
interface HtmlProps {
	html: string;
	class?: string;
}

export function Html({ html, class: name }: HtmlProps) {
	return <div class={name} dangerouslySetInnerHTML={{ __html: html }} />;
}
