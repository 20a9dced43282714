// The policies by name.
import { idle } from './idle.ts';
import { interval } from './interval.ts';
import { none } from './none.ts';
import type { PolicyKind } from './policy.ts';

export const policies = { none, interval, idle } satisfies Record<string, PolicyKind>;
export type PolicyName = keyof typeof policies;

export const kMinIntervalMs = 1;
export const kMaxIntervalMs = 10_000;
export const kDefaultIntervalMs = 100;
