// The policies of the runtime against the alternatives, in Node, Chromium and Firefox: all sides in one run. Takes
// --engine and --figure; what is measured in all three is written into RESULTS.md. With SMOKE=1 everything is done once, on little.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../app/serve.mjs';
import { root } from '../support/paths.ts';
import { chosenBy } from './policies/driver/arguments.ts';
import { buildArtefacts } from './policies/driver/artefacts.ts';
import { BrowserRunner } from './policies/driver/browser.ts';
import { measureFigure } from './policies/driver/measure.ts';
import { nodeRunner } from './policies/driver/node.ts';
import { circumstances, writeReport } from './policies/driver/report.ts';
import { AllResults } from './policies/driver/results.ts';
import { tableOf } from './policies/driver/table.ts';
import { figures as allFigures } from './policies/figures/index.ts';
import { smoke } from './smoke.ts';

const { engines, figures, everyEngine } = chosenBy(process.argv.slice(2));
const artefacts = await buildArtefacts();
const server = await serve({ dir: artefacts.folder, port: 0 });
const runners = engines.map((engine) =>
	engine === 'node' ? nodeRunner(artefacts.folder) : new BrowserRunner(engine, server.url),
);
const results = new AllResults();
const startMs = performance.now();
const closeAll = async () => {
	await Promise.all(runners.map((runner) => runner.close()));
	await server.close();
	artefacts.remove();
};
// Puppeteer closes its browsers at these, and lets the process live on.
for (const signal of ['SIGTERM', 'SIGHUP'] as const)
	process.once(signal, () => closeAll().finally(() => process.exit(1)));
try {
	const versions = await Promise.all(
		runners.map(async (runner) => `${runner.engine} ${await runner.version()}`.replace(/ (?:Chrome|firefox)\//i, ' ')),
	);
	for (const figure of figures)
		await measureFigure(runners, smoke ? { ...figure, atOnce: true } : figure, availableParallelism(), results);
	const tables = figures.map((figure) => tableOf(figure, results, engines, !smoke));
	const broken = tables.flatMap((table) => table.broken);
	const where = circumstances(versions);
	// The heading, an empty line, and the table.
	const sections = tables.map(({ lines: [heading = '', ...table] }) => [heading, '', where, ...table].join('\n'));
	console.log(`\n${sections.join('\n\n')}`);
	for (const { engine, figure, trial, why } of results.failures)
		console.log(`FAILED ${engine} ${figure}, ${trial}: ${why}`);
	if (!smoke) {
		for (const bound of broken) console.log(`FAILS  ${bound}`);
		mkdirSync(join(root, 'build/bench'), { recursive: true });
		writeFileSync(join(root, 'build/bench/policies.json'), JSON.stringify(results, null, '\t'));
		if (everyEngine)
			writeReport(
				sections,
				allFigures.map(({ title }) => `### ${title}`),
			);
	}
	if (results.failures.length > 0 || (!smoke && broken.length > 0)) process.exitCode = 1;
} finally {
	await closeAll();
	console.log(`${((performance.now() - startMs) / 60_000).toFixed(1)} minutes`);
}
