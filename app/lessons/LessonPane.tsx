// Shows the lesson: its head with the way to the others, its text, its question, and below them the check. Folds away.
// Never runs a program.
import { adoptStyles } from '../lib/adoptStyles.ts';
import { focusPart } from '../lib/keyboard.ts';
import { useChunk } from '../lib/useChunk.ts';
import type { LayoutModel } from '../models/LayoutModel.ts';
import { Icon } from '../panels/Icon.tsx';
import styles from '../styles/lessons.css?text';
import { Html } from './Html.tsx';
import { LessonActions } from './LessonActions.tsx';
import type { LessonModel } from './LessonModel.ts';
import { LessonQuestion } from './LessonQuestion.tsx';
import type { Lesson } from './lesson.ts';
import { nameOfKey, pageNames } from './pageNames.ts';

adoptStyles(styles);
adoptStyles(
	Object.values(pageNames)
		.map(({ key, at }) => `:root[data-pointed="${key}"] ${at}`)
		.join(',')
		.concat('{outline:2px solid var(--accent);outline-offset:-2px;background-color:var(--selected)}'),
);

interface LessonPaneProps {
	model: LessonModel;
	layout: LayoutModel;
}

export function LessonPane({ model, layout }: LessonPaneProps) {
	const open = layout.lessonOpen.value;
	const lesson = model.lesson.value;
	const { id, title } = model.samples.current.value;
	return (
		<section class="pane lesson" aria-label="Lesson">
			<div class="pane-head">
				<h2>
					<button
						type="button"
						class="fold"
						aria-expanded={open}
						aria-controls="lesson-text"
						title={title}
						onClick={() => layout.toggleLesson()}
					>
						<Icon name="chevron" />
						<span>{title}</span>
					</button>
				</h2>
				<Ways model={model} />
			</div>
			<div id="lesson-text" class="lesson-body" hidden={!open}>
				{lesson && <LessonText key={id} model={model} lesson={lesson} />}
				{model.missing.value && <p class="empty">The lesson could not be loaded. Is the network there?</p>}
				{lesson && <LessonActions model={model} repair={lesson.solution !== null} />}
			</div>
			{model.sheet.value && <Sheets model={model} />}
		</section>
	);
}

/** Where the reader is in the course, and the ways on and back. */
function Ways({ model }: { model: LessonModel }) {
	const { number } = model;
	const { length } = model.samples.samples;
	return (
		<nav class="lesson-ways" aria-label="Course">
			<span class="lesson-number figure">
				{number} of {length}
			</span>
			<button
				type="button"
				class="quiet icon-button"
				aria-label="Previous"
				title="The lesson before this one"
				aria-disabled={number === 1}
				onClick={() => model.step(-1)}
			>
				‹
			</button>
			<button
				type="button"
				class="quiet icon-button"
				aria-label="Next"
				title="The lesson after this one"
				aria-disabled={number === length}
				onClick={() => model.step(1)}
			>
				›
			</button>
			<button
				type="button"
				class="quiet"
				aria-haspopup="dialog"
				title="All lessons, and how far you are"
				onClick={() => {
					model.sheet.value = 'lessons';
				}}
			>
				Lessons
			</button>
		</nav>
	);
}

/** The names in the text point at the page while the pointer or the focus is on them; a click goes there. */
function LessonText({ model, lesson }: { model: LessonModel; lesson: Lesson }) {
	const keyAt = (target: EventTarget | null) =>
		(target instanceof Element && target.closest<HTMLElement>('[data-points]')?.dataset.points) || null;
	const point = (key: string | null) => {
		model.pointed.value = key;
	};
	const go = (event: MouseEvent) => {
		const name = nameOfKey(keyAt(event.target) ?? '')?.[1];
		if (!name) return;
		const part = document.querySelector(name.at);
		part?.scrollIntoView({ block: 'nearest' });
		if (part instanceof HTMLElement && part.matches('button, select, input')) part.focus();
		else focusPart(name.at, name.focus ? [name.focus] : []);
	};
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the names in it are buttons, which make a click of a key
		// biome-ignore lint/a11y/useKeyWithMouseEvents: focus is heard as it comes up from the names
		<div
			class="lesson-text"
			tabIndex={0}
			role="group"
			aria-label="Lesson text"
			onMouseOver={(event) => point(keyAt(event.target))}
			onMouseLeave={() => point(null)}
			onFocusIn={(event) => point(keyAt(event.target))}
			onFocusOut={() => point(null)}
			onClick={go}
		>
			{lesson.parts.map((part, index) =>
				part.kind === 'text' ? (
					<Html key={index} class="prose" html={part.html} />
				) : (
					<LessonQuestion key={index} question={lesson.question} model={model} />
				),
			)}
		</div>
	);
}

const loadSheets = () => import('./LessonSheets.tsx').then(({ LessonSheets }) => LessonSheets);

function Sheets({ model }: { model: LessonModel }) {
	const Sheets = useChunk(loadSheets, () => {
		model.sheet.value = null;
		model.say('The list could not be loaded. Is the network there?');
	});
	return Sheets && <Sheets model={model} />;
}
