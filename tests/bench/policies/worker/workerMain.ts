// A trial in a dedicated worker: comes by message, and its outcome goes back the same way.
import { type EmbindFactory, type EngineName, type HeapUsage, kAskHeap, type Trial, type TrialHost } from '../trial.ts';
import { runTrial } from './runTrial.ts';

const waiting: ((usage: HeapUsage) => void)[] = [];

const hostOf = (engine: EngineName): TrialHost => ({
	engine,
	async bytes(name) {
		const response = await fetch(name);
		if (!response.ok) throw new Error(`${name}: ${response.status}`);
		return new Uint8Array(await response.arrayBuffer());
	},
	async embind() {
		Reflect.get(globalThis, 'importScripts')('embind.js');
		return Reflect.get(globalThis, 'makeEmbind') as EmbindFactory;
	},
	heap: () =>
		new Promise((resolve) => {
			waiting.push(resolve);
			postMessage(kAskHeap);
		}),
});

/** The first message is the trial, the others answer what the trial asked. */
let begun = false;
addEventListener('message', async ({ data }: MessageEvent) => {
	if (begun) {
		waiting.shift()?.(data as HeapUsage);
		return;
	}
	begun = true;
	const { trial, engine } = data as { trial: Trial; engine: EngineName };
	postMessage(await runTrial(trial, hostOf(engine)));
});
