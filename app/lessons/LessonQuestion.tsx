// The lesson's question with its choices before a run; after it the answer, and whether the guess was right. Nothing
// has to be guessed, and nothing is revealed before a run of this lesson has ended; what is then, comes into view.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Html } from './Html.tsx';
import type { LessonModel } from './LessonModel.ts';
import type { Question } from './lesson.ts';
import { focusText, showAnswer } from './questionScroll.ts';

interface LessonQuestionProps {
	question: Question;
	model: LessonModel;
}

export function LessonQuestion({ question, model }: LessonQuestionProps) {
	const { choice, revealed } = model.kept.value;
	const answer = useRef<HTMLDivElement>(null);
	const wasRevealed = useRef(revealed);
	const reveals = revealed && !wasRevealed.current;
	// Seen before the choices are disabled, which takes the focus from them.
	const hadFocus = reveals && answer.current?.parentElement?.contains(document.activeElement);
	useLayoutEffect(() => {
		wasRevealed.current = revealed;
		if (!reveals || !answer.current) return;
		if (hadFocus) focusText(answer.current);
		showAnswer(answer.current);
	}, [revealed]);
	return (
		<div class="question">
			<fieldset disabled={revealed} aria-describedby="question-when">
				<legend class="question-name">{revealed ? 'The question' : 'Before you run it, guess'}</legend>
				<Html class="prose" html={question.html} />
				{question.choices.map((html, index) => (
					<label key={index} class={revealed && index === question.right ? 'choice right' : 'choice'}>
						<input type="radio" name="guess" checked={choice === index} onChange={() => model.guess(index)} />
						<Html html={html} />
						{revealed && index === choice && <span class="choice-note">your guess</span>}
						{revealed && index === question.right && <span class="choice-sign">✓ right</span>}
					</label>
				))}
			</fieldset>
			<div ref={answer} class="answer" role="status" aria-label="Answer">
				{revealed ? (
					<>
						<p class="answer-said">{saidOf(choice, question.right)}</p>
						<Html class="prose" html={question.answer} />
					</>
				) : (
					<p id="question-when" class="question-when">
						A run answers it.
					</p>
				)}
			</div>
		</div>
	);
}

function saidOf(choice: number | null, right: number): string {
	if (choice === null) return 'The answer';
	return choice === right ? '✓ You guessed right' : 'Not this time; that is what guesses are for';
}
