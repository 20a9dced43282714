// Shows the sample's lesson, which folds away. Text is only ever text here: no HTML is made of it.
import { type Block, parseLesson, type Span } from '../lib/lessonText.ts';
import type { LayoutModel } from '../models/LayoutModel.ts';
import type { SampleModel } from '../models/SampleModel.ts';
import { Icon } from './Icon.tsx';

interface LessonPanelProps {
	samples: SampleModel;
	layout: LayoutModel;
}

export function LessonPanel({ samples, layout }: LessonPanelProps) {
	const sample = samples.current.value;
	const open = layout.lessonOpen.value;
	return (
		<section class="pane lesson" aria-label="Lesson">
			<div class="pane-head">
				<h2>
					<button
						type="button"
						class="fold"
						aria-expanded={open}
						aria-controls="lesson-text"
						onClick={() => layout.toggleLesson()}
					>
						<Icon name="chevron" />
						{sample.title}
					</button>
				</h2>
				{samples.edited.value && (
					<button
						type="button"
						class="quiet restore"
						title="Put the sample's own program back in the editor"
						onClick={() => samples.restore()}
					>
						Restore program
					</button>
				)}
			</div>
			<div id="lesson-text" class="lesson-text" hidden={!open} tabIndex={0} role="group" aria-label="Lesson text">
				{parseLesson(sample.lesson).map((block, index) => (
					<LessonBlock key={index} block={block} />
				))}
			</div>
		</section>
	);
}

function LessonBlock({ block }: { block: Block }) {
	switch (block.kind) {
		case 'heading':
			return (
				<h3>
					<Spans spans={block.spans} />
				</h3>
			);
		case 'paragraph':
			return (
				<p>
					<Spans spans={block.spans} />
				</p>
			);
		case 'code':
			return (
				<pre>
					<code>{block.text}</code>
				</pre>
			);
		case 'list': {
			const items = block.items.map((spans, index) => (
				<li key={index}>
					<Spans spans={spans} />
				</li>
			));
			return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
		}
	}
}

function Spans({ spans }: { spans: readonly Span[] }) {
	return spans.map(({ kind, text }, index) => {
		if (kind === 'code') return <code key={index}>{text}</code>;
		if (kind === 'bold') return <strong key={index}>{text}</strong>;
		if (kind === 'emphasis') return <em key={index}>{text}</em>;
		return text;
	});
}
