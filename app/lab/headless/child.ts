// A process for one trial: runs the program as a browser's worker does, and talks with the command that started it. No
// sandbox: the program may do all that Node may.
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { platformClock } from '../../../engine/binding/clock.ts';
import { platformCollector } from '../../../engine/binding/collector.ts';
import type { ToWorker } from '../../protocol/messages.ts';
import type { Platform } from '../../sandbox/worker/platform.ts';
import { serve } from '../../sandbox/worker/serve.ts';

const kScriptName = 'user.js';

function nodePlatform(): Platform {
	const clock = platformClock();
	return {
		clock,
		collector: platformCollector(clock),
		script: (text) => ({
			name: kScriptName,
			run: () => void runInThisContext(text, { filename: kScriptName }),
		}),
		onUncaught(onError) {
			process.on('uncaughtException', (error: unknown) => onError(error));
			process.on('unhandledRejection', (reason) => onError(reason));
		},
	};
}

// Ctrl+C reaches this process, too: the command ends it, once it has noted what was measured.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
// By this name workers have their global scope, and programs know it.
Object.defineProperty(globalThis, 'self', { value: globalThis, writable: true, configurable: true });

const send = process.send?.bind(process);
if (!send) throw new Error('./build.sh lab starts this for each trial; by itself it does nothing');
void serve(readFileSync(new URL('./engine.wasm', import.meta.url)), nodePlatform, {
	post: (message) => void send(message),
	// The command is the only one at the channel's other end.
	listen: (handle) => void process.on('message', (message) => handle(message as ToWorker)),
});
