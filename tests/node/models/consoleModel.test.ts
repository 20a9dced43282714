// The console keeps the newest lines, counts the rest, and a flood is drawn seldom and a little at a time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConsoleModel, kConsoleLines } from '../../../app/models/ConsoleModel.ts';
import type { ConsoleLine } from '../../../app/protocol/messages.ts';
import { FakePageClock } from './fakes.ts';

function lines(count: number, text = 'line'): ConsoleLine[] {
	return Array.from({ length: count }, (_, i) => ({ level: 'log', text: `${text} ${i}`, line: 1 }));
}

test('lines are drawn soon, and can be read at once', () => {
	const clock = new FakePageClock();
	const model = new ConsoleModel(clock);
	model.add(lines(2));
	assert.equal(model.all().length, 2);
	clock.advance(100);
	assert.deepEqual(
		model.lines.value.map(({ text }) => text),
		['line 0', 'line 1'],
	);
});

test('only the newest are kept; what fell out and what never came is counted', () => {
	const clock = new FakePageClock();
	const model = new ConsoleModel(clock);
	model.add(lines(kConsoleLines, 'old'), 500);
	model.add(lines(10, 'new'), 7);
	clock.advance(10_000);
	assert.equal(model.all().length, kConsoleLines);
	assert.equal(model.all()[0]?.text, 'old 10');
	assert.equal(model.droppedCount.value, 517);
	assert.equal(model.lines.value.length, kConsoleLines);
});

test('a flood: few drawings, few lines in each; all that are kept once it is over', () => {
	const clock = new FakePageClock();
	const model = new ConsoleModel(clock);
	let drawings = 0;
	let most = 0;
	model.lines.subscribe((drawn) => {
		drawings++;
		most = Math.max(most, drawn.length);
	});
	for (let i = 0; i < 1000; i++) {
		model.add(lines(1000));
		clock.advance(1);
	}
	assert.ok(drawings <= 12, `${drawings} drawings in a second`);
	assert.ok(most <= 200, `${most} lines in one drawing`);
	clock.advance(10_000);
	assert.equal(model.lines.value.length, kConsoleLines);
});

test('clear forgets lines and the count, and what comes later is drawn', () => {
	const clock = new FakePageClock();
	const model = new ConsoleModel(clock);
	model.add(lines(1500));
	model.clear();
	assert.deepEqual([model.all(), model.lines.value, model.droppedCount.value], [[], [], 0]);
	clock.advance(1000);
	model.note('Stopped.');
	clock.advance(1000);
	assert.deepEqual(
		model.lines.value.map(({ level, text }) => `${level} ${text}`),
		['system Stopped.'],
	);
});

test('an error is a line of its own with its place', () => {
	const model = new ConsoleModel(new FakePageClock());
	model.addError({ name: 'RangeError', message: 'too much', line: 4, column: 2 });
	assert.deepEqual(model.all(), [{ level: 'error', text: 'RangeError: too much', line: 4 }]);
});
