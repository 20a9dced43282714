// Pictures of the built page into build/screenshots, to be looked at: each state, size and scheme.
// node tests/support/runScript.mjs screenshots               all of them; BROWSER=firefox for the other browser
// node tests/support/runScript.mjs screenshots card 390 dark only these states, widths and schemes
// node tests/support/runScript.mjs screenshots --readme      the README's picture, app/screenshot.png

import { root } from './paths.ts';
import { pictured } from './pictured.ts';
import { quietPath, ready, untilMonaco } from './sweepground.ts';
import { browserName, closeAll, openPage, type Visit } from './visit.ts';

const kSizes = [
	{ widthCssPx: 1280, heightCssPx: 720, narrow: false },
	{ widthCssPx: 1920, heightCssPx: 1080, narrow: false },
	{ widthCssPx: 390, heightCssPx: 844, narrow: true },
	{ widthCssPx: 820, heightCssPx: 1180, narrow: true },
];
const schemes = ['light', 'dark'] as const;

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const widths = kSizes.map(({ widthCssPx }) => String(widthCssPx));
const known = new Set<string>([...Object.keys(pictured), ...widths, ...schemes]);
const unknown = wanted.filter((argument) => !known.has(argument));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}, only ${[...known].join(', ')}`);

/** Of what can be chosen, what was; all, if none of it. */
function chosen<T>(all: readonly T[], name: (one: T) => string): readonly T[] {
	const some = all.filter((one) => wanted.includes(name(one)));
	return some.length > 0 ? some : all;
}

async function settle({ page }: Visit): Promise<void> {
	// The charts and the table draw what the last snapshot brought in the next frames.
	await page.evaluate(async () => {
		await document.fonts.ready;
		for (let frames = 0; frames < 30; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
	});
}

interface Picture {
	name: string;
	scheme: (typeof schemes)[number];
	widthCssPx: number;
	heightCssPx: number;
}

/** Brings a fresh page into this state, and keeps it as `keep` does. */
async function take({ name, ...look }: Picture, keep: (visit: Visit) => Promise<string>): Promise<void> {
	const state = pictured[name];
	if (!state) throw new Error(`There is no state ${name}`);
	const { visit, context } = await openPage({ ...look, path: state.path ?? quietPath });
	await ready(visit);
	await untilMonaco(visit);
	await state.bring(visit);
	await settle(visit);
	console.log(await keep(visit));
	await context.close();
}

if (process.argv.includes('--readme')) {
	await take({ name: 'readme', scheme: 'light', widthCssPx: 1360, heightCssPx: 850 }, async ({ page }) => {
		await page.screenshot({ path: `${root}/app/screenshot.png` });
		return 'app/screenshot.png';
	});
} else {
	for (const scheme of chosen(schemes, (it) => it)) {
		for (const { narrow, ...size } of chosen(kSizes, (it) => String(it.widthCssPx))) {
			for (const name of chosen(Object.keys(pictured), (it) => it)) {
				if (name === 'readme' || (narrow && !pictured[name]?.narrow)) continue;
				const file = `${browserName}-${name}-${scheme}-${size.widthCssPx}x${size.heightCssPx}`;
				await take({ name, scheme, ...size }, async (visit) => (await visit.screenshot(file)).slice(root.length + 1));
			}
		}
	}
}
await closeAll();
