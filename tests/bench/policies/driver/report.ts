// Writes the results into RESULTS.md, between its marks: a section for each figure, which stays until it is measured
// again.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../support/paths.ts';

const path = join(root, 'tests/bench/RESULTS.md');
const kBegin = '<!-- results: begin -->';
const kEnd = '<!-- results: end -->';

/** When, on what, and with which versions. */
export function circumstances(versions: readonly string[]): string {
	const [first] = cpus();
	const compiler = spawnSync('em++', ['--version'], { encoding: 'utf8' }).stdout ?? '';
	return [
		new Date().toISOString().slice(0, 16).replace('T', ' '),
		`${process.platform}, ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
		...versions,
		`embind of Emscripten ${/\d+\.\d+\.\d+/.exec(compiler)?.[0] ?? 'unknown'}`,
	].join('; ');
}

const headingOf = (section: string) => section.slice(0, section.indexOf('\n'));

/** `sections`: Markdown, each with its heading first; `order`: all headings. Throws if the file has lost its marks. */
export function writeReport(sections: readonly string[], order: readonly string[]): void {
	const text = readFileSync(path, 'utf8');
	const begin = text.indexOf(kBegin);
	const end = text.indexOf(kEnd);
	if (begin < 0 || end < begin) throw new Error(`${path} lacks its marks`);
	const before = text.slice(begin + kBegin.length, end).split(/^(?=### )/m);
	const all = new Map([...before, ...sections].map((section) => [headingOf(section), section.trim()]));
	const kept = order.map((heading) => all.get(heading)).filter((section) => section !== undefined);
	writeFileSync(path, `${text.slice(0, begin + kBegin.length)}\n\n${kept.join('\n\n')}\n\n${text.slice(end)}`);
}
