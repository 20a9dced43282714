// Programs: timers, listeners and suspended functions that keep wrappers; and what comes near to it and is clean.
import { type Case, listed } from './case.ts';

export const laterCases: Case[] = [
	listed(
		'setInterval',
		'function start() {\n  const it = new MyClass(1);\n  setInterval(() => it.my_method(), 10);\n}\nstart();',
		'timer 3 likely [2]',
	),
	listed(
		'setInterval with an argument',
		'setInterval((it) => it.my_method(), 10, new MyClass(1));',
		'timer 1 likely [1]',
	),
	listed(
		'a bound method',
		'class Clock {\n  buffer = new Buffer(1);\n  constructor() { setInterval(this.turn.bind(this), 10); }\n  turn() {}\n}\nnew Clock();',
		'timer 3 likely [2]',
	),
	listed(
		'a timer that starts itself anew',
		'function start() {\n  const it = new MyClass(1);\n  const turn = () => { it.my_method(); setTimeout(turn, 10); };\n  turn();\n}\nstart();',
		'timer 3 likely [2]',
	),
	listed(
		'a long timeout',
		'function start() {\n  const it = new MyClass(1);\n  setTimeout(() => it.my_method(), 60000);\n}\nstart();',
		'timer 3 likely [2]',
	),
	listed(
		'a sibling in the scope of the timer',
		'function start() {\n  const it = new MyClass(1);\n  [1].forEach(() => it.my_method());\n  setInterval(() => console.log(1), 10);\n}\nstart();',
		'timer 4 possible [2]',
	),
	listed(
		'cleared',
		'function start() {\n  const it = new MyClass(1);\n  const id = setInterval(() => it.my_method(), 10);\n  return () => clearInterval(id);\n}\nstart()();',
	),
	listed(
		'cleared by itself',
		'function start() {\n  const it = new MyClass(1);\n  let n = 0;\n  const id = setInterval(() => { it.my_method(); if (++n > 3) clearInterval(id); }, 10);\n}\nstart();',
	),
	listed(
		'a short timeout',
		'function start() {\n  const it = new MyClass(1);\n  setTimeout(() => it.my_method(), 10);\n}\nstart();',
	),
	listed('an interval that makes its own', 'setInterval(() => { const it = new MyClass(1); it.my_method(); }, 10);'),
	listed(
		'a WeakRef in an interval',
		'function start() {\n  const ref = new WeakRef(new MyClass(1));\n  setInterval(() => ref.deref()?.my_method(), 10);\n}\nstart();',
	),
	listed(
		'a listener of the global',
		"function start() {\n  const it = new MyClass(1);\n  addEventListener('message', () => it.my_method());\n}\nstart();",
		'listener 3 likely [2]',
	),
	listed(
		'onmessage',
		'function start() {\n  const it = new MyClass(1);\n  self.onmessage = () => it.my_method();\n}\nstart();',
		'listener 3 likely [2]',
	),
	listed(
		'a port',
		'function start() {\n  const it = new MyClass(1);\n  const { port1 } = new MessageChannel();\n  port1.onmessage = () => it.my_method();\n}\nstart();',
		'listener 4 possible [2]',
	),
	listed(
		'removed',
		"function start() {\n  const it = new MyClass(1);\n  const f = () => it.my_method();\n  addEventListener('message', f);\n  removeEventListener('message', f);\n}\nstart();",
	),
	listed(
		'once',
		"function start() {\n  const it = new MyClass(1);\n  addEventListener('message', () => it.my_method(), { once: true });\n}\nstart();",
	),
	listed(
		'a target that goes',
		"function start() {\n  const it = new MyClass(1);\n  const target = new EventTarget();\n  target.addEventListener('x', () => it.my_method());\n}\nstart(); await tick();",
	),
	listed(
		'a port that is closed',
		'function start() {\n  const it = new MyClass(1);\n  const { port1 } = new MessageChannel();\n  port1.onmessage = () => it.my_method();\n  port1.close();\n}\nstart();',
	),
];

export const suspendedCases: Case[] = [
	listed(
		'an endless loop',
		'async function serve() {\n  const it = new Buffer(1);\n  while (true) {\n    await tick(10);\n  }\n}\nserve();',
		'suspended 3 likely [2]',
	),
	listed('the program itself', 'const it = new Buffer(1);\nfor (;;) await tick(10);', 'suspended 2 likely [1]'),
	listed(
		'a resolver that is stored',
		'let go;\nasync function wait() {\n  const it = new Buffer(1);\n  await new Promise((resolve) => { go = resolve; });\n}\nwait();\nawait tick();',
		'suspended 4 possible [3]',
	),
	listed(
		'a far timeout',
		'async function wait() {\n  const it = new Buffer(1);\n  await new Promise((resolve) => setTimeout(resolve, 1e6));\n}\nwait();',
		'suspended 3 possible [2]',
	),
	listed(
		'a long tick',
		'async function wait() {\n  const it = new Buffer(1);\n  await tick(600_000);\n}\nwait();',
		'suspended 3 possible [2]',
	),
	listed(
		'a short tick, and a long one of the program’s own',
		'const tick2 = async (ms) => ms;\nasync function wait() {\n  const it = new Buffer(1);\n  await tick(100);\n  await tick2(600_000);\n}\nwait();',
	),
	listed(
		'a generator that is kept',
		'function* numbers() {\n  const it = new Buffer(1);\n  yield 1;\n  yield 2;\n}\nconst all = numbers();\nall.next();\nawait tick();',
		'suspended 4 possible [2]',
	),
	listed(
		'declared in the loop',
		'async function serve() {\n  while (true) {\n    const it = new Buffer(1);\n    it.fill(1);\n    await tick(10);\n  }\n}\nserve();',
	),
	listed(
		'a loop that ends',
		'async function serve() {\n  const it = new Buffer(1);\n  for (let i = 0; i < 3; i++) await tick(10);\n}\nserve();',
	),
	listed(
		'a loop that is left',
		'async function serve() {\n  const it = new Buffer(1);\n  while (true) { await tick(10); if (it.size() > 0) break; }\n}\nserve();',
	),
	listed(
		'a resolver that goes with the program',
		'let go;\nasync function wait() {\n  const it = new Buffer(1);\n  await new Promise((resolve) => { go = resolve; });\n}\nwait();',
	),
	listed(
		'a promise that nobody can fulfil',
		'async function wait() {\n  const it = new Buffer(1);\n  await new Promise(() => {});\n}\nwait();',
	),
	listed(
		'a short wait',
		'async function wait() {\n  const it = new Buffer(1);\n  await new Promise((resolve) => setTimeout(resolve, 10));\n}\nwait();',
	),
];
