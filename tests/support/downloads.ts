// What a page saves as files, kept from the browser's folder of downloads.

declare global {
	interface Window {
		/** What the page saved as files. */
		saved: { name: string; text: Promise<string> }[];
	}
}

/** To run in a page before its own scripts; it names nothing outside itself. */
export function catchDownloads() {
	window.saved = [];
	const make = URL.createObjectURL.bind(URL);
	let last: Promise<string> = Promise.resolve('');
	URL.createObjectURL = (blob) => {
		if (blob instanceof Blob) last = blob.text();
		return make(blob);
	};
	const click = HTMLAnchorElement.prototype.click;
	HTMLAnchorElement.prototype.click = function () {
		if (this.download === '') click.call(this);
		else window.saved.push({ name: this.download, text: last });
	};
}
