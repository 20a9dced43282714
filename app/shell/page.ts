// Makes the models of the page and joins them: the only place that knows them all.
import { samples } from 'sweepground:samples';
import { effect } from '@preact/signals';
import { EditorModel } from '../editor/EditorModel.ts';
import { pageClock } from '../lib/clock.ts';
import { pageStorage } from '../lib/storage.ts';
import { ConsoleModel } from '../models/ConsoleModel.ts';
import { LayoutModel } from '../models/LayoutModel.ts';
import { RunModel } from '../models/RunModel.ts';
import { SampleModel } from '../models/SampleModel.ts';
import { SnapshotModel } from '../models/SnapshotModel.ts';
import { ThemeModel } from '../models/ThemeModel.ts';
import { decodeSnapshot } from '../protocol/snapshot.ts';
import { openSession } from '../sandbox/host.ts';

export interface Page {
	editor: EditorModel;
	console: ConsoleModel;
	snapshots: SnapshotModel;
	run: RunModel;
	samples: SampleModel;
	layout: LayoutModel;
	theme: ThemeModel;
}

export function makePage(): Page {
	const editor = new EditorModel(samples[0]?.code);
	const console = new ConsoleModel(pageClock);
	const snapshots = new SnapshotModel(pageClock, decodeSnapshot);
	const code = () => editor.code.value;
	const run = new RunModel({ openSession, clock: pageClock, console, snapshots, code });
	const page: Page = {
		editor,
		console,
		snapshots,
		run,
		samples: new SampleModel(samples, editor.code, (text) => editor.setCode(text)),
		layout: new LayoutModel(pageStorage),
		theme: new ThemeModel(pageStorage, matchMedia('(prefers-color-scheme: dark)')),
	};
	editor.onRun = () => void run.run();
	effect(() => {
		editor.description.value = run.description.value;
	});
	effect(() => {
		editor.markers.value = run.errors.value
			.filter((error) => error.line > 0)
			.map(({ name, message, line, column }) => ({
				line,
				column: Math.max(1, column),
				message: `${name}: ${message}`,
				severity: 'error',
			}));
	});
	effect(() => {
		const theme = page.theme.theme.value;
		editor.theme.value = theme;
		document.documentElement.dataset.theme = theme;
	});
	return page;
}
