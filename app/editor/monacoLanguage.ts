// Teaches Monaco's JavaScript service what a program is: an async function's body that sees the engine, and no DOM.
import { computed, effect, type ReadonlySignal } from '@preact/signals';
import {
	getJavaScriptWorker,
	javascriptDefaults,
	ModuleKind,
	ScriptTarget,
} from 'monaco-editor/languages/features/typescript/register';
import 'monaco-editor/languages/definitions/javascript/register';
import { ownGlobals } from './ownGlobals.ts';
import { programLibs } from './programGlobals.ts';
import { type EngineDescription, programTypes } from './programTypes.ts';

/** Top-level `await` (1375, 1378) and `return` (1108) are right in the body of an async function. */
const kRightHere = [1375, 1378, 1108];

/** `moduleDetection: 'force'`: a program's own names are its own, even those that the engine has too. */
const kForceModule = 3;

/** Gives a function that ends it. `code`: the program, for the globals that it makes. */
export function teach(description: ReadonlySignal<EngineDescription | null>, code: ReadonlySignal<string>): () => void {
	javascriptDefaults.setCompilerOptions({
		allowJs: true,
		checkJs: true,
		allowNonTsExtensions: true,
		target: ScriptTarget.ESNext,
		module: ModuleKind.ESNext,
		moduleDetection: kForceModule,
		lib: programLibs.map((name) => `lib.${name}.d.ts`),
		types: [],
	});
	javascriptDefaults.setEagerModelSync(true);
	const types = computed(() => (description.value ? programTypes(description.value) : null));
	const own = computed(() => ownGlobals(code.value, types.value ?? ''));
	const stopDiagnostics = effect(() => {
		javascriptDefaults.setDiagnosticsOptions({
			// Without the engine's classes every use of them would be called an error.
			noSemanticValidation: types.value === null,
			noSuggestionDiagnostics: true,
			diagnosticCodesToIgnore: kRightHere,
		});
	});
	const stopLibs = effect(() => {
		if (types.value === null) return;
		javascriptDefaults.setExtraLibs([
			{ content: types.value, filePath: 'file:///sweepground.d.ts' },
			{ content: own.value, filePath: 'file:///program.d.ts' },
		]);
	});
	return () => {
		stopDiagnostics();
		stopLibs();
	};
}

/** Once completion and checks are at hand; asked for after the first JavaScript text has been made. */
export async function languageService(): Promise<void> {
	// Monaco's own import of the chunk may be told later than this one; a task later both have been.
	await getJavaScriptWorker().catch(() => new Promise((resolve) => setTimeout(resolve)));
	await getJavaScriptWorker();
}
