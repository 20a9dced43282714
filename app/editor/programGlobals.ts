// The declarations that are the same whatever classes the engine has: what a program sees beside them.
// The editor's library is plain ECMAScript without the DOM, so the globals of a worker that work here stand here too.

/** The parts of TypeScript's library that a program sees: ES2024 and what today's browsers have beside it. */
export const programLibs = [
	'es2024',
	...['array', 'collection', 'disposable', 'error', 'float16', 'iterator', 'promise'].map((part) => `esnext.${part}`),
];

/** `name`: a class of the engine, for the examples. */
export function programGlobals(name: string): string {
	return `
/**
 * Puts an object under management: remembers its address, a WeakRef to its wrapper and how to free it.
 * Once the WeakRef is empty, the next sweep calls \`deleter(ptr)\`.
 * The deleter must not use the wrapper itself: it would keep the wrapper alive for ever.
 *
 * \`\`\`js
 * manage(ptr, new WeakRef(wrapper), instance.exports._${name}__destructor);
 * \`\`\`
 *
 * @param ptr Address of the object in the native heap.
 * @param weakref A WeakRef to the wrapper.
 * @param deleter Frees the object; it gets the address.
 */
declare function manage(ptr: number, weakref: WeakRef<object>, deleter: (ptr: number) => void): void;

/**
 * Calls a function and then frees, the last one first, every object that was made or given to \`manage()\` meanwhile,
 * except what the function gives back: that object, or those in the properties, elements and entries of what it gives.
 * What only a closure, a private field or a getter leads to is not seen, and freed. If the function throws, all of it is
 * freed. A function that waits is refused: call \`scope\` in each of its steps, or free with \`using\`.
 *
 * \`\`\`js
 * const kept = scope(() => {
 * 	new ${name}(1);
 * 	return new ${name}(2);
 * });
 * \`\`\`
 *
 * @param fn Is called at once, with nothing.
 * @returns What the function gives.
 */
declare function scope<T>(fn: () => T & (T extends PromiseLike<unknown> ? never : unknown)): T;

/**
 * Gives a reference of a function, for a raw constructor that takes one. The object takes it over: hold the function
 * anew for each object.
 *
 * \`\`\`js
 * const ptr = instance.exports._Listener__constructor(hold((value) => value + 1));
 * \`\`\`
 *
 * @param fn Called with a number; it may give one back.
 * @param options \`weak\`: hold the function only as long as the program does.
 */
declare function hold(fn: (value: number) => number | void, options?: { weak?: boolean }): number;

/**
 * Waits, so that everything else gets its turn: timers, the garbage collector, the policy that sweeps.
 * Without it no object that the program has just made can be collected. \`await null\` is not enough.
 *
 * \`\`\`js
 * await tick(100);
 * \`\`\`
 *
 * @param ms How long, in milliseconds; 0 if left out.
 */
declare function tick(ms?: number): Promise<void>;

/**
 * Lets the garbage collector and the policy do their work if native memory presses, and else goes on at once. For loops
 * that make many objects: it costs next to nothing where \`tick()\` waits each time.
 *
 * \`\`\`js
 * for (let i = 0; i < 1000; i++) {
 * 	new ${name}(i);
 * 	await breathe();
 * }
 * \`\`\`
 */
declare function breathe(): Promise<void>;

/**
 * Asks JavaScript to run its garbage collector. It cannot be forced: gives true once a collection was detected.
 *
 * \`\`\`js
 * await collectGarbage();
 * \`\`\`
 */
declare function collectGarbage(): Promise<boolean>;

/**
 * One pass over the managed table, now: frees every object whose WeakRef is empty, and gives how many.
 *
 * \`\`\`js
 * console.log('freed', sweep());
 * \`\`\`
 *
 * @param options \`background\`: leave the destruction to the background, which works in small slices.
 */
declare function sweep(options?: { background?: boolean }): number;

/**
 * Destroys, now, what \`deleteLater()\` and sweeps have left to the background. Gives how many objects are left.
 *
 * \`\`\`js
 * while (clean(5) > 0) await tick();
 * \`\`\`
 *
 * @param budgetMs For about how long, in milliseconds; left out: until nothing is left.
 */
declare function clean(budgetMs?: number): number;

/** A look at an object's bytes, by index. It keeps the wrapper alive, and throws once the object was freed. */
interface NativeBytes extends Iterable<number> {
	/** How many bytes there are. */
	readonly length: number;
	/** The byte at an index; undefined outside. Writing outside throws. */
	[index: number]: number;
	/** The byte at an index, from the end if it is negative. */
	at(index: number): number | undefined;
	/** Sets the bytes from \`begin\` up to \`end\`; those left out: all. */
	fill(value: number, begin?: number, end?: number): this;
	/** Copies bytes to \`offset\`. */
	set(source: ArrayLike<number>, offset?: number): void;
	/** A copy of the bytes from \`begin\` up to \`end\`; those left out: all. */
	slice(begin?: number, end?: number): Uint8Array<ArrayBuffer>;
}

/** Writes to the console below the program. Values become text at once, so that logging keeps no object alive. */
declare const console: {
	/** Writes a line. */
	log(...values: unknown[]): void;
	/** Writes a line for information. */
	info(...values: unknown[]): void;
	/** Writes a warning. */
	warn(...values: unknown[]): void;
	/** Writes an error. */
	error(...values: unknown[]): void;
	/** Writes a line for debugging. */
	debug(...values: unknown[]): void;
	/** Writes a line. */
	trace(...values: unknown[]): void;
	/** Writes what a value holds. */
	dir(value: unknown): void;
	/** Writes the entries of a value, one in a line. */
	table(rows: unknown): void;
	/** Writes an error unless the condition holds. */
	assert(condition?: unknown, ...values: unknown[]): void;
	/** Writes how often it was called with this label. */
	count(label?: string): void;
	/** Lets \`count\` begin anew. */
	countReset(label?: string): void;
	/** Starts a timer of this name. */
	time(label?: string): void;
	/** Writes how long the timer has run. */
	timeLog(label?: string, ...values: unknown[]): void;
	/** Writes how long the timer has run, and ends it. */
	timeEnd(label?: string): void;
	/** Writes a line and indents the following ones. */
	group(...values: unknown[]): void;
	/** The same as \`group\`. */
	groupCollapsed(...values: unknown[]): void;
	/** Takes the last indentation back. */
	groupEnd(): void;
	/** Does nothing: what was said stays. */
	clear(): void;
};

/**
 * Calls a function once, later.
 *
 * @param ms How much later, in milliseconds.
 */
declare function setTimeout(handler: (...args: any[]) => unknown, ms?: number, ...args: unknown[]): number;
/**
 * Calls a function again and again, until \`clearInterval\` or the end of the run.
 *
 * @param ms Time from one call to the next, in milliseconds.
 */
declare function setInterval(handler: (...args: any[]) => unknown, ms?: number, ...args: unknown[]): number;
/** Calls off a \`setTimeout\`. */
declare function clearTimeout(id?: number): void;
/** Ends a \`setInterval\`. */
declare function clearInterval(id?: number): void;
/** What happened, for who listens. */
declare class Event {
	constructor(type: string);
	/** Its name, such as 'offline'. */
	readonly type: string;
}
/** Something that can be listened to. */
declare class EventTarget {
	/** Calls a function each time this happens, until \`removeEventListener\`. */
	addEventListener(type: string, listener: (event: any) => unknown, options?: { once?: boolean; signal?: AbortSignal }): void;
	/** Calls the function no more. */
	removeEventListener(type: string, listener: (event: any) => unknown): void;
	/** Calls all that listen, now. */
	dispatchEvent(event: Event): boolean;
}
/** Listens to the worker: 'offline', 'online', 'unhandledrejection' and others. */
declare const addEventListener: EventTarget['addEventListener'];
/** Ends \`addEventListener\`. */
declare const removeEventListener: EventTarget['removeEventListener'];
/** Tells those who have its signal to stop. */
declare class AbortController {
	/** For whoever is to stop. */
	readonly signal: AbortSignal;
	/** Says stop. */
	abort(reason?: unknown): void;
}
/** Whether to stop. */
declare class AbortSignal extends EventTarget {
	/** It was said. */
	readonly aborted: boolean;
}
/** Calls a function as soon as the code that runs now has ended. No garbage collection is seen in between. */
declare function queueMicrotask(callback: () => void): void;
/** A deep copy of a value. */
declare function structuredClone<T>(value: T): T;
/** The global object. */
declare const self: typeof globalThis;

/** A precise clock. */
declare const performance: {
	/** Milliseconds, with fractions, since the worker began. */
	now(): number;
};

/** Random numbers and identifiers. */
declare const crypto: {
	/** Fills a typed array with random numbers. */
	getRandomValues<T extends ArrayBufferView>(array: T): T;
	/** A random identifier. */
	randomUUID(): string;
};

/** Turns text into the bytes of UTF-8. */
declare class TextEncoder {
	/** The bytes of a text. */
	encode(text?: string): Uint8Array<ArrayBuffer>;
}

/** Turns bytes into text. */
declare class TextDecoder {
	constructor(label?: string);
	/** The text of the bytes. */
	decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}

/** One end of a \`MessageChannel\`. */
interface MessagePort {
	onmessage: ((event: { readonly data: any }) => unknown) | null;
	postMessage(message: unknown): void;
	close(): void;
}

/** Two ports: what is posted to the one arrives at the other, in a task of its own. */
declare class MessageChannel {
	readonly port1: MessagePort;
	readonly port2: MessagePort;
}
`.trimStart();
}
