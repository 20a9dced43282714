// All lessons in order, how long each takes and how far the reader is. A click opens one; nothing runs by that.
import type { Sample } from '../models/SampleModel.ts';
import { closeSheet } from '../panels/Sheet.tsx';
import type { LessonModel } from './LessonModel.ts';
import type { Progress } from './LessonStore.ts';

const progressText: Record<Progress, [sign: string, text: string]> = {
	none: ['·', 'not begun'],
	run: ['▸', 'run'],
	passed: ['✓', 'passed'],
};

export function LessonList({ model }: { model: LessonModel }) {
	const { samples } = model.samples;
	const passedCount = samples.filter(({ id }) => model.store.of(id).progress === 'passed').length;
	return (
		<>
			<p class="sheet-note figure">
				{passedCount} of {samples.length} passed; {model.number} is open. Your progress and your programs stay in this
				browser.
			</p>
			<ol class="lesson-list">
				{samples.map((sample, index) => (
					<Line key={sample.id} sample={sample} number={index + 1} model={model} />
				))}
			</ol>
		</>
	);
}

function Line({ sample, number, model }: { sample: Sample; number: number; model: LessonModel }) {
	const { progress } = model.store.of(sample.id);
	const [sign, text] = progressText[progress];
	const current = sample === model.samples.current.value;
	return (
		<li>
			<button
				type="button"
				// The list opens where the reader is.
				autofocus={current}
				aria-current={current ? 'true' : undefined}
				onClick={(event) => {
					closeSheet(event);
					void model.choose(sample);
				}}
			>
				<span class="line-number figure">{number}</span>
				<span class="line-title">{sample.title}</span>
				<span class="line-minutes figure">{sample.minutes} min</span>
				<span class="line-progress" data-progress={progress}>
					<span class="sign" aria-hidden="true">
						{sign}
					</span>
					{text}
				</span>
			</button>
		</li>
	);
}
