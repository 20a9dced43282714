// Whether the help sheet is open, and whether single keys do something: who speaks to a computer may not want that.
import { type Signal, signal } from '@preact/signals';
import type { Storage } from '../lib/storage.ts';

const kKey = 'singleKeys';

export class HelpModel {
	readonly open = signal(false);
	readonly singleKeys: Signal<boolean>;
	readonly #storage: Storage;

	constructor(storage: Storage) {
		this.#storage = storage;
		this.singleKeys = signal(storage.read(kKey) !== 'off');
	}

	setSingleKeys(on: boolean): void {
		this.singleKeys.value = on;
		this.#storage.write(kKey, on ? 'on' : 'off');
	}
}
