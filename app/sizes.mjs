// Sizes of the bundle by what a visitor loads when, and the bounds that they must keep.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * @typedef {{ path: string, rawBytes: number, gzipBytes: number }} FileSize
 * @typedef {{ name: string, what: string, rawBytes: number, gzipBytes: number, files: FileSize[] }} GroupSize
 */

/** What the page may weigh before anything is touched, and the engine; held by a test. */
export const bounds = { shellGzipBytes: 40 * 1024, engineRawBytes: 112 * 1024 };

const groups = [
	{ name: 'shell', what: 'index.html, main.js with its static chunks, main.css' },
	{ name: 'later', what: 'chunks the page loads after its first paint' },
	{ name: 'sandbox', what: 'frame and worker' },
	{ name: 'engine', what: 'engine.wasm' },
	{ name: 'plain', what: 'engine.plain.wasm, in the place of it where a browser has no SIMD' },
	{ name: 'runtime', what: 'sweepground.js and its engine.wasm, for those who use them without the page' },
	{ name: 'monaco', what: 'editor, its language service and font' },
];

/**
 * Every file of the folder by its group; licence texts count for nothing, since no page loads them.
 * @param {string} folder
 * @param {import('esbuild').Metafile} metafile of the page's modules
 * @param {string} root what the metafile's paths are relative to
 * @returns {Promise<GroupSize[]>}
 */
export async function measure(folder, metafile, root) {
	const outputs = new Map(
		Object.entries(metafile.outputs).map(([path, output]) => [relative(folder, resolve(root, path)), output]),
	);
	/** @param {string} path @param {Set<string>} seen @param {(kind: string) => boolean} follows */
	const closure = (path, seen, follows) => {
		if (seen.has(path)) return seen;
		seen.add(path);
		for (const it of outputs.get(path)?.imports ?? []) {
			if (!it.external && follows(it.kind)) closure(relative(folder, resolve(root, it.path)), seen, follows);
		}
		return seen;
	};
	const shell = closure('main.js', new Set(['index.html', 'main.css']), (kind) => kind === 'import-statement');
	const monaco = closure('monaco.js', new Set(['editor.worker.js', 'ts.worker.js']), () => true);
	for (const path of shell) {
		const inputs = Object.entries(outputs.get(path)?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
		const input = inputs.map(([name]) => name).find((name) => name.includes('node_modules/monaco-editor/'));
		if (input) throw new Error(`${path} holds ${input}: Monaco may be reached only by import('./monaco.ts')`);
	}
	/** @param {string} path */
	const groupOf = (path) => {
		if (shell.has(path)) return 'shell';
		if (path === 'engine.wasm') return 'engine';
		if (path === 'engine.plain.wasm') return 'plain';
		if (dirname(path) === 'runtime') return 'runtime';
		if (path === 'sandbox.html' || path === 'worker.js') return 'sandbox';
		return monaco.has(path) || /^monaco\.css$|\.ttf$/.test(path) ? 'monaco' : 'later';
	};

	const sizes = groups.map((group) => ({ ...group, rawBytes: 0, gzipBytes: 0, files: /** @type {FileSize[]} */ ([]) }));
	const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.LEGAL.txt'))
		.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
	for (const path of paths.sort()) {
		const bytes = await readFile(join(folder, path));
		const size = { path, rawBytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length };
		const group = sizes.find((it) => it.name === groupOf(path));
		group?.files.push(size);
		if (group) group.rawBytes += size.rawBytes;
		if (group) group.gzipBytes += size.gzipBytes;
	}
	return sizes;
}

/** @param {GroupSize[]} sizes */
export function sizeTable(sizes) {
	/** @param {number} bytes */
	const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(13);
	const rows = sizes
		.filter((group) => group.files.length > 0)
		.map(({ name, rawBytes, gzipBytes, what }) => `${name.padEnd(9)}${kib(rawBytes)}${kib(gzipBytes)}   ${what}`);
	return [`${'dist'.padEnd(9)}${'raw'.padStart(13)}${'gzip'.padStart(13)}`, ...rows].join('\n');
}
