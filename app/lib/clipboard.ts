// Puts text that is still being made on the clipboard; asked for in the very moment of the click, or Safari refuses.

/** False where it is not allowed, or there is no clipboard: pages without https have none. */
export async function copyText(text: Promise<string>): Promise<boolean> {
	try {
		if (typeof ClipboardItem === 'function') {
			const blob = text.then((it) => new Blob([it], { type: 'text/plain' }));
			await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
		} else {
			await navigator.clipboard.writeText(await text);
		}
		return true;
	} catch {
		return false;
	}
}
