// One run of the user's program: its engine, its globals, its console, and what the page asks of it.
import { platformClock } from '../../../engine/binding/clock.ts';
import { platformCollector } from '../../../engine/binding/collector.ts';
import type { Engine } from '../../../engine/binding/engine.ts';
import type { Runtime } from '../../../engine/binding/runtime.ts';
import type { FromWorker, ProgramError, ToWorker } from '../../protocol/messages.ts';
import { makeConsole } from './console.ts';
import { ConsoleBuffer } from './consoleBuffer.ts';
import { defineGlobals } from './globals.ts';
import { guardPlatform } from './guard.ts';
import { toProgramError } from './locate.ts';
import { lookAt } from './look.ts';
import { forgetful, forgetLine, notedLine } from './notedLine.ts';
import { parseProgram } from './parse.ts';
import { runProgram } from './program.ts';
import type { Tree } from './tree.ts';

export type Post = (message: FromWorker, transfer?: Transferable[]) => void;
export type Start = Extract<ToWorker, { kind: 'start' }>;
export type Request = Exclude<ToWorker, { kind: 'start' | 'ping' }>;

/** Begins with its making and lasts until the frame is removed. */
export class Run {
	readonly #post: Post;
	readonly #console: ConsoleBuffer;
	readonly #runtime: Runtime;

	constructor(engine: Engine, { code, policy, intervalMs, heapLimitBytes, quarantineBytes }: Start, post: Post) {
		this.#post = post;
		const clock = forgetful(platformClock());
		this.#console = new ConsoleBuffer(clock, post);
		const fail = (error: unknown) => this.#fail(toProgramError(error));
		this.#runtime = engine.start({
			clock,
			collector: platformCollector(clock),
			heapLimitBytes,
			...(quarantineBytes === undefined ? {} : { quarantineBytes }),
			site: notedLine,
			onError: fail,
		});
		this.#runtime.setPolicy(policy, intervalMs);
		const parsed = parseProgram(code);
		if ('error' in parsed) {
			this.#end(parsed.error);
			return;
		}
		post({ kind: 'started', endlessLoops: parsed.endlessLoops });
		defineGlobals(this.#runtime, makeConsole(this.#console));
		guardPlatform();
		this.#execute(code, parsed.tree, fail);
	}

	async #execute(code: string, tree: Tree, onError: (error: unknown) => void): Promise<void> {
		try {
			await runProgram(code, tree, onError);
		} catch (error) {
			this.#end(toProgramError(error));
			return;
		}
		this.#end(undefined);
	}

	// await, unlike then(), is nothing that a program can replace.
	async #collect(id: number): Promise<void> {
		this.#post({ kind: 'done', id, ok: await this.#runtime.collectGarbage() });
	}

	handle(message: Request): void {
		forgetLine();
		const runtime = this.#runtime;
		switch (message.kind) {
			case 'policy':
				runtime.setPolicy(message.policy, message.intervalMs);
				break;
			case 'snapshot': {
				const { id, wanted } = message;
				const parts = { bytes: runtime.snapshot(message), ...lookAt(runtime, wanted) };
				this.#post({ kind: 'snapshot', id, ...parts }, Object.values(parts));
				break;
			}
			case 'sweep':
				runtime.sweep();
				this.#post({ kind: 'done', id: message.id, ok: true });
				break;
			case 'collect':
				this.#collect(message.id);
				break;
			case 'idle':
				runtime.idle();
				this.#post({ kind: 'idled' });
				break;
		}
	}

	#fail(error: ProgramError): void {
		this.#console.flush();
		this.#post({ kind: 'error', error });
	}

	#end(error: ProgramError | undefined): void {
		this.#console.flush();
		this.#post(error ? { kind: 'ended', error } : { kind: 'ended' });
	}
}
