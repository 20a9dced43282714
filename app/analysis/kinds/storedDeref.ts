// What deref() gave, kept where it lives long: the WeakRef is weak, its answer is not.

import { emptiedAfter } from '../emptied.ts';
import { kElements } from '../flow.ts';
import { holderOf, textOf } from '../holders.ts';
import { wrappersAmong } from '../reach.ts';
import { type Finder, quoted } from '../search.ts';

const kRemedy = 'Keep the WeakRef and call deref() anew in each job that needs the wrapper.';

export const findStoredDeref: Finder = ({ model, holders, suspect }) => {
	const [global] = model.global.things;
	return model.derefs.map(({ node, mark }) => {
		const names = holders
			.filter(({ variable }) => variable && model.variable(variable).things.has(mark))
			.map(({ name }) => name);
		for (const put of model.puts) {
			const { values, receiver, field } = put;
			if (!values.some(({ things }) => things.has(mark))) continue;
			for (const container of model.flowOf(receiver).things) {
				const holder = holderOf(holders, container, receiver);
				if (!holder && container !== global) continue;
				if (emptiedAfter(model, put, container, holder?.variable) === 'always') continue;
				names.push(field === kElements ? textOf(receiver) : `${textOf(receiver)}.${field}`);
			}
		}
		if (names.length === 0) return undefined;
		const wrappers = wrappersAmong(model.flowOf(node).things);
		const sentence = `Suspect: what deref() gives here is kept in ${quoted(names)}, which may keep the wrapper as any other variable does.`;
		return suspect({ kind: 'stored-deref', node, confidence: 'likely', wrappers, names, sentence, remedy: kRemedy });
	});
};
