// Makes the type declarations of all that a program sees from the engine's description of its classes.
import { programGlobals } from './programGlobals.ts';

export interface ParamDescription {
	readonly name: string;
	readonly type: string;
	readonly doc: string;
}

export interface MethodDescription {
	readonly name: string;
	readonly doc: string;
	readonly params: readonly ParamDescription[];
	readonly result: string;
	/** Of a result that is an object: whether there may be none, and whether it stays another object's. */
	readonly ownership?: 'own' | 'orNull' | 'borrowed';
}

export interface ClassDescription {
	readonly name: string;
	readonly doc: string;
	readonly constructor: { readonly params: readonly ParamDescription[] };
	readonly methods: readonly MethodDescription[];
}

/** The part of the engine's description that the editor reads. */
export interface EngineDescription {
	readonly classes: readonly ClassDescription[];
}

const kCallback = '(value: number) => number | void';
const kTypes: Readonly<Record<string, string>> = {
	int32: 'number',
	uint32: 'number',
	size: 'number',
	byte: 'number',
	float64: 'number',
	void: 'void',
	callback: kCallback,
	weakCallback: kCallback,
	bytes: 'NativeBytes',
};
const kReference = 'A reference of the function, as `hold()` gives it; the object takes it over.';

const kPtrParam: ParamDescription = { name: 'ptr', type: 'uint32', doc: 'Address of the object in the native heap.' };

/** The declarations, as the text of a `.d.ts` file. */
export function programTypes(description: EngineDescription): string {
	const names = new Set(description.classes.map(({ name }) => name));
	const classes = description.classes.map((it) => wrapperClass(it, names)).join('\n');
	const exports = description.classes.map((it) => rawExports(it, names)).join('\n');
	const example = description.classes[0]?.name ?? 'MyClass';
	return `${programGlobals(example)}\n${instance(exports, example)}\n${classes}`;
}

function wrapperClass(it: ClassDescription, names: ReadonlySet<string>): string {
	const params = it.constructor.params;
	const doc = [
		it.doc,
		'The wrapper is managed: once nothing reaches it any more and JavaScript has collected it, a sweep frees the object.',
		'',
		example(`const it = new ${it.name}(${params.map(sampleArgument).join(', ')});`),
	];
	const made = [
		'Makes the object in the native heap. Throws when the limit of the heap is reached.',
		...paramDocs(params),
	];
	const later =
		'The object cannot be used any more from now on, and is destroyed in the background, in small slices. ' +
		'Good for what takes long to destroy.';
	return `${jsDoc(doc)}
declare class ${it.name} {
${indented(jsDoc(made))}
	constructor(${paramList(params, names)});
${indented(jsDoc(['Address of the object in the native heap; 0 once it was deleted.']))}
	readonly ptr: number;
${it.methods.map((method) => indented(wrapperMethod(method, names))).join('\n')}
${indented(jsDoc(['Frees the object now, without waiting for a sweep. Using the wrapper afterwards throws.']))}
	delete(): void;
${indented(jsDoc([later]))}
	deleteLater(): void;
${indented(jsDoc([`Lets \`using\` free the object at the end of its block: \`using it = new ${it.name}(…)\`.`]))}
	[Symbol.dispose](): void;
}
`;
}

function wrapperMethod(method: MethodDescription, names: ReadonlySet<string>): string {
	const doc = jsDoc([method.doc, ...ownershipDoc(method), ...paramDocs(method.params)]);
	const orNull = method.ownership === 'orNull' ? ' | null' : '';
	return `${doc}\n${method.name}(${paramList(method.params, names)}): ${typeOf(method.result, names)}${orNull};`;
}

/** Who frees what the method gives. */
function ownershipDoc({ ownership }: MethodDescription): string[] {
	if (ownership === undefined) return [];
	return ownership === 'borrowed'
		? ['What it gives is borrowed: it ends with the object that it belongs to, and cannot be deleted by itself.']
		: ['What it gives is an object of its own: managed, and to be deleted or dropped like one made by `new`.'];
}

function rawExports(it: ClassDescription, names: ReadonlySet<string>): string {
	const raw = (name: string, doc: string, params: readonly ParamDescription[], result: string) => {
		const numbers = params.map((param) => rawParam(param, names));
		const type = result === 'bytes' ? 'number' : rawType(result, names);
		const list = paramList(numbers, names);
		return indented(indented(`${jsDoc([doc, ...paramDocs(numbers)])}\n_${it.name}__${name}(${list}): ${type};`));
	};
	const made = `Makes a ${it.name} in the native heap and gives its address; 0 when the limit of the heap is reached.`;
	return [
		raw('constructor', made, it.constructor.params, 'uint32'),
		raw('destructor', `Destroys a ${it.name} and frees its memory.`, [kPtrParam], 'void'),
		...it.methods.map((method) => raw(method.name, method.doc, [kPtrParam, ...method.params], method.result)),
	].join('\n');
}

/** A raw export knows numbers alone: pointers, and references of functions. */
function rawParam({ name, type, doc }: ParamDescription, names: ReadonlySet<string>): ParamDescription {
	if (names.has(type)) return { name, type: 'uint32', doc: `${doc} Its address.` };
	return kTypes[type] === kCallback ? { name, type: 'uint32', doc: `${doc} ${kReference}` } : { name, type, doc };
}

function rawType(type: string, names: ReadonlySet<string>): string {
	return names.has(type) ? 'number' : typeOf(type, names);
}

function instance(exports: string, name: string): string {
	return `${jsDoc([
		'The WebAssembly instance of the engine. Its exports are plain functions on pointers; write your own wrapper with them.',
		'',
		example(`const ptr = instance.exports._${name}__constructor(7);`),
	])}
declare const instance: {
	readonly exports: {
${exports}
		/** The memory of the instance; the native heap lies in it. A view on its buffer goes stale when the memory grows. */
		readonly memory: { readonly buffer: ArrayBuffer };
	};
};
`;
}

function paramList(params: readonly ParamDescription[], names: ReadonlySet<string>): string {
	return params.map((param) => `${param.name}: ${typeOf(param.type, names)}`).join(', ');
}

function paramDocs(params: readonly ParamDescription[]): string[] {
	return params.map((param) => `@param ${param.name} ${param.doc}`);
}

function sampleArgument(param: ParamDescription): string {
	if (kTypes[param.type] === kCallback) return '(value) => console.log(value)';
	return param.type === 'size' ? '16' : '7';
}

/** A type that the editor does not know yet accepts everything rather than marking a right program as wrong. */
function typeOf(type: string, names: ReadonlySet<string>): string {
	return kTypes[type] ?? (names.has(type) ? type : 'any');
}

function example(code: string): string {
	return `\`\`\`js\n${code}\n\`\`\``;
}

function jsDoc(lines: readonly string[]): string {
	const text = lines.join('\n').replaceAll('*/', '*\\/').split('\n');
	return ['/**', ...text.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

function indented(text: string): string {
	return text.replace(/^(?=.)/gm, '\t');
}
