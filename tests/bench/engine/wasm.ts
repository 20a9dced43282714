// The wasm half: instances of the shipped engine, or of the module that is built for the benchmarks alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enginePath, root } from '../../support/paths.ts';
import { command } from './native.ts';

const folder = join(root, 'build/bench-wasm');

/** Time and line that the engine is told; set by hand. */
export const host = { nowMs: 0, line: 0 };

type Exports = Record<string, (...args: number[]) => number>;

export interface Instance {
	readonly memory: WebAssembly.Memory;
	/** Any export by its name; the engine's are in engine/abi/engine.h. */
	readonly call: Exports;
}

function instantiate(path: string): Instance {
	const module = new WebAssembly.Module(readFileSync(path));
	const engine = {
		now: () => host.nowMs,
		site: () => host.line,
		raise: (code: number, address: number) => {
			throw new Error(`The engine raised ${code} for ${address}`);
		},
		report: () => {},
		call: () => 2,
		decref: () => {},
	};
	const imports: WebAssembly.Imports = { sweepground: engine };
	// What the standard library of the bench module tells its host; nobody listens.
	for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
		if (from !== 'sweepground' && kind === 'function') imports[from] = { ...imports[from], [name]: () => 0 };
	}
	const { exports } = new WebAssembly.Instance(module, imports);
	// The one place where a module is taken at its word.
	const call = exports as unknown as Exports;
	call._initialize?.();
	return { memory: exports.memory as WebAssembly.Memory, call };
}

const kQuarantineBytes = 256 << 10;

/** A fresh run of the engine that ships. */
export function startEngine(limitBytes: number): Instance {
	const instance = instantiate(enginePath);
	host.nowMs = 0;
	if (instance.call._engine__start?.(limitBytes, kQuarantineBytes) !== 1) throw new Error('The engine does not start');
	return instance;
}

export function buildBenchModule(): void {
	command('emcmake', ['cmake', '-G', 'Ninja', '-S', 'engine', '-B', folder, '-DBENCH=ON', '-DCMAKE_BUILD_TYPE=']);
	command('cmake', ['--build', folder, '-j', '2', '--target', 'engine_bench']);
}

export const benchModule = () => instantiate(join(folder, 'engine_bench.wasm'));

export const engineBytes = () => readFileSync(enginePath).length;
