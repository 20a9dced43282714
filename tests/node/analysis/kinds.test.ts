// Each kind of suspect: where it is found, how sure, and of which lines' objects; and what comes near to it is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../app/analysis/analyse.ts';
import { description } from '../../../engine/prebuilt/description.ts';
import * as programs from './programs.ts';

const classNames = description.classes.map(({ name }) => name);

function told(code: string): string[] {
	const { suspects, error } = analyse(code, classNames);
	assert.equal(error, undefined, code);
	return suspects.map((it) => `${it.kind} ${it.line} ${it.confidence} [${it.allocationLines}]`);
}

for (const [kind, cases] of Object.entries(programs)) {
	test(`${kind.replace('Cases', '')}: found where it is, and nowhere else`, () => {
		const found = cases.map(({ name, code }) => ({ name, suspects: told(code) }));
		const expected = cases.map(({ name, suspects }) => ({ name, suspects }));
		assert.ok(cases.some(({ suspects }) => suspects.length === 0) && cases.some(({ suspects }) => suspects.length > 0));
		assert.deepEqual(found, expected);
	});
}
