// What a redraw of the Lab's two charts takes of a page's frame, at the most that there can be: twelve curves of 512
// points in each, that rise and fall as under churn.
import type { LabPage } from '../../support/labPage/main.tsx';
import type { Visit } from '../../support/visit.ts';
import { smoke } from '../smoke.ts';

declare global {
	interface Window {
		labPage: LabPage;
		/** What each frame's own work took. */
		tookMs: number[];
	}
}

const kRedraws = smoke ? 4 : 60;

/** Runs in the page before its own scripts. */
export const timeFrames = () => {
	const request = requestAnimationFrame;
	window.tookMs = [];
	globalThis.requestAnimationFrame = (callback) =>
		request((time) => {
			const begin = performance.now();
			callback(time);
			// The pixels themselves, which browsers else draw after it.
			for (const canvas of document.querySelectorAll('canvas')) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
			window.tookMs.push(performance.now() - begin);
		});
};

/** Of each redraw, on the page of `buildLabPage()`. */
export const redrawTimes = (visit: Visit): Promise<number[]> =>
	visit.page.evaluate(async (count) => {
		const { report, results, sample } = window.labPage;
		const [first] = sample.experiment.configurations;
		const [trial] = sample.trials;
		if (!first || !trial?.trace) throw new Error('No sample');
		const steps = Array.from({ length: 512 }, (_, i) => i);
		const trials = Array.from({ length: 12 }, (_, configuration) => {
			const noise = (step: number) => ((step * 7919 * (configuration + 1)) % 97) / 97;
			const peakBytes = steps.map(
				(step) => 1e6 * configuration + (step % (10 + 3 * configuration)) * 8e4 + 1e5 * noise(step),
			);
			const trace = {
				timesMs: steps.map((step) => 5 * (step + 1)),
				liveBytes: peakBytes,
				peakBytes,
				made: steps.map((step) => 10 * (step + 1)),
				ended: steps.map((step) => (4 + noise(step)) * (1 - 1 / (1 + configuration)) * step),
			};
			return { ...trial, configuration, repeat: 0, trace };
		});
		const configurations = Array.from({ length: 12 }, () => first);
		report.value = { ...sample, experiment: { ...sample.experiment, configurations }, trials };
		const next = () => new Promise((resolve) => setTimeout(resolve));
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		await frame();
		await frame();
		const perFrame: number[] = [];
		for (let i = 0; i < count; i++) {
			results.compared.value = i % 2 === 0 ? [] : [i % 12, (i + 5) % 12];
			await next();
			window.tookMs.length = 0;
			await frame();
			perFrame.push(window.tookMs.reduce((sum, ms) => sum + ms, 0));
		}
		return perFrame;
	}, kRedraws);
