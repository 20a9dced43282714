// What a program's thread answers to its page, whatever carries the messages: one run, from `start` on.
import { Engine } from '../../../engine/binding/engine.ts';
import type { ToWorker } from '../../protocol/messages.ts';
import { messageOf, toProgramError } from './locate.ts';
import type { Platform } from './platform.ts';
import { type Post, Run, type Start } from './run.ts';

/** The page is the only one at its other end. */
export interface Line {
	readonly post: Post;
	/** From here on messages come. */
	listen(handle: (message: ToWorker) => void): void;
}

export async function serve(engineBytes: BufferSource, makePlatform: () => Platform, line: Line): Promise<void> {
	const { post } = line;
	let engine: Engine;
	try {
		engine = await Engine.load(engineBytes);
	} catch (error) {
		post({ kind: 'failed', message: `The engine could not be loaded: ${messageOf(error)}` });
		return;
	}
	let run: Run | undefined;
	line.listen((message) => {
		if (message.kind === 'ping') post({ kind: 'pong' });
		else if (message.kind === 'start') run ??= startRun(engine, message, makePlatform, post);
		else run?.handle(message);
	});
	post({ kind: 'ready', description: engine.description });
}

/** Whatever goes wrong before the program runs ends the run with that error. */
function startRun(engine: Engine, start: Start, makePlatform: () => Platform, post: Post): Run | undefined {
	try {
		return new Run(engine, start, makePlatform(), post);
	} catch (error) {
		post({ kind: 'ended', error: toProgramError(error) });
		return undefined;
	}
}
