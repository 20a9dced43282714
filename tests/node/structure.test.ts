// The repository's own rules: who may import whom, how long a file may be, and that its first line says what it is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import test from 'node:test';
import { root } from '../support/paths.ts';

const kMaxLines = 400;
const kTopLevel = ['app', 'engine', 'samples', 'tests'];

/** Files that are, or are about to be, in the repository: those that it does not ignore. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
	.toString()
	.split('\n')
	.filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile());

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const scripts = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const nativeFiles = files.filter((path) => /\.(h|c|cpp)$/.test(path));

/**
 * What each realm may import, by the first folder that fits the file; a folder may always import itself.
 * Packages are free; so is the engine's description, which is generated data.
 */
const rules: [folder: string, allowed: string[]][] = [
	['engine/binding', []],
	['app/protocol', ['engine/binding']],
	['app/sandbox/worker', ['engine/binding', 'app/protocol']],
	['app/sandbox/frame', ['app/protocol']],
	['app/sandbox', ['app/protocol']],
	['app/lib', []],
	['app/analysis', ['app/lib']],
	['app/models', ['app/protocol', 'app/sandbox/host.ts', 'app/lib', 'app/analysis']],
	['app/panels', ['app/models', 'app/lib', 'app/protocol', 'app/styles']],
	['app/editor', ['app/models', 'app/lib', 'app/protocol']],
	['app/lessons/build', ['app/lessons', 'app/models']],
	['app/lessons', ['app/models', 'app/lib', 'app/panels', 'app/styles']],
	['samples', ['app/lessons/check.ts', 'app/lessons/words.ts']],
	['app/lab/headless', ['app', 'engine/binding']],
	['app/lab', ['app/models', 'app/lib', 'app/protocol', 'app/sandbox/host.ts', 'app/panels', 'app/styles']],
	['app/shell', ['app']],
	['app', ['app/lessons/build']],
	['tests', ['app', 'engine']],
];
const kDescription = 'engine/prebuilt/description.ts';
/** Each folder of the engine knows only those before it. */
const engineOrder = ['base', 'journal', 'heap', 'table', 'objects', 'snapshot', 'abi'];

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** The specifiers of a script's imports, exports and import() calls. */
function importsOf(text: string): string[] {
	const statements = /^\s*(?:import|export)\b(?:[^;'"]*?\bfrom\b)?\s*['"]([^'"]+)['"]/gm;
	const calls = /\bimport\(\s*['"]([^'"]+)['"]/g;
	return [statements, calls].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** Why this import breaks the rules, if it does. */
function importFault(path: string, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) return undefined;
	const target = normalize(join(dirname(path), specifier));
	const rule = rules.find(([folder]) => within(path, folder));
	if (!rule) return `${path} is in no folder that has a rule`;
	const [folder, allowed] = rule;
	// The innermost folder with a rule owns the target: app/sandbox does not own app/sandbox/worker.
	const owner = rules.find(([it]) => within(target, it))?.[0];
	if (owner === folder || target === kDescription || allowed.some((it) => within(target, it))) return undefined;
	return `${path} may not import ${target}`;
}

/** Why this include breaks the order of the engine's folders, if it does. */
function includeFault(path: string, include: string): string | undefined {
	const own = engineOrder.indexOf(path.split('/')[1] ?? '');
	const other = engineOrder.indexOf(include.split('/')[0] ?? '');
	if (!include.includes('/') && existsSync(join(root, dirname(path), include))) return undefined;
	if (other >= 0 && other <= own) return undefined;
	return `${path} may not include ${include}`;
}

test('the rules find what breaks them', () => {
	const imports = importsOf(
		`import type { A } from '../models/A.ts';\nexport * from './b.ts';\nimport {\n\tc,\n} from "./c.ts";\nimport './d.css';\nawait import('./e.ts')`,
	);
	assert.deepEqual(imports, ['../models/A.ts', './b.ts', './c.ts', './d.css', './e.ts']);
	assert.equal(importFault('app/panels/A.tsx', '../lib/format.ts'), undefined);
	assert.equal(importFault('app/sandbox/worker/worker.ts', '../../../engine/prebuilt/description.ts'), undefined);
	assert.match(importFault('engine/binding/a.ts', '../../app/lib/b.ts') ?? '', /may not import app\/lib\/b\.ts/);
	assert.match(importFault('app/models/A.ts', '../panels/B.tsx') ?? '', /may not/);
	assert.match(importFault('app/sandbox/host.ts', './worker/worker.ts') ?? '', /may not/);
	assert.match(importFault('app/shell/main.tsx', '../../tests/support/paths.ts') ?? '', /may not/);
	assert.equal(includeFault('engine/heap/heap.cpp', 'base/memory.h'), undefined);
	assert.match(includeFault('engine/heap/heap.cpp', 'table/table.h') ?? '', /may not/);
	assert.match(includeFault('engine/heap/heap.cpp', '../abi/engine.h') ?? '', /may not/);
});

test('imports keep to the folders that they may know', () => {
	const faults = scripts.flatMap((path) => importsOf(read(path)).map((specifier) => importFault(path, specifier)));
	assert.ok(faults.length > 0, 'no import was found');
	assert.deepEqual(
		faults.filter((fault) => fault !== undefined),
		[],
	);
});

test('the protocol holds types alone', () => {
	const messages = read('app/protocol/messages.ts');
	assert.deepEqual(messages.match(/^(import (?!type)|export (?!type|interface)).*/gm), null);
});

test("the engine's folders know only those before them", () => {
	const sources = nativeFiles.filter((path) => within(path, 'engine'));
	const faults = sources.flatMap((path) =>
		[...read(path).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].map((match) => includeFault(path, match[1] ?? '')),
	);
	assert.ok(faults.length > 0, 'no include was found');
	assert.deepEqual(
		faults.filter((fault) => fault !== undefined),
		[],
	);
});

test('every source starts with a comment that says what it is', () => {
	const starts = /^(#!.*\n# \S|\/\/ \S|\/\* \S|<!doctype html>)/i;
	const sources = files.filter((path) => /\.(ts|tsx|mjs|h|c|cpp|css|sh)$/.test(path) && path !== kDescription);
	assert.deepEqual(
		sources.filter((path) => !starts.test(read(path))),
		[],
	);
});

test(`no file is longer than ${kMaxLines} lines`, () => {
	const written = files.filter((path) => !/^package-lock\.json$|^engine\/prebuilt\/|\.(wasm|png)$/.test(path));
	const long = written.map((path) => `${path}: ${read(path).split('\n').length - 1}`);
	assert.deepEqual(
		long.filter((line) => Number(line.split(': ')[1]) > kMaxLines),
		[],
	);
});

/** `any` itself is the linter's to find; these are the ways around it. Tests of misuse need them. */
test('no script gives up its types', () => {
	const giving = /@ts-(?:ignore|nocheck|expect-error)|\bas unknown as\b|biome-ignore \S*noExplicitAny/;
	const known = ['engine/binding/engine.ts'];
	const product = scripts.filter((path) => !within(path, 'tests') && !known.includes(path));
	assert.deepEqual(
		product.filter((path) => giving.test(read(path))),
		[],
	);
});

test('the top level holds the four folders, and beside them what tools want there', () => {
	const folders = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
	assert.deepEqual([...folders].filter((name) => !name?.startsWith('.')).sort(), kTopLevel);
});

test('the lock file knows every package of every platform, or npm ci refuses it', () => {
	interface Locked {
		dependencies?: Record<string, string>;
		optionalDependencies?: Record<string, string>;
	}
	const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
	const named = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
		Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => ({ path, name })),
	);
	assert.ok(named.length > 50);
	const missing = named.filter(
		({ path, name }) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
	);
	assert.deepEqual(missing, []);
	assert.doesNotMatch(read('package-lock.json'), /"resolved"/);
});
