// The teacher's page: the lessons in order, their time, what students get wrong, and a link that opens each. The same
// is in samples/README.md.
import { loadTeachers } from 'sweepground:samples';
import { useEffect, useState } from 'preact/hooks';
import { closeSheet } from '../panels/Sheet.tsx';
import { Html } from './Html.tsx';
import type { TeachersLesson } from './lesson.ts';

export function TeachersPage() {
	const [lessons, setLessons] = useState<readonly TeachersLesson[] | 'failed' | null>(null);
	useEffect(() => {
		loadTeachers().then(setLessons, () => setLessons('failed'));
	}, []);
	if (lessons === 'failed') return <p>The page could not be loaded. Is the network there?</p>;
	return lessons && <Lessons lessons={lessons} />;
}

function Lessons({ lessons }: { lessons: readonly TeachersLesson[] }) {
	const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
	return (
		<>
			<p class="sheet-note">
				Each lesson: the class guesses, runs, looks, and repairs where something is broken; <b>Check</b> judges by the
				run's own figures. All of it takes about {minutes} minutes. A link opens a lesson for anybody and runs nothing.
			</p>
			<table class="teachers">
				<thead>
					<tr>
						<th scope="col">#</th>
						<th scope="col">Lesson</th>
						<th scope="col" class="amount">
							Minutes
						</th>
						<th scope="col">To repair</th>
						<th scope="col">What students get wrong</th>
					</tr>
				</thead>
				<tbody>
					{lessons.map(({ id, title, minutes, repair, wrong }, index) => (
						<tr key={id}>
							<td class="amount">{index + 1}</td>
							<th scope="row">
								<a
									// Whole, so that it is of use in other pages, and no link to a part of this one.
									href={new URL(`#sample=${id}`, location.href).href}
									onClick={closeSheet}
								>
									{title}
								</a>
							</th>
							<td class="amount">{minutes}</td>
							<td>{repair ? 'yes' : 'no'}</td>
							<td>
								<Html html={wrong} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}
