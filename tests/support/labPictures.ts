// Pictures of the Lab’s charts of a given report, and of what they save as PNG, into build/screenshots, to be looked at:
// node tests/support/runScript.mjs labPictures
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLabPage } from './labPage.ts';
import { closeAll, openPage, screenshotFolder } from './visit.ts';

const dir = await buildLabPage();
const sizes = [
	{ name: '1280', widthCssPx: 1280, heightCssPx: 720, path: '?width=700' },
	{ name: '1920', widthCssPx: 1920, heightCssPx: 1080, path: '?width=1060' },
	{ name: 'phone', widthCssPx: 390, heightCssPx: 844, path: '' },
];
for (const scheme of ['light', 'dark'] as const) {
	for (const { name, ...size } of sizes) {
		const { visit, context } = await openPage({ dir, scheme, ...size });
		const frames = () =>
			visit.page.evaluate(async () => {
				for (let i = 0; i < 5; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
			});
		await frames();
		await visit.screenshot(`charts-${scheme}-${name}`);
		if (name !== 'phone') {
			await visit.page.evaluate(() => {
				window.labPage.results.lit.value = 4;
				window.labPage.results.hiddenRows.value = new Set([0]);
			});
			const cursor = await visit.page.$('.lab-cursor');
			const box = await cursor?.boundingBox();
			if (box) await visit.page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.5);
			await frames();
			await visit.screenshot(`charts-${scheme}-${name}-pointed`);
		}
		if (name === '1920') {
			await visit.page.mouse.move(5, 1000);
			await visit.page.evaluate(() => {
				window.labPage.results.lit.value = null;
				window.labPage.results.compared.value = [1, 6];
				window.labPage.results.hiddenRows.value = new Set();
			});
			for (const kind of ['Native bytes', 'Percent freed']) {
				const url = await visit.page.evaluate(async (title) => {
					const made = new Promise<string>((resolve) => {
						const original = URL.createObjectURL;
						URL.createObjectURL = (blob) => {
							if (blob instanceof Blob) {
								const reader = new FileReader();
								reader.onload = () => resolve(String(reader.result));
								reader.readAsDataURL(blob);
							}
							URL.createObjectURL = original;
							return original.call(URL, blob);
						};
					});
					document.querySelector<HTMLElement>(`[aria-label="Save as PNG: ${title} over time"]`)?.click();
					return made;
				}, kind);
				writeFileSync(
					join(screenshotFolder, `saved-${scheme}-${kind.replace(' ', '-')}.png`),
					Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'),
				);
			}
		}
		visit.checkErrors();
		await context.close();
	}
}
await closeAll();
rmSync(dir, { recursive: true });
