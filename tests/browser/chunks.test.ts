// What comes after the first paint: where it cannot be had, its pane says so, and programs run all the same.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pageTest, until } from '../support/browser.ts';
import { root } from '../support/paths.ts';
import { quietPath, ready, runCode, stats } from '../support/sweepground.ts';

const kParts = ['HeapMap', 'TimelinePanel', 'ObjectsGrid'];

const incomplete = await mkdtemp(join(tmpdir(), 'sweepground-chunks-'));
after(() => rm(incomplete, { recursive: true }));
await cp(join(root, 'dist'), incomplete, { recursive: true });
const chunks = join(incomplete, 'chunks');
const gone = (await readdir(chunks)).filter((name) => kParts.some((part) => name.startsWith(`${part}-`)));
await Promise.all(gone.map((name) => rm(join(chunks, name))));

pageTest('a pane that cannot be loaded says so', { path: quietPath, dir: incomplete }, async (visit) => {
	assert.equal(gone.length, kParts.length);
	visit.allowErrors(/404|Failed to load resource|error loading dynamically|chunks\//i);
	await ready(visit);
	const said = () =>
		visit.page.$$eval('.pane', (panes) =>
			panes
				.filter((pane) => pane.querySelector('.empty')?.textContent?.includes('could not be loaded'))
				.map((pane) => pane.className),
		);
	await until('three panes that say so', said, 10_000, (panes) => panes.length === kParts.length);
	assert.deepEqual(await runCode(visit, 'globalThis.kept = new MyClass(1);'), { ok: true });
	assert.equal((await stats(visit)).counts.live, 1);
});
