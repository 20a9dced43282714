// Has a program analysed by a worker, so that the page goes on meanwhile; one that takes too long is given up.
import type { Analysis } from './suspect.ts';

export { suspectsFor } from './suspectsFor.ts';

/** What the worker answers. */
export interface AnalysisAnswer {
	kind: 'analysis';
	analysis: Analysis;
}

/** Of looking at one program, with the worker's start. */
const kMostMs = 10_000;

const tooLong: Analysis = {
	suspects: [],
	error: { message: 'The program is too entangled: it was not searched for suspects to the end', line: 0 },
};

/** Rejects if the worker cannot be started or fails, and when `signal` gives the analysis up. */
export function analyse(code: string, classNames: readonly string[], signal: AbortSignal): Promise<Analysis> {
	const worker = new Worker(new URL('./analysis.worker.js', document.baseURI), { name: 'analysis' });
	let timer = 0;
	const answered = new Promise<Analysis>((resolve, reject) => {
		timer = window.setTimeout(() => resolve(tooLong), kMostMs);
		signal.addEventListener('abort', () => reject(signal.reason), { once: true });
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			reject(new Error(event.message || 'The worker could not be loaded'));
		});
		worker.addEventListener('message', ({ data }: MessageEvent<AnalysisAnswer>) => resolve(data.analysis));
		worker.postMessage({ code, classNames });
	});
	return answered.finally(() => {
		clearTimeout(timer);
		worker.terminate();
	});
}
