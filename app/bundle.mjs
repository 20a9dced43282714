// Bundles the page, the sandbox, the editor's workers and the runtime into dist/ and says how large each part is.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import { lessonsPlugin } from './lessons/build/plugin.mjs';
import { readSummary } from './lessons/build/summary.mjs';
import { measure, sizeTable } from './sizes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const kTarget = 'es2022';

/** @type {import('esbuild').BuildOptions} */
const common = {
	absWorkingDir: root,
	bundle: true,
	minify: true,
	platform: 'browser',
	target: kTarget,
	charset: 'utf8',
	logLevel: 'warning',
	legalComments: 'linked',
	jsx: 'automatic',
	jsxImportSource: 'preact',
};

/**
 * Monaco's TypeScript carries the declarations of every lib; a program in the sandbox has no DOM, and these weigh
 * more than all others together.
 * @type {import('esbuild').Plugin}
 */
const languageLibsOnly = {
	name: 'language-libs-only',
	setup(build) {
		build.onLoad({ filter: /[\\/]features[\\/]typescript[\\/]lib[\\/]lib\.js$/ }, async ({ path }) => {
			const { libFileMap } = await import(pathToFileURL(path).href);
			const kept = Object.entries(libFileMap).filter(([name]) => /^lib\.(es|decorators)/.test(name));
			return { contents: `export const libFileMap = ${JSON.stringify(Object.fromEntries(kept))};` };
		});
	},
};

/** @type {import('esbuild').Plugin} */
const withoutMonacoStyles = {
	name: 'without-monaco-styles',
	setup(build) {
		build.onLoad({ filter: /[\\/]monaco-editor[\\/].*\.css$/ }, () => ({ contents: '', loader: 'css' }));
	},
};

/**
 * `import text from './x.css?text'`: a stylesheet as the text of the chunk that needs it, no part of main.css.
 * @type {import('esbuild').Plugin}
 */
export const stylesAsText = {
	name: 'styles-as-text',
	setup(build) {
		build.onResolve({ filter: /\.css\?text$/ }, async ({ path, importer, resolveDir, kind }) => {
			const resolved = await build.resolve(path.replace('?text', ''), { importer, resolveDir, kind });
			return { ...resolved, namespace: 'styles-as-text' };
		});
		build.onLoad({ filter: /.*/, namespace: 'styles-as-text' }, async ({ path }) => {
			const { code } = await transform(await readFile(path, 'utf8'), {
				loader: 'css',
				minify: true,
				target: kTarget,
				charset: 'utf8',
				sourcefile: path,
			});
			return { contents: code.trim(), loader: 'text', watchFiles: [path] };
		});
	},
};

/**
 * The page as modules; all that Monaco needs hangs on the entry `monaco`.
 * @param {string} out
 */
async function bundlePage(out) {
	const { metafile } = await build({
		...common,
		entryPoints: { main: 'app/shell/main.tsx', monaco: 'app/editor/monaco.ts' },
		outdir: out,
		format: 'esm',
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		metafile: true,
		plugins: [lessonsPlugin(join(root, 'samples')), stylesAsText, withoutMonacoStyles],
	});
	// main.css holds the styles that later chunks import as such; esbuild writes them once more beside each chunk.
	const sheets = Object.keys(metafile.outputs).filter((path) => path.endsWith('.css'));
	await Promise.all(sheets.filter((it) => basename(it) !== 'main.css').map((it) => rm(join(root, it))));
	await writeFile(join(out, 'index.html'), await withChunks(metafile, out));
	await writeFile(join(out, 'summary.html'), await readSummary(join(root, 'samples')));
	// As text, which browsers show, with the mark that says UTF-8, since servers do not.
	await writeFile(join(out, 'README.txt'), `\ufeff${await readFile(join(root, 'README.md'), 'utf8')}`);
	return metafile;
}

/** Of the chunks that main.js asks for as it begins, those with what a visitor reads first. */
const kReadFirst = /^app\/lessons\/LessonPane\.tsx$|^sweepground:lesson\/01-/;

/**
 * The page, with a link to each chunk that main.js imports, and to the first lesson: browsers else look for them only
 * once they have main.js.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} out
 */
async function withChunks(metafile, out) {
	const page = await readFile(join(root, 'app/index.html'), 'utf8');
	const before = '<script type="module"';
	if (page.split(before).length !== 2) throw new Error(`app/index.html must hold ${before} exactly once`);
	/** @param {string} path @param {Set<string>} seen */
	const reach = (path, seen) => {
		for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
			if (kind === 'import-statement' && !seen.has(next)) reach(next, seen.add(next));
		}
		return seen;
	};
	const chunks = reach(relative(root, join(out, 'main.js')), new Set());
	const first = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => kReadFirst.test(entryPoint ?? ''));
	if (first.length !== 2) throw new Error('The chunks of the first lesson are not where they are looked for');
	for (const [path] of first) reach(path, chunks.add(path));
	const links = [...chunks].map(
		(path) => `<link rel="modulepreload" href="${relative(out, join(root, path))}" />\n\t\t`,
	);
	return page.replace(before, () => `${links.join('')}${before}`);
}

/**
 * Monaco's styles and font. Apart from the page, since esbuild puts into main.css what a later chunk imports.
 * @param {string} out
 */
async function bundleMonacoStyles(out) {
	const { outputFiles } = await build({
		...common,
		entryPoints: { monaco: 'app/editor/monaco.ts' },
		outdir: out,
		format: 'esm',
		assetNames: '[name]',
		loader: { '.ttf': 'file' },
		write: false,
	});
	const kept = outputFiles.filter(({ path }) => /\.(css|ttf)$/.test(path));
	await Promise.all(kept.map(({ path, contents }) => writeFile(path, contents)));
}

/**
 * Workers are classic scripts: the sandbox's runs from a blob in an opaque frame, where module workers fail.
 * @param {string} out
 */
async function bundleWorkers(out) {
	await build({
		...common,
		entryPoints: {
			worker: 'app/sandbox/worker/worker.ts',
			'analysis.worker': 'app/analysis/worker.ts',
			'editor.worker': 'monaco-editor/editor/editor.worker',
			'ts.worker': 'monaco-editor/languages/features/typescript/ts.worker',
		},
		outdir: out,
		format: 'iife',
		plugins: [languageLibsOnly],
	});
}

/**
 * The frame's script stands inside its page, allowed by its hash alone.
 * @param {string} out
 */
async function bundleFrame(out) {
	const { outputFiles } = await build({
		...common,
		entryPoints: ['app/sandbox/frame/frame.ts'],
		format: 'iife',
		legalComments: 'none',
		write: false,
	});
	const script = outputFiles[0]?.text.trim() ?? '';
	if (/<\/script|<!--/i.test(script))
		throw new Error('app/sandbox/frame/frame.ts: its text would end the script element');
	const hash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
	const page = await readFile(join(root, 'app/sandbox/frame/frame.html'), 'utf8');
	for (const mark of ['{{hash}}', '<script></script>']) {
		if (page.split(mark).length !== 2) throw new Error(`app/sandbox/frame/frame.html must hold ${mark} exactly once`);
	}
	const filled = page.replace('{{hash}}', () => hash).replace('<script></script>', () => `<script>${script}</script>`);
	await writeFile(join(out, 'sandbox.html'), filled);
}

/**
 * The runtime for those who use the engine without the page: one module, and the engine beside it.
 * @param {string} out absolute path
 */
export async function bundleRuntime(out) {
	await build({
		...common,
		entryPoints: { sweepground: 'engine/binding/index.ts' },
		outdir: out,
		format: 'esm',
		platform: 'neutral',
	});
	await cp(join(root, 'engine/prebuilt/engine.wasm'), join(out, 'engine.wasm'));
	// Node else takes a .js file for CommonJS.
	await writeFile(join(out, 'package.json'), `${JSON.stringify({ type: 'module' })}\n`);
}

/**
 * Bundles into `out`, by way of a folder beside it: after a failure `out` is what it was. Gives the sizes.
 * @param {string} out absolute path
 */
export async function bundle(out) {
	const fresh = `${out}.new-${process.pid}`;
	const old = `${out}.old-${process.pid}`;
	await mkdir(fresh, { recursive: true });
	try {
		const page = bundlePage(fresh);
		// The page's build writes and removes a monaco.css of its own.
		const styles = page.then(() => bundleMonacoStyles(fresh));
		const parts = [page, styles, bundleWorkers(fresh), bundleFrame(fresh), bundleRuntime(join(fresh, 'runtime'))];
		// All have ended before any error is thrown: none writes into the folder after its removal.
		await Promise.allSettled(parts);
		await Promise.all(parts);
		for (const name of ['engine.wasm', 'engine.plain.wasm']) {
			await cp(join(root, 'engine/prebuilt', name), join(fresh, name));
		}
		const sizes = await measure(fresh, await page, root);
		await mkdir(dirname(out), { recursive: true });
		await rename(out, old).catch((error) => {
			if (error.code !== 'ENOENT') throw error;
		});
		await rename(fresh, out);
		return sizes;
	} finally {
		await rm(fresh, { recursive: true, force: true });
		await rm(old, { recursive: true, force: true });
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		console.log(sizeTable(await bundle(join(root, 'dist'))));
	} catch (error) {
		// esbuild has printed its own errors with their place; what remains is one of the checks above.
		const said = error instanceof Error && 'errors' in error;
		console.error(said ? 'The bundle failed.' : `The bundle failed: ${error instanceof Error ? error.message : error}`);
		process.exitCode = 1;
	}
}
