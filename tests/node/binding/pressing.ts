// For the tests of policy `pressure`: a program that makes and drops wrappers, and a collector that answers as told.
// Import clearable.ts first.
import { emptyAll } from '../../support/clearable.ts';
import { type Loose, type TestOptions, TestRun } from '../../support/fakes.ts';

export const kMiB = 1 << 20;
type Kind = 'minor' | 'major';

export class Pressed {
	readonly run: TestRun;
	/** What the program has dropped and no collection has taken yet. */
	dropped: object[] = [];
	/** Each time that the policy has asked: 0 for litter, else the size of the request; and when. */
	readonly asked: number[] = [];
	readonly askedMs: number[] = [];
	/** What comes of being asked for so many bytes (0: litter): a collection at once, or none. */
	answers: (sizeBytes: number) => Kind | undefined = () => undefined;
	/** How long each of them takes. */
	costMs = 0;

	private constructor(run: TestRun) {
		this.run = run;
		run.collector.onLitter = () => this.#ask(0);
		run.collector.onRequest = (sizeBytes) => this.#ask(sizeBytes);
	}

	/** The policy's first sweep is over. */
	static async start(options: TestOptions = {}): Promise<Pressed> {
		const pressed = new Pressed(await TestRun.start({ heapLimitBytes: 256 * kMiB, policy: 'pressure', ...options }));
		await pressed.run.clock.advance(0);
		return pressed;
	}

	#ask(sizeBytes: number): void {
		this.asked.push(sizeBytes);
		this.askedMs.push(this.run.clock.now());
		this.run.clock.spendInside(this.costMs);
		const kind = this.answers(sizeBytes);
		if (kind !== undefined) this.collect(kind);
	}

	/** A collection takes what was dropped; those who wait for such are told in a later job. */
	collect(kind: Kind): void {
		emptyAll(this.dropped.splice(0));
		this.run.collector.collect(kind);
		this.run.clock.soon(() => this.run.collector.tell(kind));
	}

	buffers(count: number, sizeBytes = kMiB): Loose[] {
		const Buffer = this.run.class('Buffer');
		return Array.from({ length: count }, () => new Buffer(sizeBytes));
	}

	objects(count: number): Loose[] {
		const MyClass = this.run.class('MyClass');
		return Array.from({ length: count }, (_, i) => new MyClass(i));
	}

	drop(wrappers: readonly object[]): void {
		for (const wrapper of wrappers) this.dropped.push(wrapper);
	}

	/** The jobs there are; no time passes. */
	jobs(): Promise<void> {
		return this.run.clock.advance(0);
	}

	/** What was asked since the last call. */
	takeAsked(): number[] {
		return this.asked.splice(0);
	}
}

/** Whether a promise is fulfilled by now. */
export async function isFulfilled(promise: Promise<unknown>): Promise<boolean> {
	const pending = Symbol('pending');
	return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}
