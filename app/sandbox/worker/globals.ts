// What a program finds in its global scope beside the platform's own; app/editor documents it for the editor.
import type { Runtime } from '../../../engine/binding/runtime.ts';

/** Globals, not parameters, so that a program may use the names for declarations of its own. */
export function defineGlobals(runtime: Runtime, console: object): void {
	const { manage, scope, hold, sweep, clean, tick, breathe, collectGarbage, exports, classes } = runtime;
	// The functions of the classes and the memory. The table behind them is the runtime's: no program needs to lie to it.
	const own = Object.entries(exports).filter(([name]) => name === 'memory' || /^_[A-Z]/.test(name));
	const instance = Object.freeze({ exports: Object.freeze(Object.fromEntries(own)) });
	const all = { instance, manage, scope, hold, sweep, clean, tick, breathe, collectGarbage, console, ...classes };
	for (const [name, value] of Object.entries(all))
		Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
