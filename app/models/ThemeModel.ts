// Light or dark: the system's choice until the user makes another, which is remembered.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Storage } from '../lib/storage.ts';

export type Theme = 'light' | 'dark';

export class ThemeModel {
	readonly theme: ReadonlySignal<Theme>;
	readonly #chosen: Signal<Theme | null>;
	readonly #system: Signal<Theme>;
	readonly #storage: Storage;

	constructor(storage: Storage, systemDark: MediaQueryList) {
		const stored = storage.read('theme');
		this.#storage = storage;
		this.#chosen = signal(stored === 'light' || stored === 'dark' ? stored : null);
		this.#system = signal(systemDark.matches ? 'dark' : 'light');
		systemDark.addEventListener('change', (event) => {
			this.#system.value = event.matches ? 'dark' : 'light';
		});
		this.theme = computed(() => this.#chosen.value ?? this.#system.value);
	}

	toggle(): void {
		const theme = this.theme.value === 'dark' ? 'light' : 'dark';
		this.#chosen.value = theme;
		this.#storage.write('theme', theme);
	}
}
