// Links to experiments: what is shared comes over, whatever it is; what is broken says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { usualExperiment } from '../../../app/lab/defaults.ts';
import type { Configuration, Experiment } from '../../../app/lab/experiment.ts';
import { kMostConfigurations } from '../../../app/lab/experiment.ts';
import { labFragment, readLabLink } from '../../../app/lab/link.ts';
import { kMaxProgramChars } from '../../../app/models/programState.ts';

const pack = (text: string) => deflateRawSync(text).toString('base64url');

async function comesOver(experiment: Experiment): Promise<void> {
	const [, packed = ''] = /^lab1=([\w-]+)$/.exec(await labFragment(experiment)) ?? [];
	assert.deepEqual(await readLabLink(1, packed), experiment);
}

test('an experiment comes over', async () => {
	await comesOver(usualExperiment);
	await comesOver({ ...usualExperiment, workload: { name: 'program', code: 'const ü = "😀";\r\n' }, repeats: 20 });
});

test('the largest comes over, whatever its letters', async () => {
	const configurations = Array.from(
		{ length: kMostConfigurations },
		(_, i): Configuration => ({
			policy: 'interval',
			intervalMs: 1000 + i + 1 / 3,
			heapLimitBytes: 2 ** 30,
			quarantineBytes: 2 ** 30,
		}),
	);
	for (const letter of ['\u0001', '漢', '\ud800']) {
		const workload = { name: 'program', code: letter.repeat(kMaxProgramChars) } as const;
		await comesOver({ ...usualExperiment, workload, configurations });
	}
});

for (const [what, version, packed, pattern] of [
	['of a newer form', 2, pack('{}'), /^This link to an experiment was made by a newer Sweepground\. Reload the page/],
	['of other letters', 1, 'ab$c', /experiment is cut off or damaged: its letters .*\. Ask for the link again\.$/],
	['without anything', 1, '', /is cut off or damaged/],
	['cut off', 1, pack(JSON.stringify(usualExperiment)).slice(0, -20), /is cut off or damaged: it does not unpack/],
	['that is no JSON', 1, pack('{repeats: 1}'), /is cut off or damaged: what it holds cannot be read\. Ask/],
	[
		'that is a bomb',
		1,
		pack(' '.repeat(32 << 20)),
		/is not opened: it unpacks to more than an experiment may be\. Ask/,
	],
	['of no experiment', 1, pack('[]'), /experiment does not work: An experiment must be an object, not a list\. Ask/],
	[
		'that is not valid',
		1,
		pack('{"repeats":99}'),
		/does not work: repeats must be a number from 1 to 20, not 99\. Ask/,
	],
] as const) {
	test(`a link ${what} is refused`, async () => {
		await assert.rejects(readLabLink(version, packed), (error: unknown) => {
			assert.ok(error instanceof Error);
			assert.match(error.message, pattern);
			return error.message.length < 300;
		});
	});
}
