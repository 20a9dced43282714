// HTML of a lesson, set as it is. Only for what the builder made of Markdown and sanitised; never for anything else.
interface HtmlProps {
	html: string;
	class?: string;
}

export function Html({ html, class: name }: HtmlProps) {
	// biome-ignore lint/security/noDangerouslySetInnerHtml: app/lessons/build/markdown.mjs has made it and sanitised it
	return <div class={name} dangerouslySetInnerHTML={{ __html: html }} />;
}
