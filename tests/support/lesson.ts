// One lesson on the real page, for whoever writes it: runs start and solution, and prints what its check says.
// ./build.sh lesson NN [chromium|firefox]
import { lessons, tryLesson } from './lessons.ts';
import { lines, quietPath, ready } from './sweepground.ts';
import { browserName, closeAll, openPage } from './visit.ts';

const [number = ''] = process.argv.slice(2);
const lesson = lessons.find(({ id }) => id === number || id.slice(0, 2) === number.padStart(2, '0'));
if (!lesson) throw new Error(`There is no lesson ${number}, only ${lessons.map(({ id }) => id).join(', ')}`);

const { visit } = await openPage({ path: quietPath });
await ready(visit);
for (const program of ['start', 'solution'] as const) {
	if (program === 'solution' && lesson.solution === null) continue;
	const wanted = program === 'solution' || lesson.settings.startPasses ? 'passed' : 'failed';
	const { verdict, text, tookMs } = await tryLesson(visit, lesson, program);
	console.log(`\n${lesson.id}, ${program}, ${browserName}, ${tookMs} ms`);
	for (const line of await lines(visit)) console.log(`  | ${line}`);
	console.log(`  ${verdict === wanted ? 'as promised' : `WRONG, it should have ${wanted}`}: ${verdict}: ${text}`);
	if (verdict !== wanted) process.exitCode = 1;
}
await closeAll();
