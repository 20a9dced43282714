// Runs a program in a frame of its own on the page, spoken to through the frame's port as the page's host does, and
// brings back what its worker says of the run.
import type { FrameBoot, FromWorker, ToWorker } from '../../app/protocol/messages.ts';
import type { Visit } from './visit.ts';

type Start = Extract<ToWorker, { kind: 'start' }>;
type Answer<Kind> = Extract<FromWorker, { kind: Kind }>;

export interface FrameRun {
	readonly ended: Omit<Answer<'ended'>, 'bytes'> & { readonly bytes: number[] };
	readonly recorded: Omit<Answer<'recorded'>, 'bytes' | 'trace'> & {
		readonly bytes: number[];
		readonly trace: number[];
	};
}

export const kRecordId = 7;

/** Its record is asked for once its own code has ended; then the frame goes. */
export async function runInFrame({ page }: Visit, start: Omit<Start, 'kind'>): Promise<FrameRun> {
	const toStart: Start = { kind: 'start', ...start };
	return page.evaluate(
		async (first: ToWorker, id: number): Promise<FrameRun> => {
			const workerSource = await (await fetch('./worker.js')).text();
			const engineBytes = await (await fetch('./engine.wasm')).arrayBuffer();
			const frame = document.createElement('iframe');
			frame.sandbox.add('allow-scripts');
			frame.src = './sandbox.html';
			await new Promise<void>((resolve) => {
				frame.onload = () => resolve();
				document.body.append(frame);
			});
			const [worker, beat] = [new MessageChannel(), new MessageChannel()];
			const post = (message: ToWorker) => worker.port1.postMessage(message);
			const boot: FrameBoot = { kind: 'boot', workerSource, engineBytes };
			frame.contentWindow?.postMessage(boot, '*', [worker.port2, beat.port2]);
			let ended: Answer<'ended'> | undefined;
			const recorded = await new Promise<Answer<'recorded'>>((resolve) => {
				worker.port1.onmessage = ({ data }: MessageEvent<FromWorker>) => {
					if (data.kind === 'ready') post(first);
					else if (data.kind === 'recorded') resolve(data);
					else if (data.kind === 'ended') {
						ended = data;
						post({ kind: 'record', id });
					}
				};
			});
			frame.remove();
			if (!ended) throw new Error('The record came before the end');
			const list = (bytes: ArrayBuffer | undefined) => (bytes ? [...new Uint8Array(bytes)] : []);
			return {
				ended: { ...ended, bytes: list(ended.bytes) },
				recorded: { ...recorded, bytes: list(recorded.bytes), trace: list(recorded.trace) },
			};
		},
		toStart,
		kRecordId,
	);
}
