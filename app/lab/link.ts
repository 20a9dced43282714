// An experiment as the fragment of a link, and back.
import { FragmentError, packText, unpackText } from '../lib/fragment.ts';
import { kMaxStateBytes } from '../models/programState.ts';
import type { Experiment } from './experiment.ts';
import { parseExperiment } from './parseExperiment.ts';

/** The form of what stands behind `lab1=`; a newer form gets a newer number. */
export const kLabLinkVersion = 1;

export const labFragment = (experiment: Experiment): Promise<string> =>
	packText(JSON.stringify(experiment)).then((packed) => `lab${kLabLinkVersion}=${packed}`);

/** The longest program, and room for as many configurations as there may be. */
const kMaxBytes = kMaxStateBytes + 4096;

const kAskAgain = 'Ask for the link again.';

/** Rejects with an Error for people to read. */
export async function readLabLink(version: number, packed: string): Promise<Experiment> {
	if (version !== kLabLinkVersion) {
		throw new Error('This link to an experiment was made by a newer Sweepground. Reload the page to get it.');
	}
	try {
		const value: unknown = JSON.parse(await unpackText(packed, kMaxBytes));
		return parseExperiment(value, '');
	} catch (error) {
		throw new Error(`This link to an experiment ${whatIsWrong(error)}. ${kAskAgain}`);
	}
}

function whatIsWrong(error: unknown): string {
	if (error instanceof SyntaxError) return 'is cut off or damaged: what it holds cannot be read';
	const why = error instanceof Error ? error.message : String(error);
	if (!(error instanceof FragmentError)) return `does not work: ${why}`;
	return error.fault === 'large'
		? 'is not opened: it unpacks to more than an experiment may be'
		: `is cut off or damaged: ${why}`;
}
