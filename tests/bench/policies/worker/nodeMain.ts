// A trial in a Node process of its own: comes by message, and its outcome goes back the same way.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EmbindFactory, Trial, TrialHost } from '../trial.ts';
import { runTrial } from './runTrial.ts';

const folder = process.argv[2] ?? '.';

const host: TrialHost = {
	engine: 'node',
	bytes: async (name) => new Uint8Array(await readFile(join(folder, name))),
	embind: async () => createRequire(join(folder, 'embind.cjs'))('./embind.cjs') as EmbindFactory,
	async heap() {
		if (!globalThis.gc) throw new Error('Node was started without --expose-gc');
		// Twice, with a macrotask between: what the first one's callbacks let go of is in the second.
		for (let i = 0; i < 2; i++) {
			globalThis.gc();
			await new Promise((resolve) => setImmediate(resolve));
		}
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		return { usedBytes: heapUsed, bufferBytes: arrayBuffers };
	},
};

process.once('message', async (trial) => {
	const outcome = await runTrial(trial as Trial, host);
	process.send?.(outcome, () => process.exit(0));
});
process.send?.('ready');
