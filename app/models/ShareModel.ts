// Links: makes the one that holds this program and its settings, and opens one that came in the address. What a link
// brings is shown and never run.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Address } from '../lib/address.ts';
import { FragmentError, packText, unpackText } from '../lib/fragment.ts';
import type { NoticeModel } from './NoticeModel.ts';
import type { ProgramModel } from './ProgramModel.ts';
import { kMaxProgramChars, kMaxStateBytes, kTooLong, type ProgramState, parseState } from './programState.ts';
import type { SampleModel } from './SampleModel.ts';

/** Some mail and chat tools cut links that are longer. */
export const kLongLinkChars = 8000;

/** The form of what stands behind `s1=`; a newer form gets a newer number. */
const kVersion = 1;

export interface SharedLink {
	readonly url: string;
	/** To the sample, where the program is the sample's own. */
	readonly sampleUrl: string | null;
	/** Null while it is not known. */
	readonly copied: boolean | null;
	/** False where the browser takes no address of that length. */
	readonly inAddress: boolean;
}

export interface ShareParts {
	address: Address;
	program: ProgramModel;
	samples: SampleModel;
	notices: NoticeModel;
	/** True if the clipboard has it. */
	copy(text: Promise<string>): Promise<boolean>;
	/** Reads a link to an experiment of the Lab. Rejects with an Error for people to read. */
	readExperiment(version: number, packed: string): Promise<LinkedExperiment>;
}

export interface LinkedExperiment {
	/** Of a program that came with it; null: the workload is a built-in one. */
	readonly code: string | null;
	/** Sets it up and shows the Lab; runs nothing. */
	show(): void;
}

export class ShareModel {
	/** The link last made; null while there is none, and until it is made. */
	readonly link: ReadonlySignal<SharedLink | null>;
	/** The address named a program or a sample when the page was opened: nothing runs by itself. */
	readonly arrived: boolean;
	/** Fulfilled when the program that the address named is shown, or what is wrong with the link. */
	readonly opened: Promise<void>;
	/** Holds once it is opened: an experiment came without a program, and which one is shown is not its business. */
	leavesProgram = false;
	readonly #link: Signal<SharedLink | null> = signal(null);
	readonly #parts: ShareParts;
	/** What the fragment in the address says; it is taken away as soon as that is no longer what is shown. */
	readonly #inAddress: Signal<ProgramState | null> = signal(null);
	/** Counts what was opened: the latest one holds. */
	#turn = 0;

	constructor(parts: ShareParts) {
		this.#parts = parts;
		this.link = this.#link;
		const { address, program } = parts;
		this.arrived = target(address.fragment()).kind !== 'none';
		this.opened = this.#open(address.fragment(), false);
		address.changed(() => void this.#open(address.fragment(), true));
		effect(() => {
			const state = this.#inAddress.value;
			if (!state || program.holds(state)) return;
			this.#inAddress.value = null;
			// An experiment may have come in its place, which is the Lab's.
			if (target(address.fragment()).kind !== 'experiment') address.replace('');
		});
	}

	/** Puts the link in the address and on the clipboard. To be called in a click, or the clipboard is closed. */
	async share(): Promise<void> {
		const { address, program, samples, notices } = this.#parts;
		this.#link.value = null;
		const state = program.now.peek();
		if (state.code.length > kMaxProgramChars) {
			notices.show({ text: `This program fits into no link: ${kTooLong}.`, tone: 'warning' });
			return;
		}
		const making = packText(JSON.stringify(state)).then((packed) => `s${kVersion}=${packed}`);
		const copying = this.#parts.copy(making.then(address.link));
		const fragment = await making;
		const inAddress = address.replace(fragment);
		if (inAddress) this.#inAddress.value = state;
		program.kept();
		const sampleUrl = samples.edited.peek() ? null : address.link(`sample=${state.sample}`);
		const link = { url: address.link(fragment), sampleUrl, inAddress };
		this.#link.value = { ...link, copied: null };
		const copied = await copying;
		this.#link.value = { ...link, copied };
		notices.said.value = copied ? 'Link copied' : 'The link could not be copied; it is in the text field Link';
	}

	/** `later`: the page was open already, so a program may be lost. */
	async #open(fragment: string, later: boolean): Promise<void> {
		const turn = ++this.#turn;
		const { program, notices } = this.#parts;
		const aim = target(fragment);
		this.#inAddress.value = null;
		if (aim.kind === 'none') return;
		if (aim.kind === 'experiment') {
			await this.#openExperiment(aim, later, turn);
			return;
		}
		const opening = await (aim.kind === 'sample' ? this.#sample(aim.id) : readLink(aim)).catch(reasonOf);
		if (turn !== this.#turn) return;
		if (typeof opening === 'string') {
			this.#refuse(opening, later);
			return;
		}
		const open = () => {
			program.put(opening);
			if (aim.kind === 'sample') this.#show(aim.id);
			program.kept();
			this.#inAddress.value = opening;
			if (aim.kind === 'program') notices.show({ text: kCame, tone: 'note' });
		};
		this.#carefully(
			open,
			later,
			aim.kind === 'sample' ? 'The address names a sample' : 'The link holds another program',
		);
	}

	/** An experiment of the Lab, which may bring a program. */
	async #openExperiment({ version, packed }: Packed, later: boolean, turn: number): Promise<void> {
		const { program, notices, readExperiment } = this.#parts;
		const experiment = await readExperiment(version, packed).catch(reasonOf);
		if (turn !== this.#turn) return;
		if (typeof experiment === 'string') {
			this.#refuse(experiment, later);
			return;
		}
		const { code } = experiment;
		const open = () => {
			if (code !== null) {
				program.put({ ...program.now.peek(), code });
				program.kept();
			}
			experiment.show();
			notices.show({ text: kExperimentCame, tone: 'note' });
		};
		if (code === null) {
			this.leavesProgram = true;
			open();
		} else this.#carefully(open, later, 'The link to an experiment holds another program');
	}

	#refuse(why: string, later: boolean): void {
		const shown = later ? 'Your program is still here.' : 'The first sample is shown instead, and was not run.';
		this.#parts.notices.show({ text: `${why} ${shown}`, tone: 'warning' });
		this.#parts.address.replace('');
	}

	/** Asks first if that loses what the reader has written. */
	#carefully(open: () => void, later: boolean, what: string): void {
		const { address, program, notices } = this.#parts;
		if (!later || !program.unsaved.peek()) {
			open();
			return;
		}
		notices.show({
			text: `${what}. Opening it replaces the one that you have written.`,
			tone: 'warning',
			actions: [
				{ label: 'Open it', act: open },
				{ label: 'Keep mine', act: () => address.replace('') },
			],
			closed: () => address.replace(''),
		});
	}

	/** Brings the view to the front that the sample wants. */
	#show(id: string): void {
		const { samples } = this.#parts;
		const view = samples.find(id)?.show;
		if (view) samples.onShow(view);
	}

	/** The sample as it comes, under its settings; or why there is none. */
	async #sample(id: string): Promise<ProgramState | string> {
		const { samples } = this.#parts;
		const sample = samples.find(id);
		if (!sample) return 'There is no sample of the name in this address; the list Sample has them all.';
		return { sample: id, ...samples.settingsOf(sample), code: await samples.startOf(sample) };
	}
}

const kCame = 'This program came with the link. Read it, then press Run.';
const kExperimentCame = 'This experiment came with the link. Look at it, then press Start trials.';
const kAskAgain = 'Ask for the link again, or for the program as a file.';

interface Packed {
	version: number;
	packed: string;
}

type Target =
	| { kind: 'none' }
	| { kind: 'sample'; id: string }
	| ({ kind: 'program' } & Packed)
	| ({ kind: 'experiment' } & Packed);

/** What the fragment asks for; tools that escape `=` are forgiven. */
function target(fragment: string): Target {
	const text = fragment.replace(/^([a-z]+\d*)%3D/i, '$1=');
	const [, form, version, packed = ''] = /^(s|lab)(\d+)(?:=(.*))?$/s.exec(text) ?? [];
	if (form !== undefined) return { kind: form === 's' ? 'program' : 'experiment', version: Number(version), packed };
	const [, id] = /^sample=(.*)$/s.exec(text) ?? [];
	return id === undefined ? { kind: 'none' } : { kind: 'sample', id };
}

async function readLink({ version, packed }: Packed): Promise<ProgramState> {
	if (version !== kVersion) {
		throw new Error(
			'This link was made by a newer Sweepground. Reload the page to get it, or ask for the program as a file.',
		);
	}
	const json = await unpackText(packed, kMaxStateBytes);
	try {
		return parseState(json);
	} catch (error) {
		const why = error instanceof RangeError ? error.message : 'what it holds cannot be read';
		throw new Error(`This link does not work: ${why}. ${kAskAgain}`);
	}
}

function reasonOf(error: unknown): string {
	if (!(error instanceof FragmentError)) return error instanceof Error ? error.message : String(error);
	if (error.fault === 'large') return `This link is not opened: ${error.message}. ${kAskAgain}`;
	return `This link is cut off or damaged: ${error.message}. ${kAskAgain}`;
}
