// The page's side of the sandbox: makes a frame with a worker, passes messages, and watches whether they live.
import type { Description, FrameBoot, FromWorker, ProgramError, ToWorker } from '../protocol/messages.ts';
import { validate } from '../protocol/validate.ts';
import { hasSimd } from './simd.ts';
import { Watchdog } from './watchdog.ts';

export { whereStuck } from './watchdog.ts';

export interface SessionEvents {
	message(message: FromWorker): void;
	/** How long the worker has not answered, told about once a second from two seconds on; 0 once it answers again. */
	silent(silentMs: number): void;
	/** The frame's process or its worker is dead, or was ended since it did not answer. The session has ended. */
	lost(error: ProgramError): void;
}

/** One frame with one worker, for one run. */
export interface Session {
	readonly description: Description;
	post(message: ToWorker): void;
	/** Removes the frame at once, whatever the program is doing; no event comes after it. */
	end(): void;
}

/** A worker that has not told that it is ready by then will not. */
const kBootPatienceMs = 20_000;

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
	const end = () => {
		watchdog.end();
		port.onmessage = null;
		port.close();
		frame.remove();
	};
	const post = (message: ToWorker) => port.postMessage(message);
	const watchdog = new Watchdog(heartbeat.port1, {
		ping: () => post({ kind: 'ping' }),
		silent: events.silent,
		lost(error) {
			end();
			events.lost(error);
		},
	});
	const boot: FrameBoot = { kind: 'boot', workerSource, engineBytes: engine.slice(0) };
	// The frame's origin is opaque: it can be named only by '*'.
	frame.contentWindow?.postMessage(boot, '*', [toWorker.port2, heartbeat.port2, boot.engineBytes]);

	return new Promise((resolve, reject) => {
		let opened = false;
		const fail = (message: string) => {
			clearTimeout(patience);
			end();
			reject(new Error(message));
		};
		const patience = setTimeout(
			() => fail('The sandbox did not start. This browser may lack WebAssembly, or block it or workers'),
			kBootPatienceMs,
		);
		port.onmessage = ({ data }) => {
			const message = validate(data);
			if (!message) return;
			watchdog.heard(message);
			if (message.kind === 'failed' && opened) {
				end();
				events.lost({ name: 'EngineFailed', message: message.message, line: 0, column: 0 });
			} else if (message.kind === 'failed') fail(message.message);
			else if (message.kind === 'ready') {
				clearTimeout(patience);
				opened = true;
				resolve({
					description: message.description,
					post(toSend) {
						if (toSend.kind === 'start') watchdog.start();
						post(toSend);
					},
					end,
				});
			} else if (message.kind !== 'pong') events.message(message);
		};
	});
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
