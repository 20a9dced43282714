// What a page hands to the browser to be saved as a picture: its file's name, its pixels and the words drawn into it.
import type { Visit } from './visit.ts';

export interface SavedPicture {
	readonly name: string;
	/** The first eight bytes. */
	readonly signature: readonly number[];
	readonly width: number;
	readonly height: number;
	/** Of the upper left pixel, and how many pixels have another colour. */
	readonly ground: string;
	readonly inked: number;
	/** How many pixels have this colour exactly, by the colour as asked for. */
	readonly counted: Readonly<Record<string, number>>;
	/** In the order in which they were drawn. */
	readonly words: readonly string[];
}

/** Clicks on this button, which is to save a picture; nothing is saved to the disk. `colours`: `r,g,b`, to be counted. */
export function savedPicture({ page }: Visit, button: string, colours: readonly string[]): Promise<SavedPicture> {
	return page.evaluate(
		async (label, wanted) => {
			const words: string[] = [];
			const canvas = CanvasRenderingContext2D.prototype;
			const { fillText } = canvas;
			const { createObjectURL } = URL;
			const { click } = HTMLAnchorElement.prototype;
			canvas.fillText = function (...given: Parameters<typeof fillText>) {
				words.push(given[0]);
				fillText.apply(this, given);
			};
			let blob: Blob | null = null;
			URL.createObjectURL = (given) => {
				if (given instanceof Blob) blob = given;
				return createObjectURL.call(URL, given);
			};
			const name = await new Promise<string>((resolve) => {
				HTMLAnchorElement.prototype.click = function () {
					resolve(this.download);
				};
				const found = document.querySelector(`button[aria-label="${label}"]`);
				if (!(found instanceof HTMLElement)) throw new Error(`There is no button ${label}`);
				found.click();
			}).finally(() => {
				canvas.fillText = fillText;
				URL.createObjectURL = createObjectURL;
				HTMLAnchorElement.prototype.click = click;
			});
			if (blob === null) throw new Error('No Blob was handed over');
			const file: Blob = blob;
			const signature = [...new Uint8Array(await file.slice(0, 8).arrayBuffer())];
			const { width, height, data } = await createImageBitmap(file).then((bitmap) => {
				const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
				if (!context) throw new Error('No canvas');
				context.drawImage(bitmap, 0, 0);
				return context.getImageData(0, 0, bitmap.width, bitmap.height);
			});
			const ground = data.slice(0, 3).join();
			const counted = Object.fromEntries(wanted.map((colour) => [colour, 0]));
			let inked = 0;
			for (let at = 0; at < data.length; at += 4) {
				const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
				if (colour !== ground) inked++;
				if (colour in counted) counted[colour] = (counted[colour] ?? 0) + 1;
			}
			return { name, signature, width, height, ground, inked, counted, words };
		},
		button,
		colours,
	);
}
