// Sessions in Node: a fresh process for each trial, which speaks the page's protocol, and is checked at the same door.
import { type ChildProcess, fork } from 'node:child_process';
import type { ProgramError, ToWorker } from '../../protocol/messages.ts';
import { converse } from '../../sandbox/converse.ts';
import type { openSession } from '../../sandbox/host.ts';

/** What a program's JavaScript may hold, so that one that takes all memory does not take the machine's. */
export const kJsHeapMiB = 1024;

/** `childPath`: of the bundled `child.ts`. A session waits until the one before it is gone: it would disturb. */
export function nodeSessions(childPath: string, jsHeapMiB = kJsHeapMiB): typeof openSession {
	let gone: Promise<void> = Promise.resolve();
	return async (events) => {
		await gone;
		const child = fork(childPath, {
			// As between a page and its worker: structured clones.
			serialization: 'advanced',
			execArgv: [`--max-old-space-size=${jsHeapMiB}`],
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		const kill = () => void child.kill('SIGKILL');
		// One that is stuck does not see that its channel is gone.
		process.once('exit', kill);
		gone = new Promise((resolve) => {
			const end = () => {
				process.off('exit', kill);
				resolve();
			};
			child.once('exit', end).once('error', end);
		});
		return converse(lineTo(child, jsHeapMiB), events);
	};
}

function lineTo(child: ChildProcess, jsHeapMiB: number) {
	let hear: (data: unknown) => void = () => {};
	let lost: (error: ProgramError) => void = () => {};
	child.on('message', (data) => hear(data));
	// Also of a message that was on its way to a child that died.
	child.on('error', ({ message }) => lost(crash(`The program's process could not be started or told: ${message}`)));
	child.on('exit', (code, signal) => lost(crash(endText(code, signal, jsHeapMiB))));
	return {
		post: (message: ToWorker) => void (child.connected && child.send(message)),
		listen(heard: typeof hear, gone: typeof lost) {
			hear = heard;
			lost = gone;
		},
		end() {
			hear = () => {};
			lost = () => {};
			child.kill('SIGKILL');
		},
		absent: 'The process did not start to work',
	};
}

const crash = (message: string): ProgramError => ({ name: 'ProcessEnded', message, line: 0, column: 0 });

function endText(code: number | null, signal: NodeJS.Signals | null, jsHeapMiB: number): string {
	if (signal === 'SIGABRT')
		return `The program's process is gone: most likely it used up JavaScript's memory (${jsHeapMiB} MiB)`;
	if (signal !== null) return `The program's process was ended by ${signal}`;
	return `The program's process has ended (exit code ${code}): a program must not call process.exit()`;
}
