// The worker's entry: takes the engine from the frame, then serves the page through its own port.
import type { FromWorker, ToWorker, WorkerBoot } from '../../protocol/messages.ts';
import { browserPlatform } from './browserPlatform.ts';
import { serve } from './serve.ts';

// Everything of the platform that is used after the program has run is taken before it runs: a program may replace it.
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get as (this: MessageEvent) => unknown;
const dataOf = Function.prototype.call.bind(data) as (event: MessageEvent) => unknown;

addEventListener(
	'message',
	(event: MessageEvent<WorkerBoot>) => {
		const [port] = event.ports;
		if (!port) return;
		const send = port.postMessage.bind(port) as (message: FromWorker, transfer: ArrayBuffer[]) => void;
		void serve(event.data.engineBytes, browserPlatform, {
			post: (message, transfer = []) => send(message, transfer),
			listen(handle) {
				// The page is the only one at the port's other end.
				port.onmessage = (received) => handle(dataOf(received) as ToWorker);
			},
		});
	},
	{ once: true },
);
