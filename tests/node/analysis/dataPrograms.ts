// Programs: arrays, collections, variables and globals that keep wrappers; and what comes near to it and is clean.
import { type Case, listed, raw } from './case.ts';

export const storeCases: Case[] = [
	listed(
		'push',
		'const all = [];\nfor (let i = 0; i < 9; i++) {\n  all.push(new MyClass(i));\n  await tick();\n}',
		'strong-store 3 likely [3]',
	),
	listed(
		'Map.set',
		'const cache = new Map();\nconst get = (k) => {\n  if (!cache.has(k)) cache.set(k, new Buffer(k));\n  return cache.get(k);\n};\nget(1); await tick(); get(2);',
		'strong-store 3 likely [3]',
	),
	listed(
		'Set.add of a variable',
		'const all = new Set();\nfor (const n of [1, 2]) {\n  const it = new MyClass(n);\n  all.add(it);\n}\nawait tick();',
		'strong-store 4 likely [3]',
	),
	listed(
		'an index',
		'const all = [];\nfor (let i = 0; i < 9; i++) all[i] = new MyClass(i);\nawait tick();',
		'strong-store 2 likely [2]',
	),
	listed(
		'a key',
		"const all = {};\nfor (let i = 0; i < 9; i++) all['n' + i] = new MyClass(i);\nawait tick();",
		'strong-store 2 likely [2]',
	),
	listed(
		'a static field',
		'class Pool {\n  static all = [];\n  static make(n) {\n    const it = new Buffer(n);\n    Pool.all.push(it);\n    return it;\n  }\n}\nPool.make(1); await tick();',
		'strong-store 5 likely [4]',
	),
	listed(
		'a field of an instance',
		'class Scene {\n  #items = [];\n  add(n) { this.#items.push(new Buffer(n)); }\n}\nconst scene = new Scene();\nscene.add(1);\nawait tick();',
		'strong-store 3 likely [3]',
	),
	listed(
		'by a function that adds',
		'const all = [];\nfunction keep(list, it) { list.push(it); }\nkeep(all, new MyClass(1));\nawait tick();',
		'strong-store 2 likely [3]',
	),
	listed(
		'wrapped in a record',
		'const log = [];\nfor (let i = 0; i < 9; i++) log.push({ i, it: new MyClass(i) });\nawait tick();',
		'strong-store 2 likely [2]',
	),
	listed(
		'a property',
		'const state = { last: null };\nfor (let i = 0; i < 9; i++) {\n  state.last = new MyClass(i);\n  await tick();\n}',
		'strong-store 3 possible [3]',
	),
	listed(
		'captured by a function that a deleter keeps',
		raw(
			'const all = [];\nconst count = () => all.length;\nfor (let i = 0; i < 3; i++) {\n  const it = { ptr: _MyClass__constructor(i) };\n  manage(it.ptr, new WeakRef(it), (p) => _MyClass__destructor(p));\n  all.push(it);\n}',
		),
		'strong-store 7 likely [5]',
	),
	listed(
		'shift sometimes',
		'const last = [];\nfor (let i = 0; i < 99; i++) {\n  last.push(new MyClass(i));\n  if (last.length > 9) last.shift();\n  await tick();\n}',
		'strong-store 3 possible [3]',
	),
	listed(
		'cleared by a function',
		'const all = new Set();\nfunction clear() { all.clear(); }\nall.add(new MyClass(1));\nawait tick();\nif (Math.random() > 2) clear();',
		'strong-store 3 possible [3]',
	),
	listed(
		'emptied before it is filled',
		'let all = [];\nall.length = 0;\nall.push(new MyClass(1));\nawait tick();',
		'strong-store 3 possible [3]',
	),
	listed(
		'a map of closures',
		'const undo = [];\nfunction make(n) {\n  const it = new MyClass(n);\n  undo.push(() => it.my_method());\n}\nmake(1); await tick();',
		'strong-store 4 likely [3]',
	),
	listed(
		'length = 0',
		'const all = [];\nfor (let i = 0; i < 9; i++) all.push(new MyClass(i));\nawait tick();\nall.length = 0;\nawait tick();',
	),
	listed('clear()', 'const all = new Map();\nall.set(1, new MyClass(1));\nawait tick();\nall.clear();'),
	listed('reassigned', 'let all = [];\nall.push(new MyClass(1));\nawait tick();\nall = [];\nawait tick();'),
	listed('splice(0)', 'const all = [];\nall.push(new MyClass(1));\nawait tick();\nall.splice(0);'),
	listed(
		'deleted one by one',
		'const all = [];\nall.push(new MyClass(1));\nawait tick();\nfor (const it of all) it.delete();',
	),
	listed(
		'WeakRefs',
		'const all = [];\nfor (let i = 0; i < 9; i++) all.push(new WeakRef(new MyClass(i)));\nawait tick();',
	),
	listed('a WeakMap', 'const all = new WeakMap();\nconst key = {};\nall.set({}, new MyClass(1));\nawait tick();'),
	listed(
		'numbers',
		'const all = [];\nfor (let i = 0; i < 9; i++) all.push(new MyClass(i).my_method());\nawait tick();',
	),
	listed(
		'a local array',
		'function f() {\n  const all = [];\n  all.push(new MyClass(1));\n  return all.length;\n}\nf(); await tick();',
	),
	listed('a program that ends', 'const all = [];\nfor (let i = 0; i < 9; i++) all.push(new MyClass(i));'),
	listed(
		'set of a Matrix',
		'const m = [1];\nfunction f() { const a = new Matrix(2, 2); a.set(0, 0, 1); }\nf(); await tick();',
	),
	listed(
		'state set to null',
		'const state = { last: null };\nstate.last = new MyClass(1);\nawait tick();\nstate.last = null;\nawait tick();',
	),
];

export const variableCases: Case[] = [
	listed('const', 'const it = new MyClass(1);\nawait tick(100);\nit.my_method();', 'variable 1 possible [1]'),
	listed(
		'an array literal',
		'const all = [\n  new MyClass(1),\n  new Buffer(2),\n];\nawait tick();',
		'variable 1 possible [2,3]',
	),
	listed(
		'Array.from',
		'const all = Array.from({ length: 5 }, (_, i) => new MyClass(i));\nawait tick();',
		'variable 1 possible [1]',
	),
	listed('map', 'const all = [1, 2].map((n) =>\n  new MyClass(n));\nawait tick();', 'variable 1 possible [2]'),
	listed(
		'from a function',
		'function make(n) {\n  const it = new Buffer(n);\n  return it;\n}\nlet one = make(1);\nawait tick();',
		'variable 5 possible [2]',
	),
	listed(
		'an object with a field',
		'class Scene { buffer = new Buffer(1); }\nconst scene = new Scene();\nawait tick();',
		'variable 2 possible [1]',
	),
	listed(
		'destructured',
		'const make = () => ({ a: new MyClass(1), n: 1 });\nconst { a, n } = make();\nawait tick();',
		'variable 2 possible [1]',
	),
	listed(
		'what a method gives',
		'const sum = new Matrix(2, 2)\n  .transpose();\nawait tick();',
		'variable 1 possible [2]',
	),
	listed('a view of the bytes', 'const bytes = new Buffer(9).bytes();\nawait tick();', 'variable 1 possible [1]'),
	listed(
		'kept by a function that a timer keeps',
		'const it = new MyClass(1);\nconst show = () => it;\nsetInterval(() => console.log(1), 10);',
		'variable 1 possible [1]',
	),
	listed('set to null', 'let it = new MyClass(1);\nawait tick();\nit = null;\nawait tick();'),
	listed('deleted', 'const it = new MyClass(1);\nawait tick();\nit.delete();'),
	listed('using', 'using it = new MyClass(1);\nawait tick();'),
	listed('in a block', '{ const it = new MyClass(1); it.my_method(); }\nawait tick();'),
	listed('a number of it', 'const n = new MyClass(1).my_method();\nawait tick();'),
	listed('a program that ends', 'const it = new MyClass(1);\nit.my_method();'),
	listed('after the last wait', 'await tick();\nconst it = new MyClass(1);'),
	listed('within scope()', 'const n = scope(() => { const it = new MyClass(1); return 1; });\nawait tick();'),
];

export const derefCases: Case[] = [
	listed(
		'in a variable',
		'const ref = new WeakRef(new MyClass(1));\nconst it = ref.deref();\nawait tick();',
		'stored-deref 2 likely [1]',
	),
	listed(
		'in an array',
		'const ref = new WeakRef(new MyClass(1));\nconst found = [];\nfound.push(ref.deref());\nawait tick();',
		'stored-deref 3 likely [1]',
	),
	listed(
		'in a property',
		'const ref = new WeakRef(new MyClass(1));\nconst state = {};\nfunction look() {\n  const it = ref.deref();\n  if (it) state.it = it;\n}\nlook(); await tick();',
		'stored-deref 4 likely [1]',
	),
	listed(
		'in a global',
		'function f(ref) {\n  globalThis.it = ref.deref();\n}\nf(new WeakRef(new MyClass(1)));',
		'console-global 2 likely [4]',
		'stored-deref 2 likely [4]',
	),
	listed(
		'asked only',
		'const ref = new WeakRef(new MyClass(1));\nawait tick();\nif (ref.deref()) console.log(1);\nref.deref()?.my_method();\nawait tick();',
	),
	listed(
		'in a block',
		'const ref = new WeakRef(new MyClass(1));\nfor (let i = 0; i < 3; i++) { const it = ref.deref(); it?.my_method(); await tick(); }',
	),
	listed('set to null', 'const ref = new WeakRef(new MyClass(1));\nlet it = ref.deref();\nawait tick();\nit = null;'),
];

export const globalCases: Case[] = [
	listed('globalThis', 'globalThis.it = new MyClass(1);', 'console-global 1 likely [1]'),
	listed('self, an array', 'self.all = [1, 2].map((n) => new MyClass(n));', 'console-global 1 likely [1]'),
	listed(
		'an array that grows there',
		'globalThis.all = [];\nfor (let i = 0; i < 3; i++)\n  globalThis.all.push(new MyClass(i));',
		'console-global 1 likely [3]',
		'strong-store 3 likely [3]',
	),
	listed('set to null', 'globalThis.it = new MyClass(1);\nawait tick();\nglobalThis.it = null;'),
	listed('removed', 'globalThis.it = new MyClass(1);\ndelete globalThis.it;'),
	listed('a number', 'globalThis.n = new MyClass(1).ptr;'),
];
