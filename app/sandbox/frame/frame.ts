// The sandbox frame's script: starts the worker, tells that the frame's process lives, and hears nothing else.
import type { FrameBoot, WorkerBoot } from '../../protocol/messages.ts';

function boot(event: MessageEvent<FrameBoot>): void {
	if (event.source !== parent || event.data.kind !== 'boot') return;
	// One boot message only: no program runs in this window, and nothing later can make one.
	removeEventListener('message', boot);
	const [workerPort, heartbeat] = event.ports;
	if (!workerPort || !heartbeat) return;
	heartbeat.onmessage = () => heartbeat.postMessage(null);
	const { workerSource, engineBytes } = event.data;
	const worker = new Worker(URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' })));
	const message: WorkerBoot = { engineBytes };
	worker.postMessage(message, [engineBytes, workerPort]);
}
addEventListener('message', boot);
