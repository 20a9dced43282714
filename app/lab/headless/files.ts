// The files that the command's arguments name: whence, and whether they can be written.
import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** build.sh goes to its own folder, and says whence it was called. */
export const fromCaller = (path: string): string => resolve(process.env.CALLED_FROM ?? '', path);

/** Absolute. Throws, before minutes of trials and not after them, where nothing can be written. */
export function fileToWrite(text: string): string {
	const path = fromCaller(text);
	try {
		accessSync(dirname(path), constants.W_OK);
	} catch {
		throw new RangeError(`"${text}" cannot be written: is its folder there, and yours to write?`);
	}
	return path;
}
