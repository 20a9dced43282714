// What is handed on: CSV that reads back as the same figures, JSON that is the report, Markdown as it is pasted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv, toJson, toMarkdown } from '../../../app/lab/exportText.ts';
import { figureNames } from '../../../app/lab/figures.ts';
import { figureName, figuresByGroup } from '../../../app/lab/figureWords.ts';
import type { Report, Trial } from '../../../app/lab/report.ts';
import { rowsOf } from '../../../app/lab/rows.ts';
import { workloadText } from '../../../app/lab/words.ts';
import { sampleReport } from '../../support/labReport.ts';

const report = sampleReport();

/** As RFC 4180 has it, written apart from what is tested. */
function parseCsv(text: string): string[][] {
	const lines: string[][] = [[]];
	const cells = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/y;
	while (cells.lastIndex < text.length) {
		const [all, cell = '', end] = cells.exec(text) ?? assert.fail(`no cell at ${cells.lastIndex}`);
		lines.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
		if (end === '\r\n') lines.push([]);
		assert.ok(all !== '' || end !== '');
	}
	assert.deepEqual(lines.pop(), [], 'the last line ends as all do');
	return lines;
}

function parsed(text: string): Record<string, string>[] {
	const [head = [], ...lines] = parseCsv(text);
	return lines.map((line) => {
		assert.equal(line.length, head.length);
		return Object.fromEntries(line.map((cell, at) => [head[at] ?? '', cell]));
	});
}

function withTrial(change: Partial<Trial>): Report {
	const [first] = report.trials;
	assert.ok(first);
	return { ...report, trials: [{ ...first, ...change }] };
}

test('the CSV has a line for each trial, with all figures as they were measured', () => {
	const lines = parsed(toCsv(report));
	assert.equal(lines.length, report.trials.length);
	for (const [at, line] of lines.entries()) {
		const trial = report.trials[at];
		assert.ok(trial?.figures);
		for (const name of figureNames) {
			const cell = line[name];
			assert.equal(cell === '' ? null : Number(cell), trial.figures[name], `${name} of line ${at}`);
		}
	}
});

test('each line of the CSV has all settings', () => {
	const [, second = {}] = parsed(toCsv(report));
	const { workload } = report.experiment;
	assert.ok(workload.name !== 'program');
	const sizes = Object.entries(workload.sizes).map(([name, value]) => [`size.${name}`, String(value)]);
	assert.ok(sizes.length > 0);
	const settings = Object.entries(second).filter(([name]) => !figureNames.some((figure) => figure === name));
	assert.deepEqual(Object.fromEntries(settings), {
		date: '2026-11-24T10:00:00.000Z',
		agent: 'Chromium 156',
		cores: '2',
		clockStepMs: '0.1',
		workload: 'steady churn',
		programHash: '',
		seed: '1',
		...Object.fromEntries(sizes),
		repeats: '3',
		warmUps: '1',
		withinMs: '1000',
		deadlineMs: '10000',
		holds: '0',
		configuration: '2',
		policy: 'interval',
		intervalMs: '10',
		heapLimitBytes: '67108864',
		quarantineBytes: '131072',
		trial: '1',
		outcome: 'ended',
		reason: '',
		errors: '',
		disturbances: '',
	});
});

test('programs that differ have another hash in the CSV', () => {
	const hash = (code: string) => {
		const experiment = { ...report.experiment, workload: { name: 'program', code } as const };
		return parsed(toCsv({ ...report, experiment }))[0]?.programHash ?? '';
	};
	assert.match(hash('new MyClass(1)'), /^[0-9a-f]{8}$/);
	assert.notEqual(hash('new MyClass(1)'), hash('new MyClass(2)'));
});

test('a CSV without trials has its head alone', () => {
	const [head, ...lines] = parseCsv(toCsv({ ...report, trials: [] }));
	assert.deepEqual(head, parseCsv(toCsv(report))[0]);
	assert.equal(lines.length, 0);
});

test('a trial without figures leaves their cells empty', () => {
	const [line] = parsed(toCsv(withTrial({ outcome: 'stuck', figures: null, reason: 'It did not let go' })));
	assert.deepEqual([line?.outcome, line?.reason, line?.made, line?.labMs], ['stuck', 'It did not let go', '', '']);
});

for (const reason of ['a "quoted", comma', 'two\nlines', 'carriage\r\nreturn', ' spaces ', '", =1+1']) {
	test(`${JSON.stringify(reason)} comes back from the CSV`, () => {
		assert.equal(parsed(toCsv(withTrial({ reason })))[0]?.reason, reason);
	});
}

for (const reason of ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1']) {
	test(`${JSON.stringify(reason)} is no formula to a spreadsheet`, () => {
		assert.equal(parsed(toCsv(withTrial({ reason })))[0]?.reason, `'${reason}`);
	});
}

test('the JSON is the report, a line for each trial', () => {
	const text = toJson(report);
	assert.deepEqual(JSON.parse(text), report);
	assert.equal(text.split('\n').length, report.trials.length + 3);
	assert.deepEqual(JSON.parse(toJson({ ...report, trials: [] })), { ...report, trials: [] });
});

const kMarkdown = `
3 trials each · freed within 1 s · heap limit 64 MiB, quarantine 128 KiB · Chromium 156, 2 cores, 24 Nov 2026 10:00 UTC

| #   | Configuration     | Trials           |     Freed within 1 s |      Peak native bytes |           Policy time |
| --- | ----------------- | ---------------- | -------------------: | ---------------------: | --------------------: |
| 1   | none              | 0 of 3 · 3 threw |                  0 % |               5.04 MiB |                  0 ms |
| 2   | interval · 10 ms  | 3 of 3           | ▽ 30.8 (30.8–30.9) % | ▽ 4.27 (4.26–4.27) MiB |    ▽ 204 (196–229) ms |
| 3   | interval · 100 ms | 3 of 3           |   71.4 (71.3–71.8) % |   3.28 (3.25–3.29) MiB |   31.5 (28.9–32.0) ms |
| 4   | interval · 1 s    | 3 of 3           |   65.7 (65.5–66.0) % |   3.39 (3.37–3.40) MiB | ★ 8.74 (8.58–8.90) ms |
| 5   | idle              | 3 of 3           |   43.8 (43.7–43.8) % |   3.95 (3.95–3.96) MiB |   50.5 (48.5–53.6) ms |
| 6   | registry          | 3 of 3           |   92.3 (92.3–92.6) % |   2.78 (2.73–2.79) MiB |   13.1 (11.3–13.1) ms |
| 7   | gated             | 3 of 3           |   96.5 (96.5–96.9) % |   2.68 (2.66–2.68) MiB | ★ 7.99 (7.37–8.23) ms |
| 8   | pressure          | 3 of 3           | ★ 99.0 (98.9–99.6) % | ★ 2.54 (2.54–2.59) MiB |   11.4 (10.9–11.6) ms |

Medians, and (least–greatest) of the trials where they differ. ★ best, ▽ worst: only where the difference is greater than the spread.

- 1 none: 3 of 3 threw: \`NativeHeapExhausted at line 12: the native heap is full to its limit of 64 MiB\`
- 4 interval · 1 s: 1 of 3 disturbed, and left out: The tab was hidden for 0.8 s
`;

test('the Markdown has settings, the table and what is to be said of rows', () => {
	const text = toMarkdown(report, { figures: ['freedWithinPercent', 'peakBytes', 'policyTotalMs'] });
	assert.equal(text, `**${workloadText(report.experiment.workload)}**  ${kMarkdown}`.replaceAll('\u00a0', ' '));
});

test('the Markdown has all figures unless told, and the rows that it is told', () => {
	const [head = ''] = toMarkdown(report)
		.split('\n')
		.filter((line) => line.startsWith('|'));
	const names = figuresByGroup.map((name) => figureName(name, report.experiment).replaceAll('\u00a0', ' '));
	const cells = head.split('|').map((it) => it.trim());
	assert.deepEqual(cells.slice(4, -1), names);
	const [, , third, fourth] = rowsOf(report);
	assert.ok(third && fourth);
	const text = toMarkdown(report, { figures: ['sweeps'], rows: [fourth, third] });
	assert.match(text, /· 2 of 8 rows\n/);
	assert.deepEqual(
		[...text.matchAll(/^\| (\d)/gm)].map((match) => match[1]),
		['4', '3'],
	);
});

test('the Markdown says that an experiment is not all', () => {
	const trials = report.trials.slice(0, 5);
	assert.match(toMarkdown({ ...report, trials, state: 'cancelled' }), /· cancelled after 5 of 24 trials\n/);
	assert.match(toMarkdown({ ...report, trials, state: 'running' }), /· so far 5 of 24 trials\n/);
});

test('what a program threw is no Markdown of its own', () => {
	const reason = 'a `` | <img src=x>\n\n# ![x](http://x) ```';
	const text = toMarkdown(withTrial({ outcome: 'threw', reason }));
	assert.ok(text.includes('```` a `` | <img src=x> # ![x](http://x) ``` ````'), text);
});
