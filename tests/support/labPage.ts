// Builds the page that shows the Lab's charts or results of a given report, with the plug-ins of the page that visitors load.

import { mkdirSync, mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { stylesAsText } from '../../app/bundle.mjs';
import { root } from './paths.ts';

/** Gives its folder, absolute. Owner: the caller, who removes it. */
export async function buildLabPage(): Promise<string> {
	mkdirSync(join(root, 'build'), { recursive: true });
	const dir = mkdtempSync(join(root, 'build/lab-page-'));
	await build({
		absWorkingDir: root,
		entryPoints: ['tests/support/labPage/main.tsx'],
		outdir: dir,
		bundle: true,
		minify: true,
		format: 'esm',
		target: 'es2022',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		logLevel: 'warning',
		plugins: [stylesAsText],
	});
	const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
	content="default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="main.css">
<title>The Lab alone</title>
<script type="module" src="main.js"></script>
</html>
`;
	await writeFile(join(dir, 'index.html'), page);
	return dir;
}
