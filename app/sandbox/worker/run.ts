// One run of the user's program: its engine, its globals, its console, and what the page asks of it.
import type { Clock } from '../../../engine/binding/clock.ts';
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
import type { Platform } from './platform.ts';
import { callProgram, loadProgram } from './program.ts';
import type { Tree } from './tree.ts';

export type Post = (message: FromWorker, transfer?: ArrayBuffer[]) => void;
export type Start = Extract<ToWorker, { kind: 'start' }>;
export type Request = Exclude<ToWorker, { kind: 'start' | 'ping' }>;

/** Begins with its making and lasts until the frame is removed. */
export class Run {
	readonly #post: Post;
	readonly #clock: Clock;
	readonly #console: ConsoleBuffer;
	readonly #runtime: Runtime;

	constructor(engine: Engine, start: Start, platform: Platform, post: Post) {
		const { code, policy, intervalMs, heapLimitBytes, quarantineBytes } = start;
		this.#post = post;
		const clock = forgetful(platform.clock);
		this.#clock = clock;
		this.#console = new ConsoleBuffer(clock, post);
		const fail = (error: unknown) => this.#fail(toProgramError(error));
		this.#runtime = engine.start({
			clock,
			collector: platform.collector,
			heapLimitBytes,
			...(quarantineBytes === undefined ? {} : { quarantineBytes }),
			site: notedLine,
			onError: fail,
		});
		this.#runtime.setPolicy(policy, intervalMs);
		const parsed = parseProgram(code);
		if ('error' in parsed) {
			this.#end(0, parsed.error);
			return;
		}
		post({ kind: 'started', endlessLoops: parsed.endlessLoops });
		defineGlobals(this.#runtime, makeConsole(this.#console));
		guardPlatform();
		platform.onUncaught(fail);
		this.#execute(code, parsed.tree, platform);
	}

	async #execute(code: string, tree: Tree, platform: Platform): Promise<void> {
		let beganMs: number | undefined;
		const programMs = () => (beganMs === undefined ? 0 : this.#clock.now() - beganMs);
		try {
			await loadProgram(code, tree, platform);
			beganMs = this.#clock.now();
			await callProgram();
		} catch (error) {
			this.#end(programMs(), toProgramError(error));
			return;
		}
		this.#end(programMs());
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
				const startMs = this.#clock.now();
				const parts = { bytes: runtime.snapshot(message), ...lookAt(runtime, wanted) };
				this.#post({ kind: 'snapshot', id, tookMs: this.#clock.now() - startMs, ...parts }, Object.values(parts));
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

	#end(programMs: number, error?: ProgramError): void {
		this.#console.flush();
		this.#post({ kind: 'ended', programMs, ...(error && { error }) });
	}
}
