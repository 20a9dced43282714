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

const kTypes: Readonly<Record<string, string>> = {
	int32: 'number',
	uint32: 'number',
	size: 'number',
	byte: 'number',
	double: 'number',
	void: 'void',
};

const kPtrParam: ParamDescription = { name: 'ptr', type: 'uint32', doc: 'Address of the object in the native heap.' };

/** The declarations, as the text of a `.d.ts` file. */
export function programTypes(description: EngineDescription): string {
	const classes = description.classes.map(wrapperClass).join('\n');
	const exports = description.classes.map(rawExports).join('\n');
	const example = description.classes[0]?.name ?? 'MyClass';
	return `${programGlobals(example)}\n${instance(exports, example)}\n${classes}`;
}

function wrapperClass(it: ClassDescription): string {
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
	return `${jsDoc(doc)}
declare class ${it.name} {
${indented(jsDoc(made))}
	constructor(${paramList(params)});
${indented(jsDoc(['Address of the object in the native heap.']))}
	readonly ptr: number;
${it.methods.map((method) => indented(wrapperMethod(method))).join('\n')}
${indented(jsDoc(['Frees the object now, without waiting for a sweep. Using the wrapper afterwards throws.']))}
	delete(): void;
${indented(jsDoc([`Lets \`using\` free the object at the end of its block: \`using it = new ${it.name}(…)\`.`]))}
	[Symbol.dispose](): void;
}
`;
}

function wrapperMethod(method: MethodDescription): string {
	const doc = jsDoc([method.doc, ...paramDocs(method.params)]);
	return `${doc}\n${method.name}(${paramList(method.params)}): ${typeOf(method.result)};`;
}

function rawExports(it: ClassDescription): string {
	const raw = (name: string, doc: string, params: readonly ParamDescription[], result: string) =>
		indented(
			indented(`${jsDoc([doc, ...paramDocs(params)])}\n_${it.name}__${name}(${paramList(params)}): ${typeOf(result)};`),
		);
	const made = `Makes a ${it.name} in the native heap and gives its address; 0 when the limit of the heap is reached.`;
	return [
		raw('constructor', made, it.constructor.params, 'uint32'),
		raw('destructor', `Destroys a ${it.name} and frees its memory.`, [kPtrParam], 'void'),
		...it.methods.map((method) => raw(method.name, method.doc, [kPtrParam, ...method.params], method.result)),
	].join('\n');
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

function paramList(params: readonly ParamDescription[]): string {
	return params.map((param) => `${param.name}: ${typeOf(param.type)}`).join(', ');
}

function paramDocs(params: readonly ParamDescription[]): string[] {
	return params.map((param) => `@param ${param.name} ${param.doc}`);
}

function sampleArgument(param: ParamDescription): string {
	return param.type === 'size' ? '1024' : '7';
}

/** A type that the editor does not know yet accepts everything rather than marking a right program as wrong. */
function typeOf(type: string): string {
	return kTypes[type] ?? 'any';
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
