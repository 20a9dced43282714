// The worker's entry: takes the engine from the frame, then serves the page through its own port.
import { Engine } from '../../../engine/binding/engine.ts';
import type { FromWorker, ToWorker, WorkerBoot } from '../../protocol/messages.ts';
import { browserPlatform } from './browserPlatform.ts';
import { messageOf, toProgramError } from './locate.ts';
import { type Post, type Request, Run, type Start } from './run.ts';

// Everything of the platform that is used after the program has run is taken before it runs: a program may replace it.
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get as (this: MessageEvent) => unknown;
const dataOf = Function.prototype.call.bind(data) as (event: MessageEvent) => unknown;

addEventListener(
	'message',
	async (event: MessageEvent<WorkerBoot>) => {
		const [port] = event.ports;
		if (!port) return;
		const send = port.postMessage.bind(port) as (message: FromWorker, transfer: ArrayBuffer[]) => void;
		const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => send(message, transfer);
		let run: Run | undefined;
		const handle = (message: ToWorker) => {
			if (message.kind === 'ping') post({ kind: 'pong' });
			else if (message.kind === 'start') run ??= startRun(engine, message, post);
			else if (run) handleInRun(run, message, post);
		};
		let engine: Engine;
		try {
			engine = await Engine.load(event.data.engineBytes);
		} catch (error) {
			post({ kind: 'failed', message: `The engine could not be loaded: ${messageOf(error)}` });
			return;
		}
		// The page is the only one at the port's other end.
		port.onmessage = (received) => handle(dataOf(received) as ToWorker);
		post({ kind: 'ready', description: engine.description });
	},
	{ once: true },
);

/** Whatever goes wrong before the program runs ends the run with that error. */
function startRun(engine: Engine, start: Start, post: Post): Run | undefined {
	try {
		return new Run(engine, start, browserPlatform(), post);
	} catch (error) {
		post({ kind: 'ended', error: toProgramError(error) });
		return undefined;
	}
}

/** The page asks only what a whole engine can answer: an error says that the program has overwritten it. */
function handleInRun(run: Run, message: Request, post: Post): void {
	try {
		run.handle(message);
	} catch (error) {
		post({ kind: 'failed', message: `The engine's memory makes no sense any more: ${messageOf(error)}` });
	}
}
