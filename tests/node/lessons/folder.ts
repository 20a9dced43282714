// A folder of lessons that a test writes: whole ones by the template of samples/WRITING.md, or what it makes of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../support/paths.ts';

export type Files = Record<string, string>;

/** The files of the guide's lesson, by name: the first fenced block under the heading of that name. */
export function template(): Files {
	const guide = readFileSync(join(root, 'samples/WRITING.md'), 'utf8');
	const sections = guide.matchAll(/^## (\S+\.(?:md|json|js|ts))\n+(`{3,})\w+\n([\s\S]*?)\n\2$/gm);
	return Object.fromEntries([...sections].map(([, name = '', , text = '']) => [name, `${text}\n`]));
}

mkdirSync(join(root, 'build'), { recursive: true });
/** Below the repository, so that a check finds app/lessons by the path that it has in samples/. */
const folder = mkdtempSync(join(root, 'build/lessons-'));
after(() => rmSync(folder, { recursive: true }));

/** Nothing but these lessons; gives the folder. */
export function writeLessons(lessons: Record<string, Files>): string {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	for (const [id, files] of Object.entries(lessons)) {
		mkdirSync(join(folder, id), { recursive: true });
		for (const [name, text] of Object.entries(files)) {
			writeFileSync(join(folder, id, name), text.replaceAll("'../../app/", "'../../../app/"));
		}
	}
	return folder;
}
