// Shows what the program wrote and what went wrong, newest at the bottom; follows it unless the reader scrolled up.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatCount } from '../lib/format.ts';
import { type ConsoleModel, kConsoleLines, type ShownLine } from '../models/ConsoleModel.ts';
import { Icon } from './Icon.tsx';

interface ConsolePanelProps {
	console: ConsoleModel;
	/** The reader asks for the line of the program. */
	onReveal(line: number): void;
}

/** How close to the end still counts as reading the newest line. */
const kFollowPx = 24;

const signs: Readonly<Record<ShownLine['level'], string>> = {
	log: '',
	info: 'i',
	warn: '!',
	error: '✕',
	debug: '·',
	system: '▸',
};

export function ConsolePanel({ console, onReveal }: ConsolePanelProps) {
	const lines = console.lines.value;
	const droppedCount = console.droppedCount.value;
	const scroller = useRef<HTMLDivElement>(null);
	const follows = useRef(true);

	useLayoutEffect(() => {
		const element = scroller.current;
		if (element && follows.current && lines.length > 0) element.scrollTop = element.scrollHeight;
	}, [lines]);

	return (
		<section class="pane console" aria-label="Console">
			<div class="pane-head">
				<h2>Console</h2>
				<button
					type="button"
					class="quiet"
					aria-label="Clear console"
					title="Clear console"
					onClick={() => console.clear()}
				>
					<Icon name="clear" />
				</button>
			</div>
			<div
				class="console-lines"
				ref={scroller}
				role="log"
				aria-live="off"
				aria-label="Console lines"
				tabIndex={0}
				onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
					follows.current = scrollHeight - scrollTop - clientHeight < kFollowPx;
				}}
			>
				{droppedCount > 0 && (
					<p class="console-dropped">
						{formatCount(droppedCount)} more lines are not kept; the newest {formatCount(kConsoleLines)} are below.
					</p>
				)}
				{lines.map((line) => (
					<Line key={line.id} line={line} onReveal={onReveal} />
				))}
				{lines.length === 0 && <p class="empty">What the program logs, and its errors, show here.</p>}
			</div>
		</section>
	);
}

function Line({ line, onReveal }: { line: ShownLine; onReveal(line: number): void }) {
	return (
		<div class="console-line" data-level={line.level} data-sign={signs[line.level]}>
			{line.level === 'error' && <span class="hidden">Error: </span>}
			{line.text}
			{line.line > 0 && (
				<button type="button" class="line-link" onClick={() => onReveal(line.line)}>
					line {line.line}
				</button>
			)}
		</div>
	);
}
