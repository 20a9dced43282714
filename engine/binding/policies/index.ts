// The policies by name.
import { gated } from './gated.ts';
import { idle } from './idle.ts';
import { interval } from './interval.ts';
import { manual } from './manual.ts';
import { none } from './none.ts';
import type { PolicyKind } from './policy.ts';
import { pressure } from './pressure.ts';
import { registry } from './registry.ts';

export const policies = { none, manual, interval, idle, registry, gated, pressure } satisfies Record<
	string,
	PolicyKind
>;
export type PolicyName = keyof typeof policies;

export const kDefaultPolicy: PolicyName = 'pressure';
export const kMinIntervalMs = 1;
export const kMaxIntervalMs = 10_000;
export const kDefaultIntervalMs = 100;
