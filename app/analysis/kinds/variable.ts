// A variable of the program's own that holds a wrapper as long as the program waits, or a function knows it.
import { type Finder, quoted } from '../search.ts';
import { lineOf } from '../syntax.ts';

export const findVariable: Finder = ({ model, holders, held, suspect }, before) => {
	const suspended = new Set(before.filter(({ kind }) => kind === 'suspended').flatMap(({ names }) => names));
	return holders.map(({ name, variable, lasting }) => {
		if (!variable || variable.scope !== model.scopes.top || suspended.has(name) || !lasting) return undefined;
		const node = model.scopes.nodeOf(variable.identifiers[0]);
		if (!node || variable.defs[0]?.type !== 'Variable') return undefined;
		const { things } = model.variable(variable);
		if ([...things].some(({ kind }) => kind === 'derefed')) return undefined;
		const kept = held(variable);
		if (kept.length === 0) return undefined;
		const until =
			lasting.why === 'waits'
				? 'as long as the program runs'
				: `as long as the function kept by line ${lineOf(lasting.by)} is there: functions share what the scopes around them hold`;
		const sentence = `Suspect: ${quoted([name])} is a variable at the top of the program; it may keep what it holds ${until}.`;
		const remedy = `Give ${quoted([name])} null when it is done, or declare it in a function that ends.`;
		return suspect({ kind: 'variable', node, confidence: 'possible', wrappers: kept, names: [name], sentence, remedy });
	});
};
