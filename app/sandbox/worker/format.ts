// Values as text for the console: formatted at once, bounded, and holding nothing of what they show.

const kMaxDepth = 3;
const kMaxEntries = 40;
const kMaxStringLength = 4_000;
export const kMaxTextLength = 10_000;

/** The text of one console call; a first string may hold the usual `%s %d %i %f %o %O %j %c`. */
export function formatAll(args: readonly unknown[]): string {
	let text = '';
	let next = 0;
	if (typeof args[0] === 'string' && args.length > 1 && args[0].includes('%')) {
		next = 1;
		text = args[0].replace(/%[sdifoOjc%]/g, (spec) => {
			if (spec === '%%') return '%';
			if (next >= args.length) return spec;
			return directive(spec, args[next++]);
		});
	}
	for (; next < args.length && text.length < kMaxTextLength; next++) {
		const value = args[next];
		text += (next > 0 ? ' ' : '') + (typeof value === 'string' ? clip(value) : format(value));
	}
	return text.length > kMaxTextLength ? `${text.slice(0, kMaxTextLength)}…` : text;
}

function directive(spec: string, value: unknown): string {
	if (spec === '%c') return '';
	if (spec === '%s') return typeof value === 'string' ? clip(value) : format(value);
	if (spec === '%d' || spec === '%f') return typeof value === 'symbol' ? 'NaN' : String(Number(value));
	if (spec === '%i') return typeof value === 'symbol' ? 'NaN' : String(Math.trunc(Number(value)));
	return format(value);
}

const clip = (text: string) => (text.length > kMaxStringLength ? `${text.slice(0, kMaxStringLength)}…` : text);

/** One value. Calls no getter of the program's; a Proxy's traps may run, and what they throw is shown. */
export function format(value: unknown): string {
	try {
		return show(value, 0, []);
	} catch (error) {
		return `[not shown: it throws ${typeof error === 'object' ? 'an error' : String(error)}]`;
	}
}

function show(value: unknown, depth: number, parents: readonly object[]): string {
	if (typeof value === 'string') return JSON.stringify(clip(value));
	if (typeof value === 'bigint') return `${value}n`;
	if (Object.is(value, -0)) return '-0';
	if (typeof value === 'function') return `[${isClass(value) ? 'class' : 'function'} ${nameOf(value) || 'anonymous'}]`;
	if (typeof value !== 'object' || value === null) return String(value);
	if (parents.includes(value)) return '[circular]';
	return showObject(value, depth, [...parents, value]);
}

const isClass = (value: unknown) => Function.prototype.toString.call(value).startsWith('class');

function nameOf(value: object): string {
	const name: unknown = Object.getOwnPropertyDescriptor(value, 'name')?.value;
	return typeof name === 'string' ? name : '';
}

function showObject(value: object, depth: number, parents: readonly object[]): string {
	const inner = (child: unknown) => show(child, depth + 1, parents);
	if (value instanceof Error) return `${String(value.name)}: ${clip(String(value.message))}`;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
	if (value instanceof RegExp) return String(value);
	// A look into it would keep its target alive.
	if (value instanceof WeakRef) return 'WeakRef {…}';
	const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
	const name = classNameOf(value);
	if (depth >= kMaxDepth) return isList ? `[${name}]` : `{${name}}`;
	if (isList) {
		const list = value as ArrayLike<unknown>;
		const label = name === 'Array' ? '' : `${name}(${list.length}) `;
		return `${label}[${shown(list.length, (i) => (i in list ? inner(list[i]) : '·'))}]`;
	}
	if (value instanceof Map) {
		const entries = firstOf(value);
		return `Map(${value.size}) {${shown(value.size, (i) => `${inner(entries[i]?.[0])} => ${inner(entries[i]?.[1])}`)}}`;
	}
	if (value instanceof Set) {
		const entries = firstOf(value);
		return `Set(${value.size}) {${shown(value.size, (i) => inner(entries[i]))}}`;
	}
	const keys = Reflect.ownKeys(value).filter((key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable);
	const fields = shown(keys.length, (i) => {
		const key = keys[i] as string | symbol;
		const descriptor = Object.getOwnPropertyDescriptor(value, key);
		const label = typeof key === 'symbol' ? `[${String(key)}]` : key;
		return `${label}: ${descriptor && 'value' in descriptor ? inner(descriptor.value) : '[getter]'}`;
	});
	const label = name === 'Object' ? '' : `${name} `;
	return fields ? `${label}{ ${fields} }` : `${label}{}`;
}

function classNameOf(value: object): string {
	const prototype: unknown = Object.getPrototypeOf(value);
	if (typeof prototype !== 'object' || prototype === null) return '[no prototype]';
	const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
	return (typeof constructor === 'function' && nameOf(constructor)) || 'Object';
}

function shown(count: number, item: (i: number) => string): string {
	const items: string[] = [];
	for (let i = 0; i < Math.min(count, kMaxEntries); i++) items.push(item(i));
	if (count > kMaxEntries) items.push(`… ${count - kMaxEntries} more`);
	return items.join(', ');
}

function firstOf<T>(values: Iterable<T>): T[] {
	const first: T[] = [];
	for (const value of values) {
		if (first.length === kMaxEntries) break;
		first.push(value);
	}
	return first;
}
