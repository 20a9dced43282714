// Lays the panels out; reads the models, and holds nothing of its own.
import { Editor } from '../editor/Editor.tsx';
import { ConsolePanel } from '../panels/ConsolePanel.tsx';
import { CountsPanel } from '../panels/CountsPanel.tsx';
import { HeapGauge } from '../panels/HeapGauge.tsx';
import { LaterPane } from '../panels/LaterPane.tsx';
import { NoticeStrip } from '../panels/NoticeStrip.tsx';
import { ObjectCard } from '../panels/ObjectCard.tsx';
import { ObjectsPanel } from '../panels/ObjectsPanel.tsx';
import { Separator } from '../panels/Separator.tsx';
import { Tabs, tabId, tabPanelId } from '../panels/Tabs.tsx';
import { TopBar } from '../panels/TopBar.tsx';
import { loadLessonPane, loadMap, loadTimeline } from './chunks.ts';
import { Later } from './Later.tsx';
import type { Page } from './page.ts';

export function App({ page }: { page: Page }) {
	const { layout, run, samples, lesson, theme, share, files, help, notices } = page;
	return (
		<>
			<TopBar
				run={run}
				runProgram={page.runProgram}
				samples={samples}
				choose={(it) => void lesson.choose(it)}
				theme={theme}
				share={share}
				files={files}
				help={help}
			/>
			<NoticeStrip notices={notices} />
			<Later page={page} />
			<main class="panes" style={{ '--left': layout.left.percent.value }}>
				<ProgramColumn page={page} />
				<Separator layout={layout} split={layout.left} orientation="vertical" />
				<SideColumn page={page} />
			</main>
		</>
	);
}

function ProgramColumn({ page: { layout, lesson, editor, console } }: { page: Page }) {
	const open = layout.lessonOpen.value;
	const sizes = { '--lesson': layout.lesson.percent.value, '--console': layout.console.percent.value };
	return (
		<div class={open ? 'column program-column' : 'column program-column folded'} style={sizes}>
			<LaterPane load={loadLessonPane} look="lesson" name="Lesson" given={{ model: lesson, layout }} />
			{open && <Separator layout={layout} split={layout.lesson} orientation="horizontal" />}
			<section class="pane program" aria-label="Program editor">
				<Editor model={editor} />
			</section>
			<Separator layout={layout} split={layout.console} orientation="horizontal" reversed />
			<ConsolePanel console={console} onReveal={(line) => editor.reveal(line, 1)} />
		</div>
	);
}

const kSides = [
	['live', 'Live'],
	['lab', 'Lab'],
] as const;

/** What is not shown is not there, and costs nothing. */
function SideColumn({ page }: { page: Page }) {
	const side = page.layout.side.value;
	return (
		<div class="column side-column">
			<Tabs
				label="Live or Lab"
				class="sides"
				tabs={kSides}
				shown={side}
				onShow={(name) => {
					page.layout.side.value = name;
				}}
			/>
			{kSides.map(([name]) => (
				<div
					key={name}
					id={tabPanelId(name)}
					class="column side"
					role="tabpanel"
					aria-labelledby={tabId(name)}
					hidden={name !== side}
				>
					{name === side && (name === 'live' ? <LiveColumn page={page} /> : <LabColumn page={page} />)}
				</div>
			))}
		</div>
	);
}

function LabColumn({ page: { labPanel, theme } }: { page: Page }) {
	return <LaterPane load={labPanel} look="lab" name="Lab" given={{ theme: theme.theme.value }} />;
}

function LiveColumn({ page }: { page: Page }) {
	const { layout, snapshots, selection, card, suspects, time, lifetimes, run, theme, editor } = page;
	const snapshot = snapshots.latest.value;
	const sizes = { '--map': layout.map.percent.value, '--timeline': layout.timeline.percent.value };
	return (
		<div class="column live-column" style={sizes}>
			<section class="pane readings" aria-label="Now">
				<CountsPanel snapshot={snapshot} />
				<HeapGauge snapshot={snapshot} heapLimitBytes={run.heapLimitBytes.value} />
			</section>
			<LaterPane
				load={loadMap}
				look="map"
				name="Native heap map"
				given={{ snapshots, selection, theme: theme.theme.value, description: run.description.value }}
			/>
			<Separator layout={layout} split={layout.map} orientation="horizontal" />
			<LaterPane
				load={loadTimeline}
				look="timeline"
				name="Over time"
				given={{ snapshots, selection, time, lifetimes, layout, theme: theme.theme.value }}
			/>
			<Separator layout={layout} split={layout.timeline} orientation="horizontal" />
			<div
				class={selection.selected.value ? 'objects-split with-card' : 'objects-split'}
				style={{ '--card': layout.card.percent.value }}
			>
				<ObjectsPanel
					table={snapshots.table}
					selection={selection}
					snapshot={snapshot}
					nowMs={snapshot?.stats.nowMs ?? 0}
				/>
				{selection.selected.value && <Separator layout={layout} split={layout.card} orientation="vertical" reversed />}
				<ObjectCard
					card={card}
					suspects={suspects}
					selection={selection}
					nowMs={snapshot?.stats.nowMs ?? 0}
					onReveal={(line) => editor.revealAsRun(line)}
				/>
			</div>
		</div>
	);
}
