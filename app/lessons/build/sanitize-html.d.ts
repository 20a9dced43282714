// What the builder of lessons uses of sanitize-html, which brings no declarations of its own.
declare module 'sanitize-html' {
	interface Options {
		allowedTags?: string[];
		allowedAttributes?: Record<string, string[]>;
		allowedClasses?: Record<string, string[]>;
		allowedSchemes?: string[];
	}
	export default function sanitize(html: string, options?: Options): string;
}
