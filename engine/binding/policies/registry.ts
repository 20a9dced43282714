// Policy `registry`: one FinalizationRegistry tells which wrappers are gone; no WeakRef of a live one is looked at.
import type { PolicyKind } from './policy.ts';

// A program may replace it later.
const { FinalizationRegistry, WeakRef } = globalThis;
// A registry held only by a dead local never calls back: this set keeps those at work reachable from module scope.
const registries = new Set<FinalizationRegistry<number>>();

/** The held value is the slot's handle: it says which object, also when its address has a new tenant. */
export const registry: PolicyKind = {
	reclaims: true,
	start({ clock, sweepInSlices, take, visitWrappers }) {
		let gone: number[] = [];
		let stopped = false;
		const free = () => {
			if (stopped) return;
			const handles = gone;
			gone = [];
			take(handles);
			sweepInSlices('found');
		};
		// Callbacks of one collection come one after the other, and are freed together.
		const isGone = (handle: number) => {
			if (gone.length === 0) clock.soon(free);
			gone[gone.length] = handle;
		};
		const registered = new FinalizationRegistry<number>(isGone);
		registries.add(registered);
		// For what was cleared before it was registered, nobody calls back.
		visitWrappers(
			(wrapper, handle) => registered.register(wrapper, handle, wrapper),
			() => sweepInSlices('all'),
		);
		return {
			added(handle, given) {
				const wrapper = given instanceof WeakRef ? given.deref() : given;
				if (wrapper === undefined) isGone(handle);
				else registered.register(wrapper, handle, wrapper);
			},
			// Nobody need look after a collection.
			collected() {},
			released(wrapper) {
				registered.unregister(wrapper);
			},
			stop() {
				stopped = true;
				// Nobody reaches it any more: it is collected with what it holds, and calls no one.
				registries.delete(registered);
			},
		};
	},
};
