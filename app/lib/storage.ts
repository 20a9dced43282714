// What the page remembers from visit to visit. Blocked or full storage is no error: the page forgets, and works.
const kPrefix = 'sweepground.';

export interface Storage {
	read(key: string): string | null;
	write(key: string, value: string): void;
}

export const pageStorage: Storage = {
	read(key) {
		try {
			return localStorage.getItem(kPrefix + key);
		} catch {
			return null;
		}
	},
	write(key, value) {
		try {
			localStorage.setItem(kPrefix + key, value);
		} catch {
			// Private windows and sandboxed embeddings refuse; nothing depends on it.
		}
	},
};
