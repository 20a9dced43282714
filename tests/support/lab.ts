// The page's Lab in tests: experiments through its script object, and what can be seen of them while they run.
import type { Report } from '../../app/lab/report.ts';
import type { LabOptions } from '../../app/shell/api.ts';
import { until } from './until.ts';
import type { Visit } from './visit.ts';

/** Runs an experiment to its end, or until it is cancelled on the page. */
export function lab({ page }: Visit, options: LabOptions): Promise<Report> {
	return page.evaluate((given) => window.sweepground.lab(given), options);
}

/** How many sandboxes there are: the live view's, and that of a trial under way. */
export const frameCount = ({ page }: Visit) => page.evaluate(() => document.querySelectorAll('iframe').length);

/** Text of the progress that is shown; empty while nothing runs. Asked for by attributes: very often, and quickly. */
export const progress = ({ page }: Visit) =>
	page.evaluate(() => {
		const bar = document.querySelector('[role="progressbar"][aria-label="Trials made"]');
		return bar?.getAttribute('aria-valuetext') ?? '';
	});

/** Waits until the progress says that. */
export const untilProgress = (visit: Visit, pattern: RegExp) =>
	until(
		`a progress of ${pattern}`,
		() => progress(visit),
		20_000,
		(text) => pattern.test(text),
	);
