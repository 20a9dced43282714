// The example of engine/README.md, as it stands there, for those tests that run it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.ts';

/** What the example logs. */
export const exampleLog = ['42 of 1 live object', '0 bytes left'];

/** Its code: of the two lines that read the engine, the one for the other realm becomes a comment. */
export async function readExample(realm: 'page' | 'Node'): Promise<string> {
	const text = await readFile(join(root, 'engine/README.md'), 'utf8');
	const section = text.split(/^## /m).find((it) => it.startsWith('Without the playground\n'));
	const code = /^```js\n(.*?)^```$/ms.exec(section ?? '')?.[1];
	if (!code) throw new Error('engine/README.md has no example in "Without the playground"');
	const reads = /^(\/\/ )?(const bytes = .*) \/\/ in (?:a )?(page|Node)$/gm;
	if ([...code.matchAll(reads)].map((it) => it[3]).join() !== 'page,Node')
		throw new Error('The example in engine/README.md must read the engine in a line for a page, then in one for Node');
	return code.replace(reads, (_whole, _mark, line, its) => (its === realm ? line : `// ${line}`));
}
