// Policy `manual`: the program frees what it makes, by delete(), `using` or scope(); what it forgets is told.
import type { PolicyKind } from './policy.ts';

export const manual: PolicyKind = {
	reclaims: false,
	reportsLeaks: true,
	start: () => ({ stop() {} }),
};
