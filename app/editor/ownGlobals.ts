// The global variables that a program makes itself, `globalThis.kept = []`, as declarations: TypeScript knows a bare
// `kept` only by them.

const kMade = /\b(?:globalThis|self)\s*\.\s*([A-Za-z_$][\w$]*)\s*=(?![=>])/g;

/** `types`: what is declared already. Empty if the program makes none. Cost: one pass over the text. */
export function ownGlobals(code: string, types: string): string {
	const names = new Set([...code.matchAll(kMade)].map(([, name = '']) => name));
	const declared = new Set([...types.matchAll(/^declare \w+ ([\w$]+)/gm)].map(([, name]) => name));
	return [...names]
		.filter((name) => !declared.has(name))
		.sort()
		.map((name) => `declare var ${name}: any;\n`)
		.join('');
}
