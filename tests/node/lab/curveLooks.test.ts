// The looks of the Lab's curves: each is one of its own, and its colour, read from the stylesheet, is seen as a line and
// told apart with normal sight and with each of the three colour-vision deficiencies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveLookOf, kCurveColours } from '../../../app/lab/curveLooks.ts';
import { kMostConfigurations } from '../../../app/lab/experiment.ts';
import { contrastOf, distanceOf, seenBy, tokenOf, visions } from '../../support/colourVision.ts';

/** Of graphics, by WCAG 2.2, 1.4.11. */
const kLeastContrast = 3;
/** Least distance in OKLab, times 100: of any two colours, and of those whose lines have the same dash. */
const kLeastApart = 8;
const kLeastApartOfADash = 14;

const looks = Array.from({ length: kMostConfigurations }, (_, index) => curveLookOf(index));
const nameOf = (token: string) => token.replace(/^--/, '');
const dashOf = ({ dash }: { dash: readonly number[] }) => dash.join();

test('no two configurations of an experiment have the same look, and each counts from 1', () => {
	const seen = new Set(looks.map((look) => `${look.token} ${dashOf(look)}`));
	assert.equal(seen.size, kMostConfigurations);
	assert.deepEqual(
		looks.map(({ number }) => number),
		looks.map((_, index) => String(index + 1)),
	);
	assert.equal(new Set(looks.map(({ token }) => token)).size, kCurveColours);
});

for (const theme of ['light', 'dark'] as const) {
	test(`curves are seen on every ground in the ${theme} theme`, () => {
		for (const ground of ['bg', 'bg-raised']) {
			for (const { token } of looks) {
				const found = contrastOf(tokenOf(nameOf(token), theme), tokenOf(ground, theme));
				assert.ok(found >= kLeastContrast, `${token} on --${ground}: ${found.toFixed(2)}`);
			}
		}
	});

	test(`curves are told apart by everybody in the ${theme} theme, those of the same dash easily`, () => {
		for (const [vision, matrix] of Object.entries(visions)) {
			const colours = looks.map(({ token }) => seenBy(matrix, tokenOf(nameOf(token), theme)));
			for (const [i, a] of colours.entries()) {
				for (const [j, b] of colours.slice(0, i).entries()) {
					const [one, other] = [looks[i], looks[j]];
					assert.ok(one && other);
					if (one.token === other.token) continue;
					const apart = 100 * distanceOf(a, b);
					const least = dashOf(one) === dashOf(other) ? kLeastApartOfADash : kLeastApart;
					assert.ok(apart >= least, `${one.token} and ${other.token} are ${apart.toFixed(1)} apart: ${vision}`);
				}
			}
		}
	});
}
