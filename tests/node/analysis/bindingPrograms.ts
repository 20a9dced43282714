// Programs: deleters, their siblings, held values and callbacks that keep wrappers; and what comes near to it and is clean.
import { type Case, listed, raw, wrapper } from './case.ts';

export const deleterCases: Case[] = [
	listed(
		'arrow with this',
		wrapper('manage(this.ptr, new WeakRef(this), () => this.free());'),
		'deleter-this 5 sure [4]',
	),
	listed(
		'this on a later line',
		wrapper('manage(this.ptr, new WeakRef(this), () => {\n  console.log(1);\n  _MyClass__destructor(this.ptr);\n});'),
		'deleter-this 7 sure [4]',
	),
	listed(
		'bind(this)',
		wrapper('manage(this.ptr, new WeakRef(this), this.free.bind(this));'),
		'deleter-this 5 sure [4]',
	),
	listed(
		'another name for this',
		wrapper('const self = this; manage(this.ptr, new WeakRef(self), function () { self.free(); });'),
		'deleter-this 5 sure [4]',
	),
	listed(
		'by a variable',
		wrapper('const free = () => this.free(); manage(this.ptr, new WeakRef(this), free);'),
		'deleter-this 5 sure [4]',
	),
	listed(
		'given by a function',
		`${wrapper('manage(this.ptr, new WeakRef(this), deleterOf(this));')}\nfunction deleterOf(it) {\n  return () => it.free();\n}`,
		'deleter-this 12 sure [4]',
	),
	listed(
		'in what it captures',
		wrapper('const all = { it: this }; manage(this.ptr, new WeakRef(this), () => all.it.free());'),
		'deleter-this 5 likely [4]',
	),
	listed(
		'no class',
		raw(
			'function make(n) {\n  const ptr = _MyClass__constructor(n);\n  const it = { ptr };\n  manage(ptr, new WeakRef(it), () => _MyClass__destructor(it.ptr));\n  return it;\n}\nmake(1);',
		),
		'deleter-this 5 sure [3]',
	),
	listed(
		'of a subclass',
		`class Mine extends MyClass {\n  constructor(n) {\n    super(n);\n    manage(this.ptr, new WeakRef(this), () => this.delete);\n  }\n}\nnew Mine(1)`,
		'deleter-this 4 sure [3]',
	),
	listed(
		'a nested arrow',
		wrapper('manage(this.ptr, new WeakRef(this), () => [1].forEach(() => this.free()));'),
		'deleter-this 5 sure [4]',
	),
	listed('the pointer alone', wrapper('manage(this.ptr, new WeakRef(this), _MyClass__destructor);')),
	listed(
		'an arrow with the pointer given',
		wrapper('manage(this.ptr, new WeakRef(this), (ptr) => _MyClass__destructor(ptr));'),
	),
	listed(
		'a copy of the pointer',
		wrapper('const { ptr } = this; manage(ptr, new WeakRef(this), () => _MyClass__destructor(ptr));'),
	),
	listed('a method that is not bound', wrapper('manage(this.ptr, new WeakRef(this), this.free);')),
	listed(
		'bound to something else',
		wrapper('manage(this.ptr, new WeakRef(this), _MyClass__destructor.bind(null, this.ptr));'),
	),
	listed(
		'a function with a this of its own',
		wrapper('manage(this.ptr, new WeakRef(this), function (ptr) { this; _MyClass__destructor(ptr); });'),
	),
	listed('a WeakRef', wrapper('const ref = new WeakRef(this); manage(this.ptr, ref, () => ref.deref());')),
];

export const siblingCases: Case[] = [
	listed(
		'a sibling arrow',
		wrapper(
			'manage(this.ptr, new WeakRef(this), (ptr) => _MyClass__destructor(ptr));\nthis.say = () =>\n  console.log(this.ptr);',
		),
		'sibling-closure 7 sure [4]',
	),
	listed(
		'one that runs at once',
		wrapper('manage(this.ptr, new WeakRef(this), (ptr) => _MyClass__destructor(ptr)); [1].forEach(() => this.ptr);'),
		'sibling-closure 5 sure [4]',
	),
	listed(
		'in a block within',
		wrapper('manage(this.ptr, new WeakRef(this), (ptr) => _MyClass__destructor(ptr));\n{ const f = () => this; }'),
		'sibling-closure 6 sure [4]',
	),
	listed(
		'a variable',
		raw(
			'function make() {\n  const ptr = _MyClass__constructor(1);\n  const it = { ptr };\n  manage(ptr, new WeakRef(it), (p) => _MyClass__destructor(p));\n  const show = () => it.ptr;\n  return it;\n}\nmake();',
		),
		'sibling-closure 6 sure [3]',
	),
	listed(
		'a parameter',
		raw(
			'function own(it) {\n  it.ptr = _MyClass__constructor(1);\n  manage(it.ptr, new WeakRef(it), (p) => _MyClass__destructor(p));\n  return () => it;\n}\nown({});',
		),
		'sibling-closure 5 sure [3]',
	),
	listed(
		'a deleter in an inner block',
		raw(
			'function make() {\n  const it = { ptr: _MyClass__constructor(1) };\n  const show = () => it;\n  { manage(it.ptr, new WeakRef(it), (p) => _MyClass__destructor(p)); }\n}\nmake();',
		),
		'sibling-closure 4 sure [3]',
	),
	listed(
		'a method of a class within',
		raw(
			'function make() {\n  const it = { ptr: _MyClass__constructor(1) };\n  class A { show() { return it; } }\n  manage(it.ptr, new WeakRef(it), (p) => _MyClass__destructor(p));\n}\nmake();',
		),
		'sibling-closure 4 sure [3]',
	),
	listed(
		'the arrow of a field',
		raw(
			'class Wrapper {\n  say = () => this.ptr;\n  constructor() {\n    this.ptr = _MyClass__constructor(1);\n    manage(this.ptr, new WeakRef(this), (p) => _MyClass__destructor(p));\n  }\n}\nnew Wrapper();',
		),
	),
	listed(
		'a sibling function with its own this',
		wrapper(
			'manage(this.ptr, new WeakRef(this), (ptr) => _MyClass__destructor(ptr)); const f = function () { return this; };',
		),
	),
	listed(
		'a deleter from outside',
		wrapper(
			'manage(this.ptr, new WeakRef(this), deleter); const f = () => this;',
			'function deleter(ptr) { _MyClass__destructor(ptr); }',
		),
	),
	listed(
		'a deleter from a function',
		`const free = (ptr) => () => instance.exports._MyClass__destructor(ptr);\n${wrapper('manage(this.ptr, new WeakRef(this), free(this.ptr)); const f = () => this;')}`,
	),
	listed(
		'in another method',
		raw(
			'class Wrapper {\n  constructor() { this.ptr = _MyClass__constructor(1); this.say = () => this; this.own(); }\n  own() { manage(this.ptr, new WeakRef(this), (p) => _MyClass__destructor(p)); }\n}\nnew Wrapper();',
		),
	),
	listed(
		'in a block that the deleter does not see',
		raw(
			'function make() {\n  manage(1, new WeakRef({}), (p) => _MyClass__destructor(p));\n  { const it = { ptr: _MyClass__constructor(1) }; manage(it.ptr, new WeakRef(it), _MyClass__destructor); const f = () => it; }\n}\nmake();',
		),
	),
];

export const heldCases: Case[] = [
	listed(
		'the wrapper in an object',
		'const r = new FinalizationRegistry(() => {});\nfor (let i = 0; i < 3; i++) {\n  const it = new Buffer(8);\n  r.register(it, { it });\n  await tick();\n}',
		'held-value 4 sure [3]',
	),
	listed(
		'the wrapper in an array',
		'const r = new FinalizationRegistry(() => {});\nfunction f() {\n  const it = new Buffer(8);\n  r.register(it,\n    [it, 1]);\n}\nf(); await tick();',
		'held-value 5 sure [3]',
	),
	listed(
		'a closure',
		'const r = new FinalizationRegistry((f) => f());\nfunction f() {\n  const it = new Buffer(8);\n  r.register(it, () => it.size());\n}\nf(); await tick();',
		'held-value 4 sure [3]',
	),
	listed(
		'a closure beside another',
		'const r = new FinalizationRegistry((f) => f());\nfunction f() {\n  const it = new Buffer(8);\n  r.register(it, () => console.log(1));\n  [1].forEach(() => it.fill(1));\n}\nf(); await tick();',
		'held-value 4 likely [3]',
	),
	listed(
		'a number, with itself for a token',
		'const r = new FinalizationRegistry(() => {});\nfunction f() {\n  const it = new Buffer(8);\n  r.register(it, it.ptr, it);\n}\nf(); await tick();',
	),
	listed(
		'a WeakRef',
		'const r = new FinalizationRegistry(() => {});\nfunction f() {\n  const it = new Buffer(8);\n  r.register(it, new WeakRef(it));\n}\nf(); await tick();',
	),
	listed(
		'a registry that goes',
		'function f() {\n  const r = new FinalizationRegistry(() => {});\n  const it = new Buffer(8);\n  r.register(it, { it });\n}\nf(); await tick();',
	),
];

export const callbackCases: Case[] = [
	listed(
		'a listener that uses itself',
		'function start() {\n  const it = new Listener((n) => it.ptr + n);\n}\nstart();',
		'native-callback 2 sure [2]',
	),
	listed(
		'the owner that holds the listener',
		'class Owner {\n  constructor() {\n    this.listener = new Listener(\n      () => this.turn());\n  }\n  turn() {}\n}\nnew Owner();',
		'native-callback 4 sure [3]',
	),
	listed(
		'a subclass',
		'class Own extends Listener {\n  constructor() {\n    let it;\n    super((n) => it);\n    it = this;\n  }\n}\nnew Own();',
		'native-callback 4 sure [4]',
	),
	listed(
		'hold()',
		'const { _Listener__constructor, _Listener__destructor } = instance.exports;\nclass Own {\n  constructor() {\n    const callback = hold(() => this);\n    this.ptr = _Listener__constructor(callback);\n    manage(this.ptr, new WeakRef(this), _Listener__destructor);\n  }\n}\nnew Own();',
		'native-callback 4 sure [5]',
	),
	listed(
		'two that know each other',
		'function pair() {\n  let b;\n  const a = new Listener(() => b);\n  b = new Listener(() => a);\n}\npair();',
		'native-callback 3 sure [3]',
		'native-callback 4 sure [4]',
	),
	listed(
		'by a sibling',
		'function start() {\n  const it = new Listener((n) => n + 1);\n  return () => it.ptr;\n}\nstart();',
		'native-callback 2 likely [2]',
	),
	listed(
		'another wrapper',
		'function start() {\n  const other = new Buffer(1);\n  return new Listener((n) => other.size());\n}\nstart();',
		'native-callback 3 possible [2]',
	),
	listed(
		'Throwing',
		'function start() {\n  const it = new Throwing(() => { it; });\n}\nstart();',
		'native-callback 2 sure [2]',
	),
	listed('a WeakListener', 'function start() {\n  const it = new WeakListener((n) => it.ptr + n);\n}\nstart();'),
	listed(
		'held weakly',
		'const { _Listener__constructor, _Listener__destructor } = instance.exports;\nclass Own {\n  constructor() {\n    this.ptr = _Listener__constructor(hold(() => this, { weak: true }));\n    manage(this.ptr, new WeakRef(this), _Listener__destructor);\n  }\n}\nnew Own();',
	),
	listed(
		'a callback that knows nothing',
		'function start() {\n  const it = new Listener((n) => n + 1);\n  it.ptr;\n}\nstart();',
	),
	listed(
		'a WeakRef',
		'function start() {\n  const it = new Listener((n) => ref.deref());\n  const ref = new WeakRef(it);\n  return ref;\n}\nfunction outer() { start(); }\nouter();',
	),
	listed('deleted', 'function start() {\n  const it = new Listener((n) => it.ptr + n);\n  it.delete();\n}\nstart();'),
	listed('let go', 'function start() {\n  let it = new Listener((n) => it.ptr + n);\n  it = null;\n}\nstart();'),
];
