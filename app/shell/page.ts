// Makes the models of the page and joins them: the only place that knows them all.
import { samples } from 'sweepground:samples';
import { effect } from '@preact/signals';
import { EditorModel, type Marker } from '../editor/EditorModel.ts';
import { pageClock } from '../lib/clock.ts';
import { pageStorage } from '../lib/storage.ts';
import { ConsoleModel } from '../models/ConsoleModel.ts';
import { LayoutModel } from '../models/LayoutModel.ts';
import { LifetimesModel } from '../models/LifetimesModel.ts';
import { type ProgramError, RunModel } from '../models/RunModel.ts';
import { SampleModel } from '../models/SampleModel.ts';
import { SelectionModel } from '../models/SelectionModel.ts';
import { SnapshotModel } from '../models/SnapshotModel.ts';
import { ThemeModel } from '../models/ThemeModel.ts';
import { TimeModel } from '../models/TimeModel.ts';
import { decodeSnapshot } from '../protocol/snapshot.ts';
import { openSession } from '../sandbox/host.ts';

export interface Page {
	editor: EditorModel;
	console: ConsoleModel;
	snapshots: SnapshotModel;
	selection: SelectionModel;
	time: TimeModel;
	lifetimes: LifetimesModel;
	run: RunModel;
	samples: SampleModel;
	layout: LayoutModel;
	theme: ThemeModel;
}

export function makePage(): Page {
	const editor = new EditorModel(samples[0]?.code);
	const console = new ConsoleModel(pageClock);
	const selection = new SelectionModel();
	const snapshots = new SnapshotModel(pageClock, decodeSnapshot, selection);
	const code = () => editor.code.value;
	const run = new RunModel({ openSession, clock: pageClock, console, snapshots, code });
	const page: Page = {
		editor,
		console,
		snapshots,
		selection,
		time: new TimeModel(pageClock, snapshots, selection),
		lifetimes: new LifetimesModel(snapshots, selection),
		run,
		samples: new SampleModel(samples, {
			code: editor.code,
			setCode: (text) => editor.setCode(text),
			policy: run.policy,
			intervalMs: run.intervalMs,
		}),
		layout: new LayoutModel(pageStorage),
		theme: new ThemeModel(pageStorage, matchMedia('(prefers-color-scheme: dark)')),
	};
	editor.onRun = () => void run.run();
	effect(() => {
		editor.description.value = run.description.value;
	});
	effect(() => {
		if (snapshots.latest.value === null) selection.clear();
	});
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

const markerOf = ({ name, message, line, column }: ProgramError): Marker => ({
	line,
	column: Math.max(1, column),
	message: `${name}: ${message}`,
	severity: 'error',
});
