// Policy `idle`: a sweep whenever the page's requestIdleCallback says that there is nothing else to do.
import type { PolicyKind } from './policy.ts';

export const idle: PolicyKind = {
	reclaims: true,
	start: ({ sweep }) => ({ stop() {}, idle: sweep }),
};
