// What Lighthouse says of the built page on a simulated phone: four categories, each against its bound. Served
// compressed, as hosts serve it. With SMOKE=1 once; else the median of five loads, for its timings vary.
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { serve } from '../../app/serve.mjs';
import { root } from '../support/paths.ts';
import { smoke } from './smoke.ts';

/** Of Lighthouse's report, what is read here. */
interface Report {
	categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
	audits: Record<string, { score: number | null; title: string; displayValue?: string; numericValue?: number }>;
}

const kLoads = smoke ? 1 : 5;
const kBounds: Record<string, number> = { performance: 95, accessibility: 100, 'best-practices': 100 };
const kTimings = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'speed-index'];
const kCompressed = /\.(html|css|js|wasm)$/;
const kReportBytes = 64 * 1024 * 1024;

const dir = join(root, 'build/lighthouse');
await rm(dir, { recursive: true, force: true });
await cp(join(root, 'dist'), dir, { recursive: true });
for (const name of await readdir(dir, { recursive: true })) {
	if (kCompressed.test(name)) await writeFile(join(dir, `${name}.gz`), gzipSync(await readFile(join(dir, name))));
}
const server = await serve({ dir, port: 0, gzip: true });
const scores = new Map<string, number[]>();
const faults = new Set<string>();
const note = (name: string, value: number) => scores.set(name, [...(scores.get(name) ?? []), value]);
try {
	for (let i = 0; i < kLoads; i++) {
		const { categories, audits } = await look(server.url);
		for (const [name, { score, auditRefs }] of Object.entries(categories)) {
			if (score === null) throw new Error(`Lighthouse gave no score for ${name}`);
			note(name, 100 * score);
			for (const { id, weight } of auditRefs) {
				const audit = audits[id];
				if (weight === 0 || !audit || (audit.score ?? 1) >= 0.9) continue;
				faults.add(`${name}: ${audit.title}`);
			}
		}
		for (const name of kTimings) note(name, audits[name]?.numericValue ?? Number.NaN);
	}
} finally {
	await server.close();
	await rm(dir, { recursive: true, force: true });
}

console.log(`${''.padEnd(28)}    median     least  greatest`);
for (const [name, values] of scores) {
	const sorted = values.toSorted((a, b) => a - b);
	const median = sorted[sorted.length >> 1] ?? Number.NaN;
	const shown = [median, sorted[0], sorted.at(-1)].map((value = Number.NaN) => value.toFixed(0).padStart(10)).join('');
	const bound = kBounds[name];
	const holds = bound === undefined || median >= bound;
	console.log(`${name.padEnd(28)}${shown}${bound ? `  bound ${bound}` : ' ms'}${holds ? '' : ', does not hold'}`);
	if (!holds && !smoke) process.exitCode = 1;
}
for (const text of faults) console.log(`  ${text}`);

/** One load in a browser of its own. */
async function look(url: string): Promise<Report> {
	const flags = '--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update';
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[
			join(root, 'node_modules/lighthouse/cli/index.js'),
			url,
			'--quiet',
			'--output=json',
			`--only-categories=${Object.keys(kBounds).join()}`,
			`--chrome-flags=${flags}`,
		],
		{ env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' }, maxBuffer: kReportBytes },
	);
	// Its own report, of the version that the lock file names.
	return JSON.parse(stdout) as Report;
}
