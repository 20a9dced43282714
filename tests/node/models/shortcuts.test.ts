// The page's keys: each does what the list says, on every keyboard, and none takes a letter out of a text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Command, commandOf, type Press, shortcutGroups } from '../../../app/models/shortcuts.ts';

const press = (key: string, rest: Partial<Press> = {}): Press => ({
	key,
	code: '',
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	shiftKey: false,
	...rest,
});
const ctrl = { ctrlKey: true };
const meta = { metaKey: true };
const chord = { ctrlKey: true, shiftKey: true };
const there = { typing: false, apple: false };

for (const [event, command] of [
	[press('Enter', ctrl), 'run'],
	[press('Enter', meta), 'run'],
	[press('Backspace', chord), 'stop'],
	[press('!', { ...chord, code: 'Digit1' }), 'program'],
	[press('"', { ...chord, code: 'Digit2' }), 'map'],
	[press('3', { ...chord, code: 'Digit3' }), 'timeline'],
	[press('$', { ...chord, code: 'Digit4' }), 'table'],
	[press('%', { ...chord, code: 'Digit5' }), 'lab'],
	[press('^', { ...chord, code: 'Digit6' }), 'lesson'],
	[press('o', ctrl), 'open'],
	[press('S', ctrl), 'save'],
	[press('?', { shiftKey: true }), 'help'],
	[press('?'), 'help'],
	[press('g'), 'collect'],
	[press('s'), 'sweep'],
	[press('c'), 'check'],
	[press('G', { shiftKey: true }), undefined],
	[press('s', { altKey: true }), undefined],
	[press('s', { ctrlKey: true, shiftKey: true }), undefined],
	[press('s', meta), undefined],
	[press('Enter'), undefined],
	[press('Enter', { ...ctrl, ...meta }), undefined],
	[press('1', { code: 'Digit1' }), undefined],
	[press('Escape'), undefined],
] satisfies [Press, Command | undefined][]) {
	const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
	const held = Object.entries({ ctrlKey, metaKey, shiftKey, altKey }).flatMap(([name, on]) => (on ? [name] : []));
	test(`${[...held, key].join(' ')} asks for ${command ?? 'nothing'}`, () => {
		assert.equal(commandOf(event, there), command);
	});
}

test('an Apple keyboard opens and saves by ⌘, and leaves Control alone', () => {
	const apple = { typing: false, apple: true };
	assert.equal(commandOf(press('o', meta), apple), 'open');
	assert.equal(commandOf(press('o', ctrl), apple), undefined);
	assert.equal(commandOf(press('Backspace', chord), apple), 'stop');
});

test('no letter is taken out of a text', () => {
	for (const key of ['g', 's', 'c', '?'])
		assert.equal(commandOf(press(key), { typing: true, apple: false }), undefined);
	assert.equal(commandOf(press('s', ctrl), { typing: true, apple: false }), 'save');
});

test('no key stands for two commands, and each has words', () => {
	const commands = shortcutGroups.flatMap(({ shortcuts }) => shortcuts.filter(({ command }) => command));
	const keys = commands.flatMap((shortcut) => shortcut.keys);
	assert.equal(new Set(keys).size, keys.length);
	assert.equal(new Set(commands.map(({ command }) => command)).size, 14);
	for (const { shortcuts } of shortcutGroups)
		for (const { what } of shortcuts) assert.match(what, /^[A-Z].{5,60}[^.]$/);
});
