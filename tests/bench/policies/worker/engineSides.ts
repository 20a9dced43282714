// The sides on our engine: the runtime under each policy, and what programs write by hand on the raw exports.
import { Engine } from '../../../../engine/binding/engine.ts';
import { kDefaultIntervalMs, type PolicyName, policies } from '../../../../engine/binding/policies/index.ts';
import type { Runtime } from '../../../../engine/binding/runtime.ts';
import type { Deletable, TrialHost, Wrapped } from '../trial.ts';
import type { Ours, Side } from './side.ts';
import { TimedClock } from './timedClock.ts';

const kLimitBytes = 2 ** 30;
/** How often the policy `idle` is told that there is nothing else to do. */
const kIdleMs = 50;

interface Started {
	readonly runtime: Runtime;
	readonly clock: TimedClock;
	stat(name: string): number;
}

/** `timed`: the runtime's clock takes times, which costs a little; else it is the platform's own. */
async function start(host: TrialHost, timed: boolean): Promise<Started> {
	const engine = await Engine.load(await host.bytes('engine.wasm'));
	const clock = new TimedClock();
	const platform = timed ? { clock: clock.clock, collector: clock.collector } : clock.platform;
	const runtime = engine.start({
		...platform,
		heapLimitBytes: kLimitBytes,
		// Until the side is started.
		policy: 'none',
		onError(error) {
			// The trial fails by it: a freeing that goes wrong must not pass for a fast one.
			setTimeout(() => {
				throw error;
			});
		},
	});
	const stat = (name: string) => {
		const value: unknown = Reflect.get(runtime.stats(), name);
		if (typeof value !== 'number') throw new Error(`The engine has no stat ${name}`);
		return value;
	};
	return { runtime, clock, stat };
}

const figures = ({ runtime, stat }: Started) => ({
	liveObjects: () => stat('objectCount'),
	nativeBytes: () => stat('nativeLiveBytes'),
	nativePeakBytes: () => stat('nativePeakBytes'),
	wasmBytes: () => runtime.exports.memory.buffer.byteLength,
});

/** The runtime and its wrappers under the policy of this name. */
export async function runtimeSide(host: TrialHost, policy: PolicyName, timed: boolean): Promise<Side> {
	const started = await start(host, timed);
	const { runtime } = started;
	const { MyClass, Buffer } = runtime.classes as Record<string, new (number: number) => unknown>;
	if (!MyClass || !Buffer) throw new Error('The engine lacks a class');
	let idle: ReturnType<typeof setInterval> | undefined;
	return {
		...figures(started),
		make: (number) => new MyClass(number) as Wrapped,
		makeBuffer: (sizeBytes) => new Buffer(sizeBytes) as Deletable,
		start() {
			runtime.setPolicy(policy, kDefaultIntervalMs);
			if (policy === 'idle') idle = setInterval(() => runtime.idle(), kIdleMs);
		},
		stop() {
			clearInterval(idle);
			runtime.setPolicy('none', kDefaultIntervalMs);
		},
		sweepOnce: () => runtime.sweep(),
		ours: started satisfies Ours,
	};
}

export const isPolicy = (name: string): name is PolicyName => Object.hasOwn(policies, name);

type Native = (number: number) => number;

/** C functions as a program has them. */
export interface RawClass {
	construct: Native;
	destroy: Native;
	method: Native;
}

/** What a program writes on the raw exports; `write` gives its classes and its loop, if it has one. */
export async function rawSide(host: TrialHost, write: (myClass: RawClass, buffer: RawClass) => Written): Promise<Side> {
	const started = await start(host, false);
	const exported = (name: string) => {
		const found: unknown = Reflect.get(started.runtime.exports, name);
		if (typeof found !== 'function') throw new Error(`The engine exports no ${name}`);
		return found as Native;
	};
	const raw = (name: string, method: string): RawClass => ({
		construct: exported(`_${name}__constructor`),
		destroy: exported(`_${name}__destructor`),
		method: exported(`_${name}__${method}`),
	});
	const { MyClass, Buffer, loop } = write(raw('MyClass', 'my_method'), raw('Buffer', 'size'));
	let timer: ReturnType<typeof setInterval> | undefined;
	return {
		...figures(started),
		make: (number) => new MyClass(number),
		makeBuffer: (sizeBytes) => new Buffer(sizeBytes),
		start() {
			if (loop) timer = setInterval(loop, kDefaultIntervalMs);
		},
		stop: () => clearInterval(timer),
		...(loop ? { sweepOnce: loop } : {}),
	};
}

export interface Written {
	readonly MyClass: new (number: number) => Wrapped;
	readonly Buffer: new (sizeBytes: number) => Deletable;
	readonly loop?: () => void;
}
