// Shows the program in a text area with line numbers and error marks; Tab moves the focus on. Never needs Monaco.
import { useSignalEffect } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { EditorModel, Marker } from './EditorModel.ts';
import { offsetOf } from './textEdit.ts';

export function PlainEditor({ model }: { model: EditorModel }) {
	const area = useRef<HTMLTextAreaElement>(null);
	const gutter = useRef<HTMLDivElement>(null);
	const litBand = useRef<HTMLDivElement>(null);
	const marksId = useId();
	const code = model.code.value;
	const markers = model.markers.value;

	useEffect(() => {
		model.scrollTop.value = area.current?.scrollTop ?? 0;
		return model.attach({ reveal: (line, column) => reveal(area.current, line, column), topOf });
	}, [model]);
	useSignalEffect(() => {
		if (!litBand.current) return;
		const line = model.litLineNow.value;
		litBand.current.hidden = line === 0;
		litBand.current.style.transform = `translateY(${topOf(line) - model.scrollTop.value}px)`;
	});

	function onScroll() {
		if (!area.current || !gutter.current) return;
		gutter.current.scrollTop = area.current.scrollTop;
		model.scrollTop.value = area.current.scrollTop;
	}

	/** The key that Monaco has for it too. */
	function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) {
		if (event.code !== 'KeyL' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		const line = event.currentTarget.value.slice(0, event.currentTarget.selectionStart).split('\n').length;
		model.onToggleLine(model.lineAsRun(line));
	}

	return (
		<div class="editor-plain">
			<div class="editor-line-lit" ref={litBand} hidden />
			<div class="editor-gutter" ref={gutter} aria-hidden="true">
				<div class="editor-numbers">{lineNumbers(code)}</div>
				{markers.map((marker) => (
					<Mark marker={marker} />
				))}
			</div>
			<textarea
				aria-label="Program"
				aria-describedby={marksId}
				ref={area}
				value={code}
				onInput={(event) => model.edit(event.currentTarget.value)}
				onScroll={onScroll}
				onKeyDown={onKeyDown}
				wrap="off"
				spellcheck={false}
				autocomplete="off"
				autocapitalize="off"
			/>
			<div id={marksId} hidden>
				{markers.map((marker) => `${marker.severity} in line ${marker.line}: ${marker.message}`).join('\n')}
			</div>
		</div>
	);
}

/** As in editor.css: above the first line, and of a line, CSS pixels. */
const kPaddingPx = 8;
const kLinePx = 20;

const topOf = (line: number) => kPaddingPx + (line - 1) * kLinePx;

function Mark({ marker }: { marker: Marker }) {
	return (
		<div
			class={`editor-mark editor-mark-${marker.severity}`}
			style={{ '--line': marker.line - 1 }}
			title={marker.message}
		/>
	);
}

function lineNumbers(code: string): string {
	return code
		.split('\n')
		.map((_, index) => index + 1)
		.join('\n');
}

function reveal(area: HTMLTextAreaElement | null, line: number, column: number): void {
	if (!area) return;
	const at = offsetOf(area.value, line, column);
	area.focus();
	area.setSelectionRange(at, at);
	const lineHeightCssPx = Number.parseFloat(getComputedStyle(area).lineHeight);
	area.scrollTop = Math.max(0, (line - 1) * lineHeightCssPx - area.clientHeight / 2);
}
