// Hands a text to the browser to be saved as a file.

export function download(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// Not before the browser has begun to read it.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
