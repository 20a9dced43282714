// A page's program without the page: its editor, samples and settings, with an address and a storage of the test's own.

import { signal } from '@preact/signals';
import type { Experiment } from '../../../app/lab/experiment.ts';
import { readLabLink } from '../../../app/lab/link.ts';
import type { Address } from '../../../app/lib/address.ts';
import type { Storage } from '../../../app/lib/storage.ts';
import { NoticeModel } from '../../../app/models/NoticeModel.ts';
import { ProgramModel } from '../../../app/models/ProgramModel.ts';
import { kDefaultHeapLimitBytes, kDefaultQuarantineBytes } from '../../../app/models/RunModel.ts';
import { type Sample, SampleModel } from '../../../app/models/SampleModel.ts';
import { ShareModel } from '../../../app/models/ShareModel.ts';
import type { Policy } from '../../../app/protocol/messages.ts';

const samples: readonly Sample[] = [
	{ id: '01-one', title: 'One', minutes: 1, repair: false, code: 'one();\n', policy: 'interval', intervalMs: 50 },
	{ id: '02-two', title: 'Two', minutes: 1, repair: false, code: 'two();\n' },
];

export class FakeAddress implements Address {
	/** Set by the test, or by the page. */
	hash: string;
	/** The browser takes no address. */
	refuses = false;
	#changed = () => {};

	constructor(hash = '') {
		this.hash = hash;
	}

	fragment = () => this.hash;

	replace(fragment: string): boolean {
		if (!this.refuses) this.hash = fragment;
		return !this.refuses;
	}

	link = (fragment: string) => `https://page.test/#${fragment}`;

	changed(callback: () => void): void {
		this.#changed = callback;
	}

	/** Somebody puts another fragment in. */
	go(fragment: string): void {
		this.hash = fragment;
		this.#changed();
	}
}

export class FakeStorage implements Storage {
	readonly kept = new Map<string, string>();
	writes = 0;

	read = (key: string) => this.kept.get(key) ?? null;

	write(key: string, value: string): void {
		this.writes++;
		this.kept.set(key, value);
	}
}

export function makeProgram() {
	const code = signal(samples[0]?.code ?? '');
	const setCode = (text: string) => {
		code.value = text;
	};
	const run = {
		policy: signal<Policy>('none'),
		intervalMs: signal(1),
		heapLimitBytes: signal(kDefaultHeapLimitBytes),
		quarantineBytes: signal(kDefaultQuarantineBytes),
	};
	const sampleModel = new SampleModel(samples, { code, setCode, ...run });
	const program = new ProgramModel({ code, setCode, run, samples: sampleModel });
	return { code, run, samples: sampleModel, program, notices: new NoticeModel() };
}

/** A page opened at this fragment; `copies`: what came to the clipboard, which takes it unless `closed`. */
export function makeShare(hash = '', { closed = false } = {}) {
	const parts = { ...makeProgram(), address: new FakeAddress(hash) };
	const copies: string[] = [];
	const copy = async (text: Promise<string>) => {
		if (!closed) copies.push(await text);
		return !closed;
	};
	/** What was set up by links to experiments. */
	const shown: Experiment[] = [];
	const readExperiment = async (version: number, packed: string) => {
		const experiment = await readLabLink(version, packed);
		const { workload } = experiment;
		const show = () => void shown.push(experiment);
		return { code: workload.name === 'program' ? workload.code : null, show };
	};
	return { ...parts, copies, shown, share: new ShareModel({ ...parts, copy, readExperiment }) };
}
