// An experiment as the fragment of a link, and back.
import { FragmentError, packText, unpackText } from '../lib/fragment.ts';
import { kMaxStateBytes } from '../models/programState.ts';
import type { Experiment } from './experiment.ts';
import { parseExperiment } from './parseExperiment.ts';

/** The form of what stands behind `lab1=`; a newer form gets a newer number. */
export const kLabLinkVersion = 1;

export const labFragment = (experiment: Experiment): Promise<string> =>
	packText(JSON.stringify(experiment)).then((packed) => `lab${kLabLinkVersion}=${packed}`);

const kAskAgain = 'Ask for the link again.';

/** Rejects with an Error for people to read. */
export async function readLabLink(version: number, packed: string): Promise<Experiment> {
	if (version !== kLabLinkVersion) {
		throw new Error('This link to an experiment was made by a newer Sweepground. Reload the page to get it.');
	}
	try {
		const value: unknown = JSON.parse(await unpackText(packed, kMaxStateBytes));
		return parseExperiment(value, '');
	} catch (error) {
		const why = error instanceof SyntaxError ? 'what it holds cannot be read' : (error as Error).message;
		const damaged = error instanceof FragmentError || error instanceof SyntaxError;
		throw new Error(
			`This link to an experiment ${damaged ? 'is cut off or damaged' : 'does not work'}: ${why}. ${kAskAgain}`,
		);
	}
}
