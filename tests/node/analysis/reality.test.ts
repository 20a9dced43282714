// What the analysis suspects is really kept, and what it lets pass is collected: the programs run, on the real collector.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { analyse } from '../../../app/analysis/analyse.ts';
import { description } from '../../../engine/prebuilt/description.ts';
import * as bindingPrograms from './bindingPrograms.ts';
import type { Case } from './case.ts';

const classNames = description.classes.map(({ name }) => name);
type Fn = (...all: unknown[]) => unknown;

/** What is held as the managed table and C++ hold: for ever. */
const held: unknown[] = [];

/** What a program finds: only what keeps, or does not. Each wrapper is noted. */
function makeWorld(refs: WeakRef<object>[], deleted: WeakSet<object>) {
	const note = (it: object) => refs.push(new WeakRef(it));
	class MyClass {
		constructor() {
			note(this);
		}
		get ptr() {
			return 16;
		}
		delete() {
			deleted.add(this);
		}
		size() {
			return 1;
		}
		fill() {}
	}
	class Listener extends MyClass {
		constructor(callback: unknown) {
			super();
			held.push(callback);
		}
	}
	const make = () => 16;
	const names = ['MyClass', 'Buffer', 'Listener'];
	const natives = names.flatMap((name) => [
		[`_${name}__constructor`, make],
		[`_${name}__destructor`, () => {}],
	]);
	const manage = (_ptr: number, ref: WeakRef<object>, deleter: Fn) => {
		refs.push(ref);
		held.push(deleter);
	};
	const hold = (callback: Fn, options?: { weak?: boolean }) => {
		if (!options?.weak) held.push(callback);
		return 1;
	};
	// The program is left where it waits first, and stays there.
	const tick = () => new Promise<void>((resolve) => held.push(resolve));
	const console = { log() {} };
	const instance = { exports: Object.fromEntries(natives) };
	const classes = { MyClass, Buffer: MyClass, Listener, Throwing: Listener, WeakListener: MyClass };
	return { instance, manage, hold, tick, console, ...classes };
}

const AsyncFunction = (async () => {}).constructor as new (...texts: string[]) => (...all: unknown[]) => Promise<void>;

async function isKept({ code }: Case): Promise<boolean> {
	const refs: WeakRef<object>[] = [];
	const deleted = new WeakSet<object>();
	const world = makeWorld(refs, deleted);
	let thrown: unknown;
	// In a frame of its own: nothing here holds the program.
	(() => {
		new AsyncFunction(...Object.keys(world), `'use strict';${code}\n`)(...Object.values(world)).catch((error) => {
			thrown = error;
		});
	})();
	for (let i = 0; i < 3; i++) {
		// A WeakRef that was made or asked in a job keeps its target to that job's end.
		await setImmediate();
		globalThis.gc?.();
	}
	assert.equal(thrown, undefined);
	assert.ok(refs.length > 0, code);
	return refs.some((ref) => {
		const it = ref.deref();
		return it !== undefined && !deleted.has(it);
	});
}

for (const [kind, cases] of Object.entries(bindingPrograms)) {
	test(`${kind.replace('Cases', '')}: what is suspected is kept, and nothing else`, async () => {
		assert.ok(globalThis.gc, 'The collector cannot be asked: run node with --expose-gc');
		const found: { name: string; kept: boolean }[] = [];
		for (const it of cases) found.push({ name: it.name, kept: await isKept(it) });
		const expected = cases.map(({ name, code }) => ({ name, kept: analyse(code, classNames).suspects.length > 0 }));
		assert.deepEqual(found, expected);
	});
}
