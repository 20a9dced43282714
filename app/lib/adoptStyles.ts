// Stylesheets of what is loaded after the first paint: they come as text in its chunk, and are there before it is drawn.

/** To be called once for each text; it stands after every stylesheet of the shell. */
export function adoptStyles(text: string): void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(text);
	document.adoptedStyleSheets.push(sheet);
}
