// The page around a trial's worker: starts it, and hands on what it asks and how it went.
import { type EngineName, type HeapUsage, kAskHeap, type Outcome, type Trial } from '../trial.ts';

declare global {
	interface Window {
		runTrial(trial: Trial, engine: EngineName): Promise<Outcome>;
		/** The driver's, where a trial may see the heap. */
		askHeap?(): Promise<HeapUsage>;
	}
}

window.runTrial = (trial, engine) =>
	new Promise((resolve) => {
		const worker = new Worker('worker.js');
		worker.onmessage = async ({ data }: MessageEvent<Outcome | typeof kAskHeap>) => {
			if (data !== kAskHeap) resolve(data);
			else if (window.askHeap) worker.postMessage(await window.askHeap());
			else resolve({ kind: 'failed', why: 'The heap cannot be seen here' });
		};
		// An error of the worker's own, such as one that the runtime reports, fails the trial.
		worker.onerror = ({ message }) => resolve({ kind: 'failed', why: message || 'The worker has ended' });
		worker.postMessage({ trial, engine });
	});
