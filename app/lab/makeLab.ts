// Makes the Lab of the page from the page's models: what comes with the Lab's chunk.
import type { ReadonlySignal } from '@preact/signals';
import type { NoticeModel } from '../models/NoticeModel.ts';
import type { ProgramModel } from '../models/ProgramModel.ts';
import type { RunModel } from '../models/RunModel.ts';
import { LabModel, type LabParts } from './LabModel.ts';
import { pagePlace, pageSurroundings } from './pageSurroundings.ts';

export { readLabLink } from './link.ts';
export { parseExperiment } from './parseExperiment.ts';

export interface LabPage extends Pick<LabParts, 'openSession' | 'clock' | 'address' | 'copy'> {
	editor: { code: ReadonlySignal<string>; setCode(code: string): void };
	program: Pick<ProgramModel, 'unsaved' | 'kept'>;
	run: Pick<RunModel, 'active' | 'stop'>;
	notices: NoticeModel;
}

export function makeLab({ openSession, clock, address, copy, editor, program, run, notices }: LabPage): LabModel {
	return new LabModel({
		openSession,
		clock,
		surroundings: pageSurroundings(() => run.active.peek()),
		place: pagePlace,
		date: () => new Date().toISOString(),
		code: editor.code,
		setCode(code) {
			editor.setCode(code);
			// A workload makes it again.
			program.kept();
		},
		unsaved: program.unsaved,
		stopLive() {
			const ran = run.active.peek();
			void run.stop();
			return ran;
		},
		notices,
		address,
		copy,
	});
}
