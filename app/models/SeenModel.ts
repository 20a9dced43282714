// What the views want to see beside figures, rows and marks, and what came of it: pictures of the heap and cards.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Description, Wanted } from '../protocol/messages.ts';
import {
	decodeObject,
	decodeRaster,
	decodeRegion,
	type ObjectCard,
	type ObjectRequest,
	type Raster,
	type Region,
} from '../protocol/snapshot.ts';

/** What came of what was wanted; null while it is not wanted, and until it comes. */
export interface Seen {
	map: Raster;
	/** Of the very object that is wanted now; of another there is none until it comes. */
	object: ObjectCard;
	under: ObjectCard;
	region: Region;
}

type Key = keyof Wanted;
/** The answer's bytes, by what was wanted. */
export type SeenBytes = { readonly [K in Key]?: ArrayBuffer };

type Read = { [K in Key]: (description: Description, bytes: ArrayBuffer) => Seen[K] };
const kRead: Read = { map: decodeRaster, object: decodeObject, under: decodeObject, region: decodeRegion };

/** Something seen, and the request that it answers. */
interface Answer<K extends Key> {
	request: Wanted[K];
	value: Seen[K];
}

export class SeenModel {
	readonly wanted: { readonly [K in Key]-?: Signal<Wanted[K] | null> } = {
		map: signal(null),
		object: signal(null),
		under: signal(null),
		region: signal(null),
	};
	readonly seen: { readonly [K in Key]-?: ReadonlySignal<Seen[K] | null> };
	/** All that is wanted, as it is asked for. */
	readonly request: ReadonlySignal<Wanted>;

	readonly #answers: { readonly [K in Key]-?: Signal<Answer<K> | null> } = {
		map: signal(null),
		object: signal(null),
		under: signal(null),
		region: signal(null),
	};

	constructor() {
		const { wanted } = this;
		const { map, object, under, region } = this.#answers;
		this.request = computed(() => ({
			...(wanted.map.value && { map: wanted.map.value }),
			...(wanted.object.value && { object: wanted.object.value }),
			...(wanted.under.value && { under: wanted.under.value }),
			...(wanted.region.value && { region: wanted.region.value }),
		}));
		// A map or a region of a moment ago is better than none: it says itself where it begins.
		this.seen = {
			map: computed(() => (wanted.map.value ? (map.value?.value ?? null) : null)),
			object: computed(() =>
				isSame(wanted.object.value, object.value?.request) ? (object.value?.value ?? null) : null,
			),
			under: computed(() => (isSame(wanted.under.value, under.value?.request) ? (under.value?.value ?? null) : null)),
			region: computed(() => (wanted.region.value ? (region.value?.value ?? null) : null)),
		};
	}

	/** Reads the answer to a request, all or nothing; gives what shows it. Throws on bytes that make no sense. */
	read(description: Description, request: Wanted, bytes: SeenBytes): () => void {
		const answer = <K extends Key>(key: K): Answer<K> | null => {
			const part = bytes[key];
			return part && request[key] ? { request: request[key], value: kRead[key](description, part) } : null;
		};
		const [map, object, under, region] = [answer('map'), answer('object'), answer('under'), answer('region')];
		return () => {
			this.#answers.map.value = map;
			this.#answers.object.value = object;
			this.#answers.under.value = under;
			this.#answers.region.value = region;
		};
	}

	/** Nothing was seen; what is wanted stays. */
	clear(): void {
		for (const answer of Object.values(this.#answers)) answer.value = null;
	}
}

function isSame(a: ObjectRequest | null | undefined, b: ObjectRequest | undefined): boolean {
	return a?.address === b?.address && a?.serial === b?.serial;
}
