// The page's side of the sandbox: makes a frame with a worker, and talks with it.
import type { FrameBoot, ToWorker } from '../protocol/messages.ts';
import { converse, type Session, type SessionEvents } from './converse.ts';
import { hasSimd } from './simd.ts';

export type { Session, SessionEvents } from './converse.ts';
export { whereStuck } from './watchdog.ts';

/** Makes a fresh frame whose worker waits for `start`. Rejects with a readable error if it can't be had. */
export async function openSession(events: SessionEvents): Promise<Session> {
	const [workerSource, engine] = await Promise.all([workerText(), engineBytes()]);
	const frame = document.createElement('iframe');
	frame.sandbox.add('allow-scripts');
	frame.src = './sandbox.html';
	frame.title = 'Sandbox of the program';
	frame.className = 'sandbox';
	frame.setAttribute('aria-hidden', 'true');
	frame.tabIndex = -1;
	await new Promise<void>((resolve) => {
		frame.onload = () => resolve();
		document.body.append(frame);
	});

	const toWorker = new MessageChannel();
	const heartbeat = new MessageChannel();
	const port = toWorker.port1;
	const boot: FrameBoot = { kind: 'boot', workerSource, engineBytes: engine.slice(0) };
	// The frame's origin is opaque: it can be named only by '*'.
	frame.contentWindow?.postMessage(boot, '*', [toWorker.port2, heartbeat.port2, boot.engineBytes]);

	const line = {
		post: (message: ToWorker) => port.postMessage(message),
		listen(heard: (data: unknown) => void) {
			port.onmessage = ({ data }) => heard(data);
		},
		end() {
			port.onmessage = null;
			port.close();
			frame.remove();
		},
		heartbeat: heartbeat.port1,
		absent: 'The sandbox did not start. This browser may lack WebAssembly, or block it or workers',
	};
	return converse(line, events);
}

/** Fetched once; a failed fetch is tried again by the next session. */
function cached<T>(fetchIt: () => Promise<T>): () => Promise<T> {
	let held: Promise<T> | undefined;
	return () => {
		held ??= fetchIt().catch((error) => {
			held = undefined;
			throw error;
		});
		return held;
	};
}

async function get(url: string): Promise<Response> {
	const response = await fetch(url).catch(() => undefined);
	if (!response?.ok) throw new Error(`${url} could not be loaded (${response?.status ?? 'no answer'})`);
	return response;
}

const workerText = cached(async () => (await get('./worker.js')).text());
const engineBytes = cached(async () => (await get(hasSimd() ? './engine.wasm' : './engine.plain.wasm')).arrayBuffer());
