// What the search for suspects costs in a long program, and that twice the lines cost about twice: both in one run.
import { analyse } from '../../app/analysis/analyse.ts';
import { description } from '../../engine/prebuilt/description.ts';
import * as programs from '../node/analysis/programs.ts';
import { smoke } from './smoke.ts';

const kLines = smoke ? 200 : 2_000;
const kRounds = smoke ? 1 : 15;
/** Twice the lines may cost so much more: the collector has more to do as well. */
const kRatio = 2.5;
const kBoundMs = 100;
const classNames = description.classes.map(({ name }) => name);

/** So many lines of all that the tests of the kinds have, each program in a function of its own. */
function longProgram(lines: number): string {
	const all = Object.values(programs).flat();
	let text = '';
	for (let i = 0, length = 0; length < lines; i++) {
		const part = `async function part${i}() {\n${all[i % all.length]?.code}\n}\n`;
		text += part;
		length += part.split('\n').length - 1;
	}
	return text;
}

function timeMs(code: string): number {
	const startMs = performance.now();
	const { error } = analyse(code, classNames);
	if (error) throw new Error(error.message);
	return performance.now() - startMs;
}

const sides = [kLines, 2 * kLines].map((lines) => ({ lines, code: longProgram(lines), times: [] as number[] }));
for (const { code } of sides) timeMs(code);
for (let round = 0; round < kRounds; round++) {
	for (const { code, times } of round % 2 ? sides : sides.toReversed()) times.push(timeMs(code));
}
const medians = sides.map(({ lines, times }) => {
	const sorted = times.toSorted((a, b) => a - b);
	const shown = [sorted[sorted.length >> 1], sorted[0], sorted.at(-1)].map((ms = Number.NaN) => ms);
	console.log(`${`${lines} lines, ms`.padEnd(28)}${shown.map((ms) => ms.toFixed(1).padStart(9)).join('')}`);
	return shown[0] ?? Number.NaN;
});
const [one = Number.NaN, two = Number.NaN] = medians;
console.log(`twice the lines cost ${(two / one).toFixed(2)} times as much, at most ${kRatio}`);
if (!smoke && (two / one > kRatio || one > kBoundMs)) {
	console.log(`DOES NOT HOLD: at most ${kRatio} times, and ${kBoundMs} ms for ${kLines} lines`);
	process.exitCode = 1;
}
