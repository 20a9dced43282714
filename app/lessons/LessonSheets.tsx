// The sheets around the course: the list of lessons, and the teacher's page, of which one is open.
import { adoptStyles } from '../lib/adoptStyles.ts';
import { Sheet } from '../panels/Sheet.tsx';
import styles from '../styles/lessonSheets.css?text';
import { LessonList } from './LessonList.tsx';
import type { LessonModel } from './LessonModel.ts';
import { TeachersPage } from './TeachersPage.tsx';

adoptStyles(styles);

export function LessonSheets({ model }: { model: LessonModel }) {
	const teachers = model.sheet.value === 'teachers';
	const more = (
		<>
			<a href="summary.html" target="_blank" rel="noreferrer" title="Opens in a new tab, to print">
				Rules to take home
			</a>
			<button
				type="button"
				onClick={() => {
					model.sheet.value = teachers ? 'lessons' : 'teachers';
				}}
			>
				{teachers ? 'Lessons' : 'For teachers'}
			</button>
		</>
	);
	return (
		<Sheet
			title={teachers ? 'For teachers' : 'Lessons'}
			class="course"
			more={more}
			onClose={() => {
				model.sheet.value = null;
			}}
		>
			{teachers ? <TeachersPage /> : <LessonList model={model} />}
		</Sheet>
	);
}
