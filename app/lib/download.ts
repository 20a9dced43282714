// Hands a text or a picture to the browser to be saved as a file.

/** `type`: of a text, its media type; a Blob has its own. */
export function download(name: string, content: Blob | string, type = 'text/javascript'): void {
	const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
	const url = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// Not before the browser has begun to read it.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
