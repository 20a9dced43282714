// The engine before a run: bytes compiled, and asked what they are.
import { type Description, type EngineExports, kAbiVersion } from './abi.ts';
import { Runtime, type RuntimeOptions } from './runtime.ts';
import { Views } from './views.ts';

/** What the module imports, as its module `sweepground`. */
export interface EngineImports {
	/** Milliseconds since the run began. */
	now(): number;
	/** Throws: the engine has found a misuse, and has changed nothing. */
	raise(code: number, address: number, classId: number): void;
}

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
		const exports = instantiate(module, { now: () => 0, raise() {} });
		const text = new Views(exports.memory).text(exports._engine__describe());
		return new Engine(module, JSON.parse(text) as Description);
	}

	/** A fresh heap and an empty table. Throws a RangeError for a limit that the engine does not take. */
	start(options: RuntimeOptions): Runtime {
		return new Runtime((imports) => instantiate(this.#module, imports), this.description, options);
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
