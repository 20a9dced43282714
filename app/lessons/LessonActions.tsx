// What a reader does with a lesson after a run: check it, see the solution, begin anew; and what the check said. Never
// judges by itself.
import type { LessonModel, SolutionState } from './LessonModel.ts';
import { showQuestion } from './questionScroll.ts';

interface LessonActionsProps {
	model: LessonModel;
	/** There is a solution. */
	repair: boolean;
}

const solutionText: Record<SolutionState, string> = {
	hidden: 'Show solution',
	asked: 'Try once more? Show it',
	shown: 'Back to my program',
};

export function LessonActions({ model, repair }: LessonActionsProps) {
	const unrun = model.phase.value === 'none';
	const solution = model.solution.value;
	return (
		<div class="lesson-foot">
			<div class="lesson-actions">
				<button
					type="button"
					data-name="check"
					aria-disabled={unrun}
					title={unrun ? 'Run the program first' : 'Look whether the run was as the lesson wants it'}
					onClick={() => void model.check().catch(() => {})}
				>
					Check
				</button>
				<Verdict model={model} unrun={unrun} />
				<Onward model={model} />
				{repair && (
					<button
						type="button"
						data-name="solution"
						class={solution === 'asked' ? 'asking' : 'quiet'}
						onClick={() => model.showSolution()}
					>
						{solutionText[solution]}
					</button>
				)}
				<button
					type="button"
					data-name="reset-lesson"
					class="quiet"
					title="Puts the lesson's own program and settings back, asks its question anew, and empties the views"
					onClick={() => void model.reset()}
				>
					Reset lesson
				</button>
			</div>
			<Patience model={model} />
		</div>
	);
}

function Verdict({ model, unrun }: { model: LessonModel; unrun: boolean }) {
	const waiting = model.checking.waiting.value;
	const { choice, revealed, verdict } = model.kept.value;
	const said = waiting ?? verdict;
	return (
		<p class="verdict" role="status" aria-label="Verdict" data-verdict={said?.verdict ?? 'none'}>
			{said && <b class="verdict-name">{names[said.verdict]}</b>}
			{said ? said.text : unrun && <Steps guessed={choice !== null || revealed} />}
		</p>
	);
}

/** What to do before the first run; leads to the question, which may be below what is seen of the text. */
function Steps({ guessed }: { guessed: boolean }) {
	if (guessed) return 'Run the program, then check.';
	return (
		<>
			<button type="button" class="step" title="To the question" onClick={showQuestion}>
				Guess
			</button>
			, run, then check.
		</>
	);
}

/** Once it is passed. */
function Onward({ model }: { model: LessonModel }) {
	const next = model.samples.samples[model.number];
	if (!next || model.kept.value.verdict?.verdict !== 'passed') return null;
	return (
		<button type="button" class="onward" title={next.title} onClick={() => model.step(1)}>
			Next lesson
		</button>
	);
}

/** How much of the check's patience is gone; its words are the verdict's. */
function Patience({ model: { checking } }: { model: LessonModel }) {
	return (
		<div class="patience" aria-hidden="true">
			{checking.waiting.value && <div style={{ width: `${100 * checking.waited.value}%` }} />}
		</div>
	);
}

const names = { passed: '✓ Passed', failed: '✗ Not yet', waiting: '…' } as const;
