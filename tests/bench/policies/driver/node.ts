// Trials in Node: a fresh process for each.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome, Trial } from '../trial.ts';
import { beforeDeadline, type Runner } from './runner.ts';

/** Of what a process writes before it dies, so much is told. */
const kToldCharacters = 2000;

export function nodeRunner(folder: string): Runner {
	return {
		engine: 'node',
		version: async () => process.version,
		run(trial: Trial) {
			const child = fork(join(folder, 'node.cjs'), [folder], {
				execArgv: trial.seesHeap ? ['--expose-gc'] : [],
				stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			});
			let written = '';
			for (const stream of [child.stdout, child.stderr])
				stream?.on('data', (bytes) => {
					written = `${written}${bytes}`.slice(-kToldCharacters);
				});
			const outcome = new Promise<Outcome>((resolve, reject) => {
				child.on('message', (message) => {
					if (message === 'ready') child.send(trial);
					else resolve(message as Outcome);
				});
				child.once('error', reject);
				child.once('close', (code, signal) => reject(new Error(`ended with ${signal ?? code}: ${written}`)));
			});
			return beforeDeadline(trial, outcome, () => {
				child.kill('SIGKILL');
			});
		},
		close: async () => {},
	};
}
