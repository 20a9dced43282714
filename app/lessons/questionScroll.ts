// Brings a lesson's question, or what a run has revealed of it, into view; scrolls the lesson's text and nothing around it.

/** Of the choices above an answer that is longer than the view. */
const kChoicesHeightCssPx = 64;

/** The question at the top, and the focus in its choices. */
export function showQuestion(): void {
	const block = document.querySelector<HTMLElement>('.lesson-text .question');
	const choices = block?.querySelectorAll<HTMLInputElement>('input') ?? [];
	const choice = [...choices].find(({ checked }) => checked) ?? choices[0];
	choice?.focus({ preventScroll: true });
	if (block) textOf(block)?.scrollTo({ top: block.offsetTop });
}

/** As far on as its end needs, while its beginning stays in view; never back, where the reader has been. */
export function showAnswer(answer: HTMLElement): void {
	const text = textOf(answer);
	if (!text) return;
	const endCssPx = answer.offsetTop + answer.offsetHeight - text.clientHeight;
	const top = Math.min(endCssPx, answer.offsetTop - kChoicesHeightCssPx);
	if (top > text.scrollTop) text.scrollTo({ top });
}

/** For choices that can have the focus no longer: the text around has it then. */
export const focusText = (part: HTMLElement): void => textOf(part)?.focus({ preventScroll: true });

/** What scrolls; offsets of what is in it are from its top. */
const textOf = (part: HTMLElement) => part.closest<HTMLElement>('.lesson-text');
