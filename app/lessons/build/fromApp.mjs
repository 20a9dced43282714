// What the builder of lessons takes from the page's own TypeScript: lists and bounds, so that each is written once.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const app = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The exports of this TypeScript, bundled with all that it imports and run here.
 * @param {string} contents @param {string} [resolveDir] the folder that its imports are relative to
 */
export async function importTypeScript(contents, resolveDir = app) {
	const { outputFiles } = await build({
		stdin: { contents, resolveDir, loader: 'ts' },
		bundle: true,
		format: 'esm',
		write: false,
		logLevel: 'silent',
	});
	return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}

/**
 * @typedef {{
 *   isPolicy(name: unknown): boolean, policyNames: string[], kMinIntervalMs: number, kMaxIntervalMs: number,
 *   kMinHeapLimitBytes: number, kMaxHeapLimitBytes: number, lessonViews: readonly string[],
 *   kMaxPatienceMs: number, kPatienceMs: number,
 *   pageNames: Readonly<Record<string, { key: string, state?: string }>>,
 *   signs: Readonly<Record<string, string>>,
 * }} FromApp
 * @type {Promise<FromApp> | undefined}
 */
let taken;

export function fromApp() {
	taken ??= importTypeScript(`
		export { isPolicy, policyNames, kMinIntervalMs, kMaxIntervalMs } from './models/policies.ts';
		export { kMinHeapLimitBytes, kMaxHeapLimitBytes } from './models/programState.ts';
		export { lessonViews } from './models/SampleModel.ts';
		export { kMaxPatienceMs, kPatienceMs } from './lessons/check.ts';
		export { pageNames } from './lessons/pageNames.ts';
		import { states } from './models/states.ts';
		export const signs = Object.fromEntries(states.map(({ name, sign }) => [name, sign]));
	`);
	return taken;
}
