// A trial: one workload on one side, in a fresh process or worker; what goes there and what comes back, as JSON.

export type EngineName = 'node' | 'chromium' | 'firefox';

export const engineNames: readonly EngineName[] = ['node', 'chromium', 'firefox'];

/** What is measured beside the policies of the runtime, which go by their names in `engine/binding/policies`. */
export const kPeers = ['original', 'registry per object', 'embind'] as const;
export type Peer = (typeof kPeers)[number];

/** `explicit`: the runtime's wrappers under the policy `none`, each object ended by `delete()`, at once or later. */
export type SideName = Peer | 'original, one deleter' | 'explicit' | (string & {});

export interface Trial {
	/** Of the workloads in `worker/workloads/`. */
	readonly workload: string;
	readonly side: SideName;
	/** The workload's sizes. */
	readonly numbers: Readonly<Record<string, number>>;
	/** Which of several ways, where a workload has them. */
	readonly way?: string;
	/** A trial that takes longer has failed. */
	readonly deadlineMs: number;
	/** Heap and collections are asked of the engine: `--expose-gc` in Node, the debugging protocol in Chromium. */
	readonly seesHeap?: boolean;
}

/** Figures by name; what each one means is the workload's to say. */
export type Measured = Readonly<Record<string, number>>;

/** `absent`: the side does not have what the workload is about. */
export type Outcome =
	| { readonly kind: 'measured'; readonly measured: Measured }
	| { readonly kind: 'absent'; readonly why: string }
	| { readonly kind: 'failed'; readonly why: string };

/** What a host gives a trial. */
export interface TrialHost {
	readonly engine: EngineName;
	/** A file of the bench's folder. */
	bytes(name: string): Promise<Uint8Array<ArrayBuffer>>;
	/** Runs `embind.js`, which defines the factory, and gives it. */
	embind(): Promise<EmbindFactory>;
	/** Collects garbage and says what JavaScript's heap takes. Rejects unless the trial `seesHeap`. */
	heap(): Promise<HeapUsage>;
}

export interface HeapUsage {
	readonly usedBytes: number;
	/** Of ArrayBuffers, which lie outside; WebAssembly's memory may be in it. */
	readonly bufferBytes: number;
}

/** What the page does for its worker. */
export const kAskHeap = 'heap';

export interface EmbindModule {
	readonly MyClass: new (number: number) => Wrapped;
	readonly Buffer: new (sizeBytes: number) => Deletable;
	liveObjects(): number;
	liveBytes(): number;
	peakBytes(): number;
}

export type EmbindFactory = (options: { wasmBinary: Uint8Array }) => Promise<EmbindModule>;

/** A wrapper, whichever side made it. */
export interface Deletable {
	delete(): void;
}

export interface Wrapped extends Deletable {
	my_method(): number;
}
