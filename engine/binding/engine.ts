// The engine before a run: bytes compiled, and asked what they are.
import { type Description, type EngineExports, type EngineImports, kAbiVersion } from './abi.ts';
import { Replay } from './replay.ts';
import { Runtime, type RuntimeOptions } from './runtime.ts';
import { Views } from './views.ts';

/** For an instance that runs no program. */
const kNoHost: EngineImports = {
	now: () => 0,
	site: () => 0,
	raise() {
		throw new Error('The instance was asked for what only a run can do');
	},
	report() {},
	call: () => 0,
	decref() {},
};

/** A compiled engine. Each run starts from a fresh heap, so runs of one engine never meet. */
export class Engine {
	readonly #module: WebAssembly.Module;
	readonly description: Description;

	private constructor(module: WebAssembly.Module, description: Description) {
		this.#module = module;
		this.description = description;
	}

	/** Throws if the bytes are no engine of this binding's version. */
	static async load(bytes: BufferSource): Promise<Engine> {
		const module = await WebAssembly.compile(bytes);
		const exports = instantiate(module, kNoHost);
		const text = new Views(exports.memory).text(exports._engine__describe());
		return new Engine(module, JSON.parse(text) as Description);
	}

	/** A fresh heap and an empty table. Throws a RangeError for sizes that the engine does not take. */
	start(options: RuntimeOptions = {}): Runtime {
		return new Runtime((imports) => instantiate(this.#module, imports), this.description, options);
	}

	/** A run rebuilt from the records of its journal, from the first on. Throws a RangeError where one is missing. */
	replay(records: ArrayBuffer, memoryBytes: number): Replay {
		const replay = new Replay(instantiate(this.#module, kNoHost), this.description, memoryBytes);
		replay.append(records);
		return replay;
	}
}

function instantiate(module: WebAssembly.Module, imports: EngineImports): EngineExports {
	const instance = new WebAssembly.Instance(module, { sweepground: { ...imports } });
	// The one place where the module is taken at its word; the version vouches for the rest.
	const exports = instance.exports as unknown as EngineExports;
	if (exports._engine__abiVersion?.() !== kAbiVersion)
		throw new Error(`The module is no engine of ABI version ${kAbiVersion}: build both from the same sources`);
	exports._initialize?.();
	return exports;
}
