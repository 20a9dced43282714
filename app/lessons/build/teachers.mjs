// The teacher's page, samples/README.md, made from the lessons. Run as a program it writes that file.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLessons } from './read.mjs';

const kHead = `# The course

<!-- Written by ./build.sh lesson from the lessons; edit those. -->

Each lesson is an experiment: the class guesses, runs the program, looks, and repairs it where something is broken. **Check** judges by the run's own figures, never by the text of the program. The links open a lesson and run nothing; put them behind the address of your page, \`https://…/#sample=01-the-original-loop\`. [\`WRITING.md\`](WRITING.md) says how to write a lesson, [\`SUMMARY.md\`](SUMMARY.md) has the rules to take home, which the bundle makes into one page to print, \`summary.html\`.
`;

/** @param {string} text */
const inCell = (text) =>
	text
		.replace(/\s+/g, ' ')
		.replaceAll('|', '\\|')
		// A name of the page, which lights up there alone.
		.replace(/\[\[([^\]]+)\]\]/g, '**$1**')
		.trim();

/** @param {readonly import('./read.mjs').ReadLesson[]} lessons */
export function teachersPage(lessons) {
	const minutes = lessons.reduce((sum, { settings }) => sum + settings.minutes, 0);
	const lines = lessons.map(({ id, title, settings, solution, wrongMarkdown }, index) => {
		const cells = [
			`${index + 1}`,
			`[${inCell(title)}](${id}/lesson.md)`,
			`${settings.minutes}`,
			solution === null ? 'no' : 'yes',
			inCell(wrongMarkdown),
			`\`#sample=${id}\``,
		];
		return `| ${cells.join(' | ')} |`;
	});
	return `${kHead}
${lessons.length} lessons, about ${minutes} minutes in all.

| # | lesson | minutes | to repair | what students get wrong | link |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

const self = fileURLToPath(import.meta.url);
if (process.argv[1] === self) {
	const folder = join(self, '../../../../samples');
	try {
		const lessons = await readLessons(folder);
		await writeFile(join(folder, 'README.md'), teachersPage(lessons));
		console.log(`${lessons.length} lessons are whole; samples/README.md is written.`);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
