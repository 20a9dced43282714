// Every parameter of every class: what is of the wrong type is refused with the parameter's name, and changes nothing.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Param } from '../../../engine/binding/abi.ts';
import { Signature } from '../../../engine/binding/convert.ts';
import { Held } from '../../../engine/binding/held.ts';
import { type Loose, TestRun } from '../../support/fakes.ts';

let run: TestRun;
beforeEach(async () => {
	run = await TestRun.start();
});
afterEach(() => run.finish());

/** Values that no parameter of this type takes, each with what the error must be. */
function wrongFor(type: string): [value: unknown, error: string][] {
	const hostile = {
		valueOf: () => assert.fail('a value of the program was converted by its own code'),
		toString: () => assert.fail('a value of the program was converted by its own code'),
	};
	const noNumbers = [undefined, null, true, '1', 1n, Symbol('s'), [], {}, hostile, () => 1].map(
		(value): [unknown, string] => [value, 'TypeError'],
	);
	const outside = (values: number[]) => values.map((value): [unknown, string] => [value, 'RangeError']);
	switch (type) {
		case 'int32':
			return [...noNumbers, ...outside([0.5, Number.NaN, 2 ** 31, -(2 ** 31) - 1, Number.NEGATIVE_INFINITY])];
		case 'uint32':
		case 'size':
			return [...noNumbers, ...outside([0.5, Number.NaN, -1, 2 ** 32, Number.POSITIVE_INFINITY])];
		case 'byte':
			return [...noNumbers, ...outside([0.5, Number.NaN, -1, 256])];
		case 'float64':
			return noNumbers;
		case 'callback':
		case 'weakCallback':
			return [undefined, null, 1, 'f', {}, hostile, []].map((value) => [value, 'TypeError']);
		default:
			return [undefined, null, 1, 'x', {}, hostile, () => 1, Object.create(null)].map((value) => [value, 'TypeError']);
	}
}

/** A value that the parameter takes. */
const rightFor = ({ type }: Param): unknown => (/allback$/.test(type) ? () => 0 : 1);
const make = (params: readonly Param[]) => params.map((param) => rightFor(param));

test('constructors refuse wrong arguments, and neither make nor hold anything', () => {
	let tried = 0;
	for (const { name, constructor: made } of run.engine.description.classes) {
		const Class = run.class(name);
		made.params.forEach((param, i) => {
			for (const [value, error] of wrongFor(param.type)) {
				const args = make(made.params);
				args[i] = value;
				const message = new RegExp(`^${name}: ${param.name} (must be|is) `);
				assert.throws(() => new Class(...args), { name: error, message }, `${name}(${i}: ${typeof value})`);
				tried++;
			}
		});
		for (const args of [make(made.params).slice(1), [...make(made.params), 1]])
			assert.throws(() => new Class(...args), { name: 'TypeError', message: new RegExp(`^${name}\\(.* takes `) });
	}
	assert.ok(tried > 80, `${tried} tried`);
	assert.equal(run.held, 0);
	assert.equal(run.snapshot().stats.madeCount, 0);
});

test('methods refuse wrong arguments, and objects of other classes', () => {
	for (const { name, constructor: made, methods } of run.engine.description.classes) {
		const object = new (run.class(name))(...make(made.params));
		const other = new (run.class(name === 'Buffer' ? 'MyClass' : 'Buffer'))(8);
		for (const method of methods) {
			const call = Reflect.get(object, method.name) as (...args: unknown[]) => unknown;
			const args = method.params.map((param) => (/^[A-Z]/.test(param.type) ? object : rightFor(param)));
			method.params.forEach((param, i) => {
				const wrong = wrongFor(param.type);
				if (/^[A-Z]/.test(param.type)) wrong.push([other, 'TypeError']);
				for (const [value, error] of wrong) {
					const message = new RegExp(`^${name}\\.${method.name}: ${param.name} (must be|is) `);
					assert.throws(() => call.apply(object, args.with(i, value)), { name: error, message });
				}
			});
			assert.throws(() => call.apply(object, [...args, 1]), { name: 'TypeError', message: / takes / });
			for (const self of [other, null, 1, {}, Object.getPrototypeOf(object)])
				assert.throws(() => call.apply(self, args), { name: 'TypeError', message: new RegExp(`no ${name}$`) });
		}
		object.delete();
		other.delete();
	}
});

test('a function is held only when every other argument is right', () => {
	// No class of today takes both, so the signature is asked itself.
	const held = new Held();
	const params = ['callback', 'weakCallback', 'byte'].map((type) => ({ name: type, type, doc: '' }));
	const signature = new Signature('both', params, held, () => assert.fail('no object is wanted'));
	const calls: number[][] = [];
	const native = (...natives: number[]) => calls.push(natives);
	const f = () => 1;
	for (const args of [
		[f, f, 256],
		[f, f, 'x'],
		[f, 1, 1],
		[1, f, 1],
		[f, f],
		[f, f, 1, 1],
	]) {
		assert.throws(() => signature.call(native, args.length, args));
		assert.equal(held.count, 0);
	}
	assert.deepEqual(calls, []);
	signature.call(native, 3, [f, f, 255], 17);
	const [self, strong = 0, weak = 0, byte] = calls[0] ?? [];
	assert.deepEqual([self, byte, held.count], [17, 255, 2]);
	assert.deepEqual([held.get(strong), held.get(weak)], [f, f]);
	const refusal = new Error('refused');
	const refusing = () => {
		assert.equal(held.count, 4);
		throw refusal;
	};
	assert.throws(() => signature.call(refusing, 3, [f, f, 0]), refusal);
	assert.equal(held.count, 2, 'what a refused call was to take over is given back');
});

test('any number is a float64, also those that are none', () => {
	interface Matrix extends Loose {
		get(row: number, column: number): number;
		set(row: number, column: number, value: number): void;
	}
	const matrix = new (run.class<Matrix>('Matrix'))(1, 1);
	for (const value of [0, -0, 0.1, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY]) {
		matrix.set(0, 0, value);
		assert.ok(Object.is(matrix.get(0, 0), value), `${value}`);
	}
	matrix.delete();
});

test('an object that has ended is refused as an argument, with its story', () => {
	interface Matrix extends Loose {
		mul(other: unknown): Loose;
	}
	const Matrix = run.class<Matrix>('Matrix');
	const [a, b] = [new Matrix(2, 2), new Matrix(2, 2)];
	run.line = 7;
	b.delete();
	assert.throws(() => a.mul(b), {
		name: 'PointerError',
		message: /^Matrix\.mul: other is Matrix #2 \(.*deleted at line 7.*\), which has ended$/,
	});
	a.delete();
});
