// Shows beside each line that made objects how many of them are live. One stop for the keyboard; never reads the text.
import { type Signal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { EditorModel, LineMark } from './EditorModel.ts';
import { lineDetails, lineText, markOf } from './lineText.ts';

/** Marks are drawn for the lines on the screen and some around them, in steps of this many lines. */
const kStepLines = 64;
/** As in editor.css. */
const kLinePx = 20;

export function LineGutter({ model }: { model: EditorModel }) {
	const strip = useRef<HTMLDivElement>(null);
	// The mark that Tab leads to.
	const stop = useSignal(0);
	const step = useComputed(() => Math.floor(model.scrollTop.value / (kStepLines * kLinePx)));
	const shown = useComputed(() => {
		const first = (step.value - 1) * kStepLines;
		return model.lineMarks.value.filter(({ line }) => line >= first && line < first + 4 * kStepLines);
	});
	useSignalEffect(() => {
		if (strip.current) strip.current.style.transform = `translateY(${-model.scrollTop.value}px)`;
	});
	useLayoutEffect(() => () => model.onHoverLine(0), [model]);
	const marks = shown.value;
	model.laidOut.value;
	const tabLine = marks.some(({ line }) => line === stop.value) ? stop.value : marks[0]?.line;

	const press = (event: KeyboardEvent) => {
		const at = marks.findIndex(({ line }) => line === tabLine);
		const target = new Map([
			['ArrowDown', at + 1],
			['ArrowUp', at - 1],
			['Home', 0],
			['End', marks.length - 1],
		]).get(event.key);
		const mark = target === undefined ? undefined : marks[target];
		if (!mark) return;
		event.preventDefault();
		stop.value = mark.line;
		strip.current?.querySelector<HTMLElement>(`[data-line="${mark.line}"]`)?.focus();
	};

	return (
		<div class="editor-counts" role="group" aria-label="Objects by line" onKeyDown={press}>
			<div ref={strip}>
				{marks.map((mark) => (
					<CountMark
						key={mark.counts.line}
						mark={mark}
						topPx={model.topOf(mark.line)}
						model={model}
						stop={stop}
						inTabOrder={mark.line === tabLine}
					/>
				))}
			</div>
		</div>
	);
}

interface CountMarkProps {
	mark: LineMark;
	topPx: number;
	model: EditorModel;
	stop: Signal<number>;
	inTabOrder: boolean;
}

function CountMark({ mark: { line, counts }, topPx, model, stop, inTabOrder }: CountMarkProps) {
	const { state, sign, text, over } = markOf(counts);
	const lit = useComputed(() => model.litLine.value === counts.line);
	const chosen = useComputed(() => model.chosenLine.value === counts.line);
	const enter = () => model.onHoverLine(counts.line);
	const leave = () => model.onHoverLine(0);
	return (
		<button
			type="button"
			class={over ? 'editor-count over' : 'editor-count'}
			data-state={state}
			data-line={line}
			data-lit={lit}
			style={{ top: `${topPx}px` }}
			tabIndex={inTabOrder ? 0 : -1}
			aria-label={lineText(line, counts)}
			aria-pressed={chosen}
			title={`${lineDetails(line, counts)}. Click: show them alone`}
			onClick={() => model.onToggleLine(counts.line)}
			onPointerEnter={enter}
			onPointerLeave={leave}
			onFocus={() => {
				stop.value = line;
				enter();
			}}
			onBlur={leave}
		>
			<span aria-hidden="true">{sign}</span>
			{text}
		</button>
	);
}
