// The bundle: what is in it, what it may weigh, and that a failed one leaves the last as it was.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { bundle } from '../../app/bundle.mjs';
import { bounds, sizeTable } from '../../app/sizes.mjs';
import { root } from '../support/paths.ts';

mkdirSync(join(root, 'build'), { recursive: true });
const folder = mkdtempSync(join(root, 'build/bundle-test-'));
after(() => rmSync(folder, { recursive: true }));
const dist = join(folder, 'dist');
const sizes = await bundle(dist);
const read = (name: string) => readFileSync(join(dist, name), 'utf8');
const size = (name: string) => {
	const group = sizes.find((it) => it.name === name);
	assert.ok(group && group.files.length > 0, `nothing is in the group ${name}`);
	return group;
};

test('the bundle holds every file that the page asks for by name', () => {
	const names = [
		'index.html',
		'summary.html',
		'main.js',
		'main.css',
		'sandbox.html',
		'worker.js',
		'engine.wasm',
		'monaco.css',
	];
	const others = [
		'analysis.worker.js',
		'editor.worker.js',
		'ts.worker.js',
		'runtime/sweepground.js',
		'runtime/engine.wasm',
	];
	for (const name of [...names, ...others]) assert.ok(existsSync(join(dist, name)), name);
	for (const [, font] of read('monaco.css').matchAll(/url\(["']?(?!data:|#)([^"')]+)/g)) {
		assert.ok(existsSync(join(dist, font ?? '')), `monaco.css asks for ${font}`);
	}
});

test('every address in the page is relative, so any subpath serves it', () => {
	const addresses = [...read('index.html').matchAll(/\b(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
	assert.ok(addresses.length > 1);
	assert.deepEqual(
		addresses.filter((address) => /^(\/|\w+:(?!.*svg))/.test(address)),
		[],
	);
});

test('the shell and the engine keep to their bounds', (t) => {
	t.diagnostic(`\n${sizeTable(sizes)}`);
	assert.ok(size('shell').gzipBytes <= bounds.shellGzipBytes, `the shell is ${size('shell').gzipBytes} bytes of gzip`);
	for (const name of ['engine', 'plain'] as const)
		assert.ok(size(name).rawBytes <= bounds.engineRawBytes, `${name}: ${size(name).rawBytes} bytes`);
});

test('the stylesheet of the shell holds nothing of Monaco, and monaco.css does', () => {
	assert.doesNotMatch(read('main.css'), /\.monaco-editor \.(view-lines|cursors-layer)/);
	assert.match(read('monaco.css'), /\.monaco-editor \.(view-lines|cursors-layer)/);
});

test('the frame allows exactly its own script', () => {
	const page = read('sandbox.html');
	const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
	assert.equal(scripts.length, 1);
	const hash = createHash('sha256')
		.update(scripts[0] ?? '')
		.digest('base64');
	assert.ok(page.includes(`script-src 'sha256-${hash}' blob: 'wasm-unsafe-eval'`), 'the hash is not in the policy');
});

test('workers are classic scripts', () => {
	for (const name of ['worker.js', 'analysis.worker.js', 'editor.worker.js', 'ts.worker.js']) {
		assert.doesNotMatch(read(name).slice(-2000), /\bexport\s*\{/, name);
		assert.doesNotThrow(() => new Function(read(name)), name);
	}
});

test('a bundle that fails leaves the last one, and nothing beside it', async () => {
	const before = readdirSync(dist).sort();
	const copy = join(folder, 'broken');
	mkdirSync(copy);
	for (const name of ['app', 'engine', 'samples', 'package.json', 'tsconfig.base.json', 'README.md']) {
		cpSync(join(root, name), join(copy, name), { recursive: true });
	}
	rmSync(join(copy, 'app/sandbox/frame/frame.html'));
	const broken = await import(join(copy, 'app/bundle.mjs'));
	await assert.rejects(broken.bundle(dist), /frame\.html/);
	assert.deepEqual(readdirSync(dist).sort(), before);
	assert.deepEqual(readdirSync(folder).sort(), ['broken', 'dist']);
});
