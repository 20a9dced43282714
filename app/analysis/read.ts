// Reading a field: what `o.name` may give, own or inherited, of things of the program's and of the platform's.
import { type Flow, kElements, type Thing } from './flow.ts';
import type { Model } from './model.ts';

const kNative = /^_(\w+?)__constructor$/;

/** Like `read`; and a native constructor is known by its name, wherever it is taken from. */
export function readNamed(model: Model, source: Flow, name: string, to: Flow): void {
	const className = kNative.exec(name)?.[1];
	if (className !== undefined && model.classNames.has(className))
		model.flows.add(to, model.nativeConstructor(className));
	read(model, source, name, to);
}

/** `name`: `*` reads all that is in it. */
export function read(model: Model, source: Flow, name: string, to: Flow): void {
	model.flows.each(source, (thing) => readThing(model, thing, name, to));
}

function readThing(model: Model, thing: Thing, name: string, to: Flow): void {
	const { flows } = model;
	if (thing.kind === 'builtin' && name !== kElements) {
		if (thing.name === 'globalThis') flows.add(to, model.builtin(name));
		else flows.add(to, model.builtin(`${thing.name}.${name}`));
	}
	if (name === kElements) {
		flows.copy(thing.all, to);
		return;
	}
	flows.copy(flows.field(thing, name), to);
	flows.copy(flows.field(thing, kElements), to);
	flows.each(thing.prototype, (prototype) => readThing(model, prototype, name, to));
}
