// Where the repository is. Tests run from their bundles in build/, so their own place says nothing.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function find(folder: string): string {
	if (existsSync(join(folder, 'package-lock.json'))) return folder;
	if (dirname(folder) === folder) throw new Error('No package-lock.json in any folder above this file');
	return find(dirname(folder));
}

/** The top-level folder, absolute. */
export const root = find(dirname(fileURLToPath(import.meta.url)));

/** The engine under test: the one that ships, or the one that ENGINE_WASM names. */
export const enginePath = process.env.ENGINE_WASM ?? join(root, 'engine/prebuilt/engine.wasm');
