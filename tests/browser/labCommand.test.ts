// ./build.sh lab in a browser: its page measures what the command asks for, tells how far it is, and keeps what there is
// when it is ended.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { browserLaboratory } from '../../app/lab/headless/browserLaboratory.ts';
import { parseExperiment } from '../../app/lab/parseExperiment.ts';
import { browserName } from '../support/browser.ts';
import { root } from '../support/paths.ts';

const kTimeoutMs = 60_000;

test('the command runs experiments one after the other, and ends one', { timeout: kTimeoutMs }, async () => {
	const laboratory = await browserLaboratory(browserName, join(root, 'dist'));
	try {
		const small = { warmUps: 0, withinMs: 50, configurations: ['none', { policy: 'interval', intervalMs: 10 }] };
		const code = 'for (let i = 0; i < 321; i++) new MyClass(i);';
		const whole = parseExperiment({ ...small, repeats: 1, workload: { name: 'program', code } }, '');
		const told: string[] = [];
		const report = await laboratory.run(whole, ({ now }) => told.push(now)).done;
		assert.equal(report.state, 'done');
		assert.deepEqual(report.experiment, whole);
		assert.deepEqual(
			report.trials.map(({ outcome, figures }) => [outcome, figures?.made]),
			[
				['ended', 321],
				['ended', 321],
			],
		);
		assert.ok(told.some((now) => now.startsWith('none, 1 of 1')) && told.some((now) => now.startsWith('interval')));

		const long = parseExperiment({ ...small, repeats: 20, workload: { name: 'program', code } }, '');
		const running = laboratory.run(long, ({ done }) => {
			if (done === 2) running.cancel();
		});
		const ended = await running.done;
		assert.equal(ended.state, 'cancelled');
		assert.ok(ended.trials.length >= 2 && ended.trials.length < 10, `${ended.trials.length} trials`);
	} finally {
		await laboratory.close();
	}
});
