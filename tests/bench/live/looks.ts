// What a reader may have open while the program runs, by the page's accessible names: each is shown, and shown no more.
import { dragOverTime } from '../../support/sweepground.ts';
import { until } from '../../support/until.ts';
import type { Visit } from '../../support/visit.ts';

export interface Look {
	name: string;
	show(visit: Visit): Promise<void>;
	hide(visit: Visit): Promise<void>;
}

/** From the whole heap to single blocks: a quarter of a million cells for 256 MiB, and four times as closely each time. */
const kZooms = 5;

const press = async (visit: Visit, role: string, name: string) => (await visit.get(role, name)).click();

/** For what is hidden behind its label, or whose name tells a count that changes. */
const click = (visit: Visit, selector: string) =>
	until(`"${selector}" to click`, () =>
		visit.page.evaluate((wanted) => {
			const found = document.querySelector<HTMLElement>(wanted);
			found?.click();
			return found !== null;
		}, selector),
	);

const lanes: Look = {
	name: 'lanes',
	async show(visit) {
		await press(visit, 'tab', 'Lifetimes');
		await until('the lanes', () => visit.page.$('[role="listbox"] [role="option"]'));
	},
	hide: (visit) => press(visit, 'tab', 'Timeline'),
};

const card: Look = {
	name: 'card',
	async show(visit) {
		await click(visit, '[role="grid"] [role="row"][aria-rowindex="2"][data-state]');
		await until('the card', () => visit.page.$('.object-card .card-part'));
	},
	hide: (visit) => press(visit, 'button', 'Close card'),
};

const zoomed: Look = {
	name: 'map zoomed',
	async show(visit) {
		for (let i = 0; i < kZooms; i++) await press(visit, 'button', 'Zoom in');
	},
	hide: (visit) => press(visit, 'button', 'Whole heap'),
};

const byClass: Look = {
	name: 'map by class',
	show: (visit) => press(visit, 'radio', 'Class'),
	hide: (visit) => press(visit, 'radio', 'State'),
};

const filtered: Look = {
	name: 'line filter, range',
	async show(visit) {
		await click(visit, 'button[aria-label^="line 3 made"]');
		await dragOverTime(visit, 0.1, 0.6);
		await until('the range', () => visit.page.$('button[aria-label$="unmark this range"]'));
	},
	async hide(visit) {
		await click(visit, 'button[aria-label$="unmark this range"]');
		await click(visit, 'button[aria-label="Remove filter: line 3"]');
	},
};

const all = [lanes, card, zoomed, byClass, filtered];

export const looks: readonly Look[] = [
	...all,
	{
		name: 'all of these',
		async show(visit) {
			for (const { show } of all) await show(visit);
		},
		async hide(visit) {
			for (const { hide } of all.toReversed()) await hide(visit);
		},
	},
];
