// Programs as the lessons on leaks have them, and clean ones as the tests of lines and policies have them.

/** Lessons 14 and 15. */
export const bindings = `// Four wrappers of one class; two of them leak.
const {
  _Buffer__constructor, _Buffer__destructor,
} = instance.exports;

class ByThis {
  #freed = false;
  constructor(size) {
    this.size = size;
    this.ptr = _Buffer__constructor(size);
    manage(
      this.ptr,
      new WeakRef(this),
      () => {
        if (!this.#freed) _Buffer__destructor(this.ptr);
      },
    );
  }
}

class ByBind {
  constructor(size) {
    this.ptr = _Buffer__constructor(size);
    manage(this.ptr, new WeakRef(this), this.free.bind(this));
  }
  free() {
    _Buffer__destructor(this.ptr);
  }
}

class BySibling {
  constructor(size) {
    const ptr = _Buffer__constructor(size);
    this.report = () => console.log(this.ptr);
    this.ptr = ptr;
    manage(ptr, new WeakRef(this), () => _Buffer__destructor(ptr));
  }
}

class Clean {
  constructor(size) {
    this.ptr =
      _Buffer__constructor(size);
    manage(this.ptr, new WeakRef(this), _Buffer__destructor);
  }
}

for (let i = 0; i < 100; i++) {
  for (const Wrapper of [ByThis, ByBind, BySibling, Clean]) new Wrapper(1024);
  await breathe();
}
await collectGarbage();
console.log(sweep(), 'freed');
`;

/** Lesson 16. */
export const pinned = `// Four ways to pin a buffer.
function timer() {
  const buffer = new Buffer(1024);
  setInterval(() => console.log(buffer.size()), 1000);
}
function listener() {
  const buffer = new Buffer(1024);
  const report = () => console.log(buffer.size());
  addEventListener('message', report);
}
async function suspended() {
  const buffer = new Buffer(1024);
  let turns = 0;
  buffer.fill(1);
  for (;;) {
    await tick(50);
    turns++;
  }
}
const found = [];
function deref() {
  let buffer = new Buffer(1024);
  const ref = new WeakRef(buffer);
  buffer = null;
  found.push(
    // The answer of a WeakRef is strong.
    ref.deref());
}
timer();
listener();
suspended();
deref();
await tick(100);
await collectGarbage();
console.log(found.length);
`;

/** Lessons 19 and 20. */
export const cycles = `// A callback that C++ holds.
class Chart {
  #total = 0;
  constructor() {
    this.listener = new Listener((n) => this.add(n));
  }
  add(n) {
    this.#total += n;
  }
}
new Chart();

function counted() {
  const listener = new Listener((n) => n + 1);
  const show = () => console.log(listener.ptr);
  show();
}
counted();

class Weakly {
  constructor() {
    this.callback = (n) => this.add(n);
    this.listener = new WeakListener(this.callback);
  }
  add() {}
}
new Weakly();

function closed() {
  const it = new Listener((n) => it.ptr + n);
  it.delete();
}
closed();
await collectGarbage();
`;

/** Lesson 25. */
export const strongTable = `const cache = new Map();
function load(size) {
  if (cache.has(size)) return cache.get(size);
  const buffer = new Buffer(size);
  cache.set(size, buffer);
  return buffer;
}
const weak = new Map();
function loadWeakly(size) {
  const known = weak.get(size)?.deref();
  if (known) return known;
  setInterval(() => console.log(cache.size), 1000);
  weak.set(size, new WeakRef(new Buffer(size)));
}
for (let size = 1; size <= 100; size++) load(size * 1024);
const first = load(1024);
loadWeakly(1024);
await tick(100);
console.log(first.size());
`;

export const cleanPrograms: readonly string[] = [
	'for (let i = 0; i < 300; i++) { new Buffer(1024).fill(i % 256); await breathe(); }',
	'for (let i = 0; i < 3; i++)\n  new Buffer(100);\n\nconst m = new MyClass(1); m.delete();\nnew MyClass(2);',
	'let a = new Matrix(2, 2);\na = a.mul(a).add(a.transpose());\nconsole.log(a.get(0, 0));\na = null;\nawait collectGarbage();',
	'const buffers = Array.from({ length: 9 }, () => new Buffer(9));\nfor (const it of buffers) it.deleteLater();\nwhile (clean(5) > 0) await tick();',
	'{ using a = new MyClass(1), b = new Buffer(2);\nawait tick(); }\nconst stack = new DisposableStack();\nconst c = stack.use(new MyClass(1));\nawait tick();\nstack.dispose();',
	'const cache = new Map();\nconst registry = new FinalizationRegistry((key) => cache.delete(key));\nfunction get(key) {\n  const known = cache.get(key)?.deref();\n  if (known) return known;\n  const made = new Buffer(key);\n  cache.set(key, new WeakRef(made));\n  registry.register(made, key);\n  return made;\n}\nfor (let i = 1; i < 99; i++) { get(i).fill(1); await tick(); }',
	'const run = async (n) => { const it = new MyClass(n); await tick(1); return it.my_method(); };\nconst all = await Promise.all([1, 2, 3].map(run));\nawait collectGarbage();\nconsole.log(all);',
	'const total = scope(() => {\n  const parts = [];\n  for (let i = 0; i < 9; i++) parts.push(new MyClass(i));\n  return parts.reduce((sum, it) => sum + it.my_method(), 0);\n});\nawait tick();\nconsole.log(total);',
	'function work() {\n  const parts = new Set();\n  for (let i = 0; i < 9; i++) parts.add(new MyClass(i));\n  parts.forEach((it) => it.my_method());\n}\nwork();\nawait collectGarbage();',
	'const arena = new Arena(10);\nfor (let i = 0; i < 10; i++) arena.make(i).my_method();\narena.delete();\nawait tick();',
	'setTimeout(() => new MyClass(1), 10);\nsetInterval(() => { const it = new Buffer(9); it.fill(1); }, 10);\nawait tick(1000);',
	'const ref = new WeakRef(new MyClass(1));\nawait collectGarbage();\nconsole.log(ref.deref() === undefined);',
	'try { const it = new Buffer(1); it.fill(1); } finally { await tick(); }',
	'class Own {\n  #ptr = instance.exports._MyClass__constructor(1);\n  constructor() { manage(this.#ptr, new WeakRef(this), instance.exports._MyClass__destructor); }\n  get ptr() { return this.#ptr; }\n}\nlet all = [];\nfor (let i = 0; i < 9; i++) all.push(new Own());\nconsole.log(all.map((it) => it.ptr).join());\nall = null;\nawait collectGarbage();',
];
