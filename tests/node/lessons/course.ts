// A course of two lessons on a page without a page: its runs, figures and checks as a test says.
import { EditorModel } from '../../../app/editor/EditorModel.ts';
import type { Check } from '../../../app/lessons/check.ts';
import { LessonModel } from '../../../app/lessons/LessonModel.ts';
import type { Lesson } from '../../../app/lessons/lesson.ts';
import { ConsoleModel } from '../../../app/models/ConsoleModel.ts';
import { NoticeModel } from '../../../app/models/NoticeModel.ts';
import { RunModel } from '../../../app/models/RunModel.ts';
import { type Sample, SampleModel } from '../../../app/models/SampleModel.ts';
import { SelectionModel } from '../../../app/models/SelectionModel.ts';
import { type Snapshot, SnapshotModel } from '../../../app/models/SnapshotModel.ts';
import type { ProgramError } from '../../../app/protocol/messages.ts';
import { FakeHost, FakePageClock, makeSnapshot, settle } from '../models/fakes.ts';
import { FakeStorage } from '../models/share.ts';

const samples: readonly Sample[] = [
	{ id: '01-one', title: 'One', minutes: 1, repair: true, code: 'one();\n', policy: 'interval', intervalMs: 50 },
	{ id: '02-two', title: 'Two', minutes: 2, repair: false, show: 'lifetimes' },
];

const noCheck: Check = () => ({ verdict: 'failed', text: 'This test gave no check.' });

export function makeLesson(id: string, rest: Partial<Lesson> = {}): Lesson {
	const question = { html: '<p>?</p>', choices: ['a', 'b'], right: 1, answer: '<p>b</p>' };
	const programs = {
		start: id === '01-one' ? 'one();\n' : 'two();\n',
		solution: id === '01-one' ? 'better();\n' : null,
	};
	return { parts: [{ kind: 'question' }], question, ...programs, check: noCheck, patienceMs: 10_000, ...rest };
}

/** `lessons`: what differs from the usual ones, by id. */
export async function makeCourse(lessons: Record<string, Partial<Lesson>> = {}, storage = new FakeStorage()) {
	const clock = new FakePageClock();
	const host = new FakeHost();
	const console = new ConsoleModel(clock);
	let now = makeSnapshot();
	const snapshots = new SnapshotModel(clock, () => now, new SelectionModel());
	const editor = new EditorModel(samples[0]?.code);
	const run = new RunModel({ openSession: host.open, clock, console, snapshots, code: () => editor.code.value });
	const setCode = (code: string) => editor.setCode(code);
	const { policy, intervalMs, heapLimitBytes, quarantineBytes } = run;
	const places = { code: editor.code, setCode, policy, intervalMs, heapLimitBytes, quarantineBytes };
	/** The network is gone. */
	const network = { gone: false };
	const load = async (id: string) => {
		if (network.gone) throw new Error('no network');
		return makeLesson(id, lessons[id]);
	};
	const sampleModel = new SampleModel(samples, places, (id) => load(id).then(({ start }) => start));
	const notices = new NoticeModel();
	const model = new LessonModel({
		run,
		snapshots,
		console,
		samples: sampleModel,
		clock,
		storage,
		editor: { code: editor.code, typed: editor.typed, setCode },
		load,
		notices,
	});
	await run.open();
	await model.opened;

	/** The engine's figures are these; answers whoever has asked. */
	async function look(stats: Partial<Snapshot['stats']> = {}, rest: Partial<Snapshot> = {}): Promise<void> {
		now = makeSnapshot({ ...now.stats, ...stats }, rest);
		clock.advance(50);
		clock.paint();
		const { id } = session().ofKind('snapshot').at(-1) ?? { id: 0 };
		session().say({ kind: 'snapshot', id, tookMs: 0, bytes: new ArrayBuffer(0) });
		await settle();
	}
	/** The session that runs. */
	const session = () => host.sessions.find((it) => !it.ended && it.ofKind('start').length > 0) ?? host.last;
	async function start(): Promise<void> {
		now = makeSnapshot();
		void run.run();
		await settle();
	}
	/** Runs the program to its end with these figures. */
	async function runTo(stats: Partial<Snapshot['stats']> = {}, error?: ProgramError): Promise<void> {
		await start();
		await look();
		session().say(error ? { kind: 'ended', error } : { kind: 'ended' });
		await look(stats);
	}
	const choose = (id: string) => model.choose(sampleModel.find(id) ?? samples[0] ?? never()).then(settle);
	return {
		model,
		run,
		samples: sampleModel,
		editor,
		clock,
		host,
		storage,
		network,
		notices,
		look,
		session,
		start,
		runTo,
		choose,
	};
}

function never(): never {
	throw new Error('There is no such lesson');
}
