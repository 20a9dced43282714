// A clean deleter beside a closure that uses the wrapper: both were made in one scope, and a scope has one context.
import { keeps, sharedWith } from '../reach.ts';
import { type Finder, quoted } from '../search.ts';
import type { Suspect } from '../suspect.ts';
import { isFunction, lineOf } from '../syntax.ts';

export const findSiblingClosure: Finder = ({ model, suspect }, before) => {
	const found: (Suspect | undefined)[] = [];
	const taken = new Set(before.filter(({ kind }) => kind === 'deleter-this').flatMap((it) => it.allocationLines));
	for (const { weakRef, deleter } of model.managed) {
		const wrappers = [...weakRef.things].flatMap(({ target }) => [...target.things]);
		for (const { kind, node } of deleter.things) {
			if (kind !== 'function' || !isFunction(node)) continue;
			for (const shared of sharedWith(model, node)) {
				// The program's own variables are told of as such.
				if (shared.isTop) continue;
				const kept = wrappers.filter((it) => keeps(model, shared, it));
				const known = kept.flatMap(({ lines }) => [...lines]);
				if (kept.length === 0 || (known.length > 0 && known.every((it) => taken.has(it)))) continue;
				const { name } = shared;
				const other = lineOf(shared.closure);
				const sentence = `Suspect: the function at line ${other} uses ${quoted([name])} in the scope where the deleter of line ${lineOf(node)} was made. Functions made in one scope share what any of them uses, so the deleter may keep the wrapper although its own text does not name it.`;
				const remedy = `Make the deleter where no function uses ${quoted([name])}: at the top of the program, or as what a function outside gives.`;
				found.push(
					suspect({
						kind: 'sibling-closure',
						node: shared.node,
						confidence: 'sure',
						wrappers: kept,
						names: [name],
						sentence,
						remedy,
					}),
				);
			}
		}
	}
	return found;
};
