// Makes the models of the page and joins them: the only place that knows them all.
import { loadLesson, samples } from 'sweepground:samples';
import { computed, effect } from '@preact/signals';
import { EditorModel, type Marker } from '../editor/EditorModel.ts';
import type { LabModel } from '../lab/LabModel.ts';
import { LessonModel } from '../lessons/LessonModel.ts';
import { pageAddress } from '../lib/address.ts';
import { copyText } from '../lib/clipboard.ts';
import { pageClock } from '../lib/clock.ts';
import { download } from '../lib/download.ts';
import { once } from '../lib/once.ts';
import { painted } from '../lib/painted.ts';
import { pageStorage } from '../lib/storage.ts';
import type { Chunk } from '../lib/useChunk.ts';
import { CardModel } from '../models/CardModel.ts';
import { ConsoleModel } from '../models/ConsoleModel.ts';
import { FileModel } from '../models/FileModel.ts';
import { HelpModel } from '../models/HelpModel.ts';
import { LayoutModel } from '../models/LayoutModel.ts';
import { LifetimesModel } from '../models/LifetimesModel.ts';
import { LineCountsModel } from '../models/LineCountsModel.ts';
import { NoticeModel } from '../models/NoticeModel.ts';
import { ProgramModel } from '../models/ProgramModel.ts';
import { type ProgramError, RunModel, type RunResult } from '../models/RunModel.ts';
import { SampleModel } from '../models/SampleModel.ts';
import { SavedModel } from '../models/SavedModel.ts';
import { SelectionModel } from '../models/SelectionModel.ts';
import { ShareModel } from '../models/ShareModel.ts';
import { SnapshotModel } from '../models/SnapshotModel.ts';
import { SuspectsModel } from '../models/SuspectsModel.ts';
import { type Theme, ThemeModel } from '../models/ThemeModel.ts';
import { TimeModel } from '../models/TimeModel.ts';
import { WelcomeModel } from '../models/WelcomeModel.ts';
import { decodeSnapshot } from '../protocol/snapshot.ts';
import { openSession } from '../sandbox/host.ts';

export interface Page {
	editor: EditorModel;
	console: ConsoleModel;
	snapshots: SnapshotModel;
	selection: SelectionModel;
	card: CardModel;
	suspects: SuspectsModel;
	time: TimeModel;
	lifetimes: LifetimesModel;
	run: RunModel;
	samples: SampleModel;
	lesson: LessonModel;
	layout: LayoutModel;
	theme: ThemeModel;
	program: ProgramModel;
	saved: SavedModel;
	share: ShareModel;
	files: FileModel;
	notices: NoticeModel;
	help: HelpModel;
	welcome: WelcomeModel;
	/** Runs the program of the lesson that was chosen last, once it is here. */
	runProgram(): Promise<RunResult>;
	/** No part of the shell. The same one each time; and what shows it. */
	lab(): Promise<LabModel>;
	labPanel: Chunk<{ theme: Theme }>;
}

/** `?autorun=0`: a script or a course drives the page, and begins by itself. */
export const autorun = () => new URLSearchParams(location.search).get('autorun') !== '0';

/** Worker and engine are fetched once the page is seen. */
const openLater: typeof openSession = (events) => painted.then(() => openSession(events));

export function makePage(): Page {
	const editor = new EditorModel(samples[0]?.code);
	const console = new ConsoleModel(pageClock);
	const selection = new SelectionModel();
	const snapshots = new SnapshotModel(pageClock, decodeSnapshot, selection);
	const code = () => editor.code.value;
	const run = new RunModel({ openSession: openLater, clock: pageClock, console, snapshots, code });
	const setCode = (text: string) => editor.setCode(text);
	const { policy, intervalMs, heapLimitBytes, quarantineBytes } = run;
	const places = { code: editor.code, setCode, policy, intervalMs, heapLimitBytes, quarantineBytes };
	const sampleModel = new SampleModel(samples, places, (id) => loadLesson(id).then(({ start }) => start));
	const layout = new LayoutModel(pageStorage);
	sampleModel.onShow = (view) => layout.bring(view);
	const program = new ProgramModel({ code: editor.code, setCode, run, samples: sampleModel });
	const notices = new NoticeModel();
	const saved = new SavedModel(pageStorage, pageClock, program);
	const lab = once(async () => {
		const { makeLab } = await import('../lab/makeLab.ts');
		return makeLab({
			openSession,
			clock: pageClock,
			editor,
			program,
			run,
			notices,
			address: pageAddress,
			copy: copyText,
		});
	});
	const share = new ShareModel({
		address: pageAddress,
		program,
		samples: sampleModel,
		notices,
		copy: copyText,
		async readExperiment(version, packed) {
			const [model, { readLabLink }] = await Promise.all([lab(), import('../lab/makeLab.ts')]);
			const experiment = await readLabLink(version, packed);
			const { workload } = experiment;
			const show = () => {
				model.arrive(experiment);
				layout.side.value = 'lab';
			};
			return { code: workload.name === 'program' ? workload.code : null, show };
		},
	});
	const lesson = new LessonModel({
		run,
		snapshots,
		console,
		samples: sampleModel,
		clock: pageClock,
		storage: pageStorage,
		editor: { code: editor.code, typed: editor.typed, setCode },
		load: loadLesson,
		notices,
	});
	const settle = () => (share.leavesProgram ? saved.restore() : saved.settle());
	if (share.arrived) void share.opened.then(settle);
	else saved.restore();
	// Nobody comes for the first time to what they have written themselves.
	const visitsFirst = !share.arrived && autorun() && !sampleModel.edited.peek();
	const firstVisit = computed(() => visitsFirst && sampleModel.current.value === samples[0]);
	const page: Page = {
		editor,
		console,
		snapshots,
		selection,
		time: new TimeModel(pageClock, snapshots, selection),
		lifetimes: new LifetimesModel(snapshots, selection),
		card: new CardModel(snapshots, selection),
		suspects: new SuspectsModel({
			ran: run.ran,
			description: run.description,
			// No part of the shell.
			load: () => import('../analysis/inWorker.ts'),
		}),
		run,
		samples: sampleModel,
		lesson,
		layout,
		labPanel: once(async () => {
			const [{ labPanelOf }, model] = await Promise.all([import('../lab/LabPanel.tsx'), lab()]);
			return labPanelOf(model);
		}),
		theme: new ThemeModel(pageStorage, matchMedia('(prefers-color-scheme: dark)')),
		program,
		saved,
		share,
		files: new FileModel(program, notices, download),
		notices,
		help: new HelpModel(pageStorage),
		welcome: new WelcomeModel({ storage: pageStorage, latest: snapshots.latest, firstVisit }),
		runProgram: () => sampleModel.chosen.then(() => run.run()),
		lab,
	};
	editor.onRun = () => void page.runProgram();
	effect(() => {
		editor.description.value = run.description.value;
	});
	effect(() => {
		if (snapshots.latest.value === null) selection.clear();
	});
	effect(() => {
		if (run.state.value === 'running') notices.runBegins();
	});
	effect(() => {
		// Who runs a program wants to see it.
		if (run.ran.value) layout.side.value = 'live';
	});
	effect(() => {
		// A check goes on behind the Lab.
		snapshots.watched.value = layout.side.value === 'live' || lesson.checking.waiting.value !== null;
	});
	effect(() => {
		const part = page.welcome.pointed.value ?? lesson.pointed.value;
		if (part) document.documentElement.dataset.pointed = part;
		else delete document.documentElement.dataset.pointed;
	});
	const flush = () => {
		saved.flush();
		lesson.flush();
	};
	addEventListener('pagehide', flush);
	document.addEventListener('visibilitychange', () => document.hidden && flush());
	joinLines(page, new LineCountsModel(snapshots.latest, pageClock));
	let marked: readonly ProgramError[] = [];
	effect(() => {
		const errors = run.errors.value;
		// Only new ones are marked: a mark that was edited away does not come back with the next error.
		const known = errors.length >= marked.length ? marked.length : 0;
		const fresh = errors.slice(known).filter(({ line }) => line > 0);
		marked = errors;
		if (known > 0 && fresh.length === 0) return;
		editor.markers.value = [...(known > 0 ? editor.markers.peek() : []), ...fresh.map(markerOf)];
	});
	effect(() => {
		const theme = page.theme.theme.value;
		editor.theme.value = theme;
		document.documentElement.dataset.theme = theme;
	});
	return page;
}

/** The editor's lines and what is pointed at, both ways; lines are counted in the text as it was run. */
function joinLines({ editor, selection, run, layout }: Page, { counts }: LineCountsModel): void {
	editor.onHoverLine = (line) => {
		selection.hoveredLine.value = line;
	};
	editor.onToggleLine = (line) => {
		selection.toggleLine(line);
		layout.side.value = 'live';
	};
	effect(() => {
		const ran = run.ran.value;
		if (ran) editor.ran(ran.code);
	});
	effect(() => {
		editor.lineCounts.value = counts.value;
	});
	effect(() => {
		editor.litLine.value = selection.litLine.value;
	});
	effect(() => {
		editor.chosenLine.value = selection.line.value;
	});
}

const markerOf = ({ name, message, line, column }: ProgramError): Marker => ({
	line,
	column: Math.max(1, column),
	message: `${name}: ${message}`,
	severity: 'error',
});
