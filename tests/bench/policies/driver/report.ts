// Writes the results into RESULTS.md, between its marks.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../support/paths.ts';

const path = join(root, 'tests/bench/RESULTS.md');
const kBegin = '<!-- results: begin -->';
const kEnd = '<!-- results: end -->';

/** Machine and versions, a line each. */
export function circumstances(versions: readonly string[]): string[] {
	const [first] = cpus();
	const compiler = spawnSync('em++', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0] ?? '';
	return [
		`- ${new Date().toISOString().slice(0, 10)}; ${process.platform}, ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
		`- ${versions.join('; ')}`,
		`- embind: ${compiler}`,
	];
}

/** Throws if the file has lost its marks. */
export function writeReport(lines: readonly string[]): void {
	const text = readFileSync(path, 'utf8');
	const begin = text.indexOf(kBegin);
	const end = text.indexOf(kEnd);
	if (begin < 0 || end < begin) throw new Error(`${path} lacks its marks`);
	writeFileSync(path, `${text.slice(0, begin + kBegin.length)}\n\n${lines.join('\n').trim()}\n\n${text.slice(end)}`);
}
