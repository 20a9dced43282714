// Which sides the figures measure.
import { policies } from '../../../../engine/binding/policies/index.ts';
import { kPeers } from '../trial.ts';

/** The policies that free what is dropped by themselves, in the order of the runtime's list. */
export const freeing: readonly string[] = Object.entries(policies)
	.filter(([, kind]) => kind.reclaims)
	.map(([name]) => name);

/** Those of these that the runtime has. */
export const present = (...names: string[]): string[] => names.filter((name) => Object.hasOwn(policies, name));

/** The policies that must hold the bounds. */
export const kBounded = ['gated', 'pressure'] as const;
export const bounded = present(...kBounded);

export const peers = kPeers;

export const labelOf = (side: string): string =>
	Object.hasOwn(policies, side) ? `ours, ${side}` : side.replace('explicit', 'ours, delete()');
