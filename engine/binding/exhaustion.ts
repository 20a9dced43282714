// Why nothing could be freed when the native heap is full, and what to do about it.
import type { Description, EngineExports } from './abi.ts';
import { countText, sizeText } from './errors.ts';
import type { PolicyName } from './policies/index.ts';
import type { Views } from './views.ts';

type Kind = Description['census'][number];
interface Share {
	readonly kind: Kind;
	readonly count: number;
	readonly bytes: number;
}

/** What the runtime knows of the moment. */
export interface Moment {
	readonly policy: PolicyName;
	/** The serial of the first object made in the job that is running; 0: none. */
	readonly jobSerial: number;
}

/** Smaller shares of the heap are not worth a sentence. */
const kWorthTelling = 1 / 8;

/** Sentences, the greatest share first. Cost: a walk through the table. */
export function whyFull(
	description: Description,
	exports: EngineExports,
	views: Views,
	{ policy, jobSerial }: Moment,
): string {
	const address = exports._engine__census(jobSerial) >>> 2;
	const shares = description.census.map(
		(kind, i): Share => ({
			kind,
			count: views.u32[address + 2 * i] as number,
			bytes: views.u32[address + 2 * i + 1] as number,
		}),
	);
	const total = shares.reduce((sum, { bytes }) => sum + bytes, 0);
	return shares
		.filter(({ bytes }) => bytes > 0 && bytes >= total * kWorthTelling)
		.sort((a, b) => b.bytes - a.bytes)
		.map((share) => sentence(share, policy))
		.join(' ');
}

function sentence({ kind, count, bytes }: Share, policy: PolicyName): string {
	const what = `${countText(count, 'object')} (${sizeText(bytes)})`;
	const they = count === 1 ? 'it' : 'they';
	const were = count === 1 ? 'was' : 'were';
	switch (kind) {
		case 'job':
			return (
				`${what} ${were} made in this same job, and no collector takes them before it ends; await of a promise that ` +
				'is settled does not end it. Put await breathe() in the loop, or delete() what is done.'
			);
		case 'fresh':
			return (
				`${what} ${were} made before this job, and no full collection has come since: await breathe(), tick() or ` +
				'collectGarbage() lets it, if the program still holds none of them.'
			);
		case 'survived':
			return `${what} survived a full collection: the program holds them. Drop what is not needed, or delete() it.`;
		case 'cleared':
			return `${what} ${count === 1 ? 'is' : 'are'} cleared and ${count === 1 ? 'waits' : 'wait'} for the next sweep of policy ${policy}: await breathe(), or sweep().`;
		case 'lost':
			return policy === 'none' || policy === 'manual'
				? `${what} ${were} dropped and never deleted, and policy ${policy} frees nothing: choose another, or delete() them.`
				: `${what} ${were} dropped, and their deleters did not destroy them: ${they} can be destroyed by hand alone.`;
		case 'unmanaged':
			if (count === 0) return `${sizeText(bytes)} are parts of other objects, and go with them.`;
			return `${what} ${were} never given to manage(), or ${count === 1 ? 'is a part' : 'are parts'} of other objects: no policy knows them.`;
	}
}
