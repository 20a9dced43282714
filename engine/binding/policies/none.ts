// Policy `none`: nothing is ever freed unless the program, or the reader's button, does it.
import type { PolicyKind } from './policy.ts';

export const none: PolicyKind = {
	reclaims: false,
	start: () => ({ stop() {} }),
};
