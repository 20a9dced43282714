// An array, a collection or a property that lives long and gets wrappers which nobody takes out again.
import { emptiedAfter } from '../emptied.ts';
import { kElements } from '../flow.ts';
import { holderOf, textOf } from '../holders.ts';
import type { Put } from '../model.ts';
import { type Finder, quoted, type Search } from '../search.ts';
import type { Store } from '../stores.ts';
import type { Suspect } from '../suspect.ts';

export const findStrongStore: Finder = (search) => search.stores.map((store) => storeSuspect(search, store));

function storeSuspect({ model, holders, suspect }: Search, store: Store): Suspect | undefined {
	const { put, containers, wrappers, isDerefed } = store;
	// What a deref() gave is told of as such.
	if (isDerefed) return undefined;
	const held = containers.flatMap((container) => {
		const holder = holderOf(holders, container, put.receiver);
		return holder ? [{ holder, emptied: emptiedAfter(model, put, container, holder.variable) }] : [];
	});
	const [first] = held;
	if (!first || held.some(({ emptied }) => emptied === 'always')) return undefined;
	const isEmptied = held.some(({ emptied }) => emptied === 'sometimes');
	const isOne = put.field !== kElements;
	const name = nameOf(put);
	const { holder } = first;
	const through =
		name === holder.name || name.startsWith(`${holder.name}.`) ? '' : `, held by ${quoted([holder.name])},`;
	const may = isEmptied
		? 'is emptied somewhere, but perhaps not in time, or not of all of them'
		: isOne
			? 'is never given null: it may keep the last one'
			: 'is never emptied: it grows, and may keep every one';
	return suspect({
		kind: 'strong-store',
		node: put.node,
		confidence: isEmptied || isOne ? 'possible' : 'likely',
		wrappers: [...wrappers],
		names: [name, holder.name],
		sentence: `Suspect: ${quoted([name])}${through} gets wrappers here and ${may}.`,
		remedy: isOne
			? `Give ${quoted([name])} null when the wrapper is done, or keep a WeakRef in it.`
			: `Take the wrappers out when they are done, or keep WeakRefs in ${quoted([name])}: a strong table keeps everything.`,
	});
}

const nameOf = ({ receiver, field }: Put): string =>
	field === kElements ? textOf(receiver) : `${textOf(receiver)}.${field}`;
