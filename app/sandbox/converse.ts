// How the page talks with a program's thread, whatever carries the messages: its first word, the watch, its end.
import type { Description, FromWorker, ProgramError, ToWorker } from '../protocol/messages.ts';
import { validate } from '../protocol/validate.ts';
import { Watchdog } from './watchdog.ts';

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

export interface Line {
	post(message: ToWorker): void;
	/** From here on what comes, unchecked, goes to `heard`; `lost`, where the line itself can tell that there is no other end. */
	listen(heard: (data: unknown) => void, lost: (error: ProgramError) => void): void;
	/** Ends the thread at once; nothing is heard any more. */
	end(): void;
	/** Answers as long as the thread's process lives; none where `lost` tells. */
	readonly heartbeat?: MessagePort;
	/** Why, perhaps, nothing at all has come. */
	readonly absent: string;
}

/** A worker that has not told that it is ready by then will not. */
const kBootPatienceMs = 20_000;

/** Waits for the thread's `ready`. Rejects with a readable error if it doesn't come. */
export function converse(line: Line, events: SessionEvents): Promise<Session> {
	const end = () => {
		watchdog.end();
		line.end();
	};
	const lost = (error: ProgramError) => {
		end();
		events.lost(error);
	};
	const watchdog = new Watchdog(line.heartbeat, {
		ping: () => line.post({ kind: 'ping' }),
		silent: events.silent,
		lost,
	});
	return new Promise((resolve, reject) => {
		let opened = false;
		const fail = (message: string) => {
			clearTimeout(patience);
			end();
			reject(new Error(message));
		};
		const patience = setTimeout(() => fail(line.absent), kBootPatienceMs);
		const open = (description: Description) => {
			clearTimeout(patience);
			opened = true;
			resolve({
				description,
				post(message) {
					if (message.kind === 'start') watchdog.start();
					line.post(message);
				},
				end,
			});
		};
		const hear = (data: unknown) => {
			const message = validate(data);
			if (!message) return;
			watchdog.heard(message);
			if (message.kind === 'failed' && opened)
				lost({ name: 'EngineFailed', message: message.message, line: 0, column: 0 });
			else if (message.kind === 'failed') fail(message.message);
			else if (message.kind === 'ready') open(message.description);
			else if (message.kind !== 'pong') events.message(message);
		};
		line.listen(hear, (error) => (opened ? lost(error) : fail(error.message)));
	});
}
