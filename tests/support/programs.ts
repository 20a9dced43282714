// Programs for tests of the instrumenter: syntax of every kind, behaviour to compare, and random ones from a seed.

/** They parse; nobody runs them. */
export const kSyntax: readonly string[] = [
	'',
	'// only a comment',
	'a\nb()\nc\n.d()\n;(function () {})()\n;[f()].g()',
	'if (a) f(); else g()\ndo f()\nwhile (g())\nfor (f(); g(); h()) i()',
	'for (let i = f(), j = g(); i < j; i++) h();\nfor (f().x in g()) h();\nfor (f().x of g()) h();\nfor ([f().x] of g()) h()',
	'for (const k in f()) for await (const v of g()) h()',
	'l: { f(); break l }\nswitch (f()) { case g(): h(); default: i() }',
	'try { f() } catch ({ a = g() }) { h() } finally { i() }',
	'throw f()',
	'return f()',
	'using a = f(), b = g();\n{ await using c = h(); using d = (i(), j()) }\nfor (using e of f()) g()',
	'const { a = f(), [g()]: b, ...c } = h();\nconst [d = i(), , ...e] = j();\n({ x: f().y, z: [g().w] } = h())',
	'function f(a = g(), { b = h() } = i(), ...[c = j()]) { return f }',
	'const f = async (a = g()) => h(), k = x => y(), l = () => ({}).m(), n = async x => await o()',
	'function* g() { const x = yield f(); yield* h(); g(yield); g(yield 1); g(a, yield* b) }',
	'async function* g() { for await (const x of f()) yield await h() }',
	'class A extends f() { static #p = g(); [h()] = i(); static { j() } constructor() { super() } get [k()]() { return super.l() } }',
	'class A extends (f(), B) { #m() {} n(o) { return #m in o && this.#m() && o?.#m(...p) } static async *q() {} }',
	'class A { x = f()\n[y] = g()\nstatic\nz = () => h() }',
	'new A; new A(); new A.B; new A.B(c); new (f()); new (f())(); new (f().A); new new A()(); new (new A)(); new A().b(); new new A(b).C(d)',
	'new (f() /* ( */); new (f() // (\n); new A /* ( */\nnew (class extends f() {})',
	'a?.(); a?.b(); a?.[b()]; a?.b.c(d)?.e(); (a?.b)(); (a?.b()).c(); delete a?.b(); delete a?.b().c; delete f().x; new (a?.b().c)()',
	'typeof f(); void f(); -f() + +f() - -f() + ~f(); !f(); (-f()) ** f(); f() ** g(); f().x++; --f().x; f().x **= g(); f()[g()] ??= h()',
	'f() ? g() : h(); f() && g() || h(); f() ?? g(); f(), g(); (f(), g()).h(); x = y = f(); x = (y, f())',
	'f`a${g()}b${`c${h()}`}`; f()`x`; f().g`x`(); `${f()}${g()}`',
	'[f(), ...g(), , h(...i(), j())]; ({ a: f(), b() { g() }, get c() { return h() }, [i()]: 1, ...j(), async *k() {} })',
	'f(a,); f(...a,); f(a, ...b, c); f(...(a)); f((a)); f(((a, b))); f((a), (b())); f(() => {}); f(a => a); f(async () => {}); f(class {})',
	'f(/* a */); f(// b\n); f(a /* ) */); f(a // )\n)',
	'(function () {})(); (() => {})(); !function () {}(); (async () => { await f() })(); (f)(); (f.g)(); ((f))()',
	'f(/[/(]/g, "(", \'"\', `)`); a / f() / g; a++ / f()',
	'async(); async(a); async\n(b); async.c(); of(); get(); set(); from(); x = async () => {}',
	'import("x"); import("x").then(f); f(import(g()))',
	'x = a<!--b\ny = a-->b; z = f(a<!--b, c-->d)',
	"'use strict'; 'not'.f(); (0, f)(); eval('x'); new.target",
	'f()\n++a\ng();/re/.test(h())',
	'\u2028f()\u2029g("\u2028")\r\nh()\ri()',
	'\u{20000}(); caf\u00e9(); \\u0061b(); "\u{1f600}".f()',
	'if (f()) function g() {}'.replace('function g() {}', '{ function g() {} }'),
	'do f(); while (0) g()',
	'var let1 = f(); a = b ? (c, d()) : e => f(); a = b ? c() : d()',
].map((code) => (code.includes('new.target') ? code.replace('new.target', 'function t() { new.target() }') : code));

/** What they log, and throw, is compared. */
export const kBehaviour: readonly string[] = [
	`const f = function (...all) { log(this === undefined, all.length); return f; };
f(); f(1); f()(2)(); f(...[1, 2]); f(...[], 3); (0, f)(); f.call(7); f(...'ab', ...new Set([1]));`,
	`class A { constructor(...all) { log(new.target === A, all.length); } }
class B extends A { constructor() { super(); super.toString(); log(new.target.name); } }
new A; new A(); new A(1); const give = () => A; new (give()); new (give())(); new (give())(2); new (give().prototype.constructor); new B; new (() => A)().constructor();`,
	`const o = { n: 'o', m() { return this?.n; }, get g() { log('g'); return this.m; }, get s() { log('s'); return this; } };
log(o.m(), o['m'](), (o.m)(), (0, o.m)?.(), o.g(), o?.m(), o?.['g'](), o.s.m(), o.s.g(), (o?.m)());`,
	`const no = null; log(no?.f(log(1)), no?.f().g.h(log(2)), no?.[log(3)]());
log(delete no?.f().g); const yes = { f: () => ({ g: 1 }) }; log(delete yes?.f().g, delete yes.f().g);`,
	`const t = (name) => { log(name); return { [name]: t, m: (...all) => (log('m' + name), t(name)), x: 1 }; };
t('a').m(t('b').m(t('c')), t('d')).m().m(); t('e').x = t('f').x; t('g')[log('x')] += t('h').x; t('i').x++;
const { x = t('no'), y = t('j') } = t('k'); [t('l').x, t('m').x = t('n').x] = [1];`,
	`function* g() { const x = yield log('in', yield 1); log(x); try { yield* [4, 5]; } finally { log('fin'); } return log(...'xy'); }
const it = g(); log(it.next()); log(it.next('a')); log(it.next('b')); log(it.next()); log(it.return(9)); log([...g()]); log(Math.max(...g()));`,
	`const later = async (x, y = log('default')) => { await null; return log(x, y); };
log(await later(1), await later(await later(2), 3)); await Promise.all([later(4), later(5)]);
for await (const x of (async function* () { yield later(6); })()) log(x);
try { await (await (async () => { throw new Error('late'); })()).x(); } catch (e) { log(e.message); }`,
	`class A { static n = log('static'); x = log('x'); #p = log('p'); [log('key')] = log('value'); static { log('block'); }
get #g() { return () => log('g'); } m() { this.#g(); this.#p; return this.#q(); } #q() { return log(#p in this); } }
log(new A().m()); log(A.name, (class {}).name, A.length, ((a, b = log(1)) => {}).length);`,
	`const f = (a = log('a'), { b = log('b') } = {}, ...[c = log('c')]) => log(a, b, c); f(); f(1, { b: 2 }, 3); f(undefined, undefined);`,
	`const tag = (strings, ...values) => log(strings.raw.join('|'), values.length); tag\`a\${log(1)}b\${log(2)}c\`; (() => tag)()\`x\`;`,
	`const a = { toString() { log('toString'); return 'k'; } }; const o = { k: (...x) => x.length }; log(o[a](), o[a](1, \`\${a}\`), a + '');`,
	`const p = new Proxy({}, { get(target, key) { log('get', key); return () => log('called', key); }, has: () => log(true) });
p.a(); p.b(p.c); 'd' in p; p.e?.(); log(p.f(...[p.g]));`,
	`let n = 0; const a = [1, 2]; const f = (...all) => all.join(); log(f(n++, n++, n), f((n = 5, n)), f(n, (n++, n), a[n - 5]), f((log(1), 2)));
outer: for (const x of a) for (const y of a.values()) { if (y > 1) continue outer; log(x, y); }`,
	`const x = 3
const f = () => x
f()
log(f())
;[1].forEach((y) => log(y))
log(x)`,
	`log(typeof missing, (() => { try { missing(); } catch (e) { return e.message; } })());
for (const go of [() => log.no(), () => log().no(), () => null.x(), () => (0)(), () => log()(), () => new log.no, () => new (log())(), () => log(...1),
	() => { const [a] = log(); }, () => { const { a } = log(); }, () => { for (const a of log()); }, () => [...log()], () => log.a.b(), () => log(1).b.c(),
	() => { [].x.y(); }, () => undefined?.x.y(), () => log?.no(), () => log?.no.no(), () => log.no?.no.no(log), () => [].at().x(), () => { const [a] = log.x(); },
	() => log()\`x\`, () => log().a\`x\`, () => ({}).x(1), () => [1].map(), () => log().x.y, () => log()[0](1)])
	try { go(); } catch (e) { log(e.name, e.message); }`,
	...[
		'null.x',
		'log(1); log.no(1)',
		'const o = {};\n  log(1, 2); o.a(); ',
		'const o = {};\n  log(log(1), 2); o.a.b(log(3)); ',
		"  log(log(1), () => {}); throw new Error('here')",
		"const f = (x) => { log(x); throw new Error('there'); };\nlog(1); f(f(2))",
		'const g = () => ({});\nlog(g(), log()); g().x().y()',
		'log(log(log(1, 2), 3), 4)(5)',
		'new (log(1))(2)',
		'class A { constructor() { log(this.x.y.z()); } }\nlog(new A())',
		'await log(1); await Promise.reject(new TypeError("x"))',
		'log(...[1], ...null)',
		'const { a } = log(1, null)',
		'let a = log(1) + b(); let b',
		'const a = 1; log(a); a = log(2)',
	],
];

/** A random program that always ends; it logs what it does. */
export function makeProgram(seed: number): string {
	let state = (seed * 2654435761 + 1) >>> 0;
	const below = (n: number) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % n;
	};
	const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
	const many = (make: () => string, most: number) =>
		Array.from({ length: below(most + 1) }, make).join(pick([', ', ',\n', ' , /* ( */ ']));
	const value = (depth: number): string => {
		if (depth <= 0)
			return pick([
				'1',
				"'s'",
				'o',
				'f',
				'o.n',
				'this',
				'null',
				'(2, 3)',
				'o.w',
				'n++',
				'(() => 1)',
				'[4]',
				'/a(/'.replace('(', ''),
			]);
		const v = () => value(depth - 1);
		const args = () => many(() => pick([v, v, () => `...[${many(v, 2)}]`])(), 3);
		return pick([
			() => `f(${args()})`,
			() => `o.m(${args()})`,
			() => `${object(depth - 1)}.m(${args()})`,
			() => `${object(depth - 1)}?.m(${args()})`,
			() => `${object(depth - 1)}.w.q?.(${args()}).m()`,
			() => `new C(${args()})`,
			() => pick(['new C', '(new C)', 'new C().self()', 'new (o.k().C)', 'new (o.k().C)()']),
			() => `(${v()}, ${v()})`,
			() => `(${v()} ?? ${v()})`,
			() => `(${v()} ? ${v()} : ${v()})`,
			() => `[${many(v, 2)}, ...o.list()]`,
			() => `((a = ${v()}, [b] = o.list()) => f(a, b))(${args()})`,
			() => `(o.later(${args()}), 1)`,
			() => `t\`x\${${v()}}\``,
			() => `String(${v()})`,
			() => `(${v()} === ${v()})`,
			() => `[...(function* () { yield f(${args()}); f(yield 2); })()]`,
		])();
	};
	const object = (depth: number): string =>
		depth <= 0
			? 'o'
			: pick([
					'o',
					`o.m(${value(depth - 1)})`,
					`o.k()`,
					`(0, o)`,
					`o.g`,
					`new C(${value(depth - 1)}).self()`,
					`(o?.k())`,
				]);
	const statement = (): string =>
		pick([
			() => `${object(2)}.m(${value(2)})`,
			() => `f(${value(3)}, ${value(2)})`,
			() => `const [x${below(1e6)}] = o.list(${value(2)})`,
			() => `if (${value(1)}) f(${value(1)}); else ${object(2)}.m()`,
			() => `for (const x of o.list()) f(x, ${value(1)})`,
			// A line before that ends in an optional chain would else go on here, and no such chain can be assigned to.
			() => `;${object(2)}.n = ${value(2)}`,
			() => `try { ${object(1)}.none(${value(1)}) } catch (e) { log(e.message) }`,
			() => `{ const y = ${value(3)}; log(typeof y) }`,
			() => `${object(1)}.k().k()`,
		])();
	const body = Array.from({ length: 1 + below(8) }, statement).join(pick(['\n', ';\n', '; ']));
	const g = pick(['g: null', 'get g() { log("g"); return this.k(); }', 'get g() { return o; }']);
	return `let n = 0; const t = (s, ...v) => (log('t', v.length), v[0]);
const f = (...all) => { log('f', all.length, all.map((x) => typeof x).join()); return all[0]; };
class C { constructor(...all) { log('C', all.length); this.C = C; } self() { log('self', arguments.length); return o; } m(...a) { log('Cm', a.length); return o; } }
const o = { n: 1, w: { q(...a) { log('q', a.length); return o; } }, C, m(...a) { log('m', this === o, a.length); return o; },
k() { log('k', arguments.length); return o; }, list(...a) { log('list', a.length); return [1, 2]; }, later: async (...a) => { await null; log('later', a.length); return o; }, ${g} };
o.w.self = o;
${body}`;
}
