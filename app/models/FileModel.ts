// Programs as files: opens a text, and gives the program as one to save. What is no program text is told in words.
import type { NoticeModel } from './NoticeModel.ts';
import type { ProgramModel } from './ProgramModel.ts';
import { kMaxProgramChars, kTooLong } from './programState.ts';

/** What of a `File` is needed. */
export type FileLike = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** A UTF-16 unit takes at most so many bytes of UTF-8. */
const kMostBytesPerChar = 3;

export class FileModel {
	readonly #program: ProgramModel;
	readonly #notices: NoticeModel;
	readonly #download: (name: string, text: string) => void;

	constructor(program: ProgramModel, notices: NoticeModel, download: (name: string, text: string) => void) {
		this.#program = program;
		this.#notices = notices;
		this.#download = download;
	}

	/** Shows the file's text as the program; it is not run. Several dropped at once: the first. */
	async open(files: readonly FileLike[]): Promise<void> {
		const [file] = files;
		if (!file) return;
		try {
			const text = await textOf(file);
			const before = this.#program.now.peek().code;
			const lost = this.#program.unsaved.peek();
			this.#program.setCode(text);
			this.#program.kept();
			this.#notices.show({
				text: `${file.name} is in the editor. Read it, then press Run.`,
				tone: 'note',
				...(lost && { actions: [{ label: 'Put my program back', act: () => this.#program.setCode(before) }] }),
			});
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			this.#notices.show({ text: `${file.name} was not opened. ${why}`, tone: 'warning' });
		}
	}

	save(): void {
		this.#download('program.js', this.#program.now.peek().code);
		this.#program.kept();
		this.#notices.said.value = 'Saved as program.js';
	}
}

const kTooLarge = `It is too large: ${kTooLong}.`;

async function textOf(file: FileLike): Promise<string> {
	if (file.size > kMostBytesPerChar * kMaxProgramChars) throw new Error(kTooLarge);
	const bytes = await file.arrayBuffer().catch(() => {
		throw new Error('It cannot be read: it may be a folder, or gone.');
	});
	const text = decode(bytes);
	if (text.length > kMaxProgramChars) throw new Error(kTooLarge);
	return text;
}

function decode(bytes: ArrayBuffer): string {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		if (!text.includes('\0')) return text;
	} catch {
		// Told below.
	}
	throw new Error('It is no text: a program is a JavaScript file in UTF-8.');
}
