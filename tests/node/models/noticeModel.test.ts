// One notice at a time: what is only to be read goes with the next run, what asks stays until it is answered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effect, signal } from '@preact/signals';
import { NoticeModel } from '../../../app/models/NoticeModel.ts';

test('a run that begins ends a note, and one that goes on ends nothing', () => {
	const notices = new NoticeModel();
	const running = signal(false);
	effect(() => {
		if (running.value) notices.runBegins();
	});
	notices.show({ text: 'Read this.', tone: 'note' });
	const shown = () => notices.current.value?.text;
	running.value = true;
	assert.equal(shown(), undefined);
	notices.show({ text: 'Read that.', tone: 'warning' });
	assert.equal(shown(), 'Read that.');
});

test('what asks outlives a run, and is answered once', () => {
	const notices = new NoticeModel();
	const said: string[] = [];
	const action = { label: 'Yes', act: () => said.push('yes') };
	notices.show({ text: 'May I?', tone: 'warning', actions: [action], closed: () => said.push('closed') });
	notices.runBegins();
	assert.equal(notices.current.value?.text, 'May I?');
	notices.take(action);
	notices.close();
	assert.deepEqual(said, ['yes']);
	notices.show({ text: 'May I?', tone: 'warning', closed: () => said.push('closed') });
	notices.close();
	assert.deepEqual([notices.current.value, said], [null, ['yes', 'closed']]);
});
