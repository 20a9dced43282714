// Under the policy `manual`: what was collected and never deleted, told by class and line.
import type { Description, EngineExports } from './abi.ts';
import { countText, LeakError, sizeText } from './errors.ts';
import { copySnapshot, decodeSnapshot } from './snapshot.ts';
import type { Views } from './views.ts';

interface Leak {
	readonly className: string;
	readonly line: number;
	count: number;
	sizeBytes: number;
}

/** Errors for the objects that a look has just found, one for each class and line. Cost: one snapshot. */
export function leaksOf(description: Description, exports: EngineExports, views: Views, found: number): LeakError[] {
	const rows = { sort: 'cleared', descending: true, states: ['lost'], offset: 0, count: found } as const;
	const bytes = copySnapshot(description, exports, views, { rows, markFrom: 0xffffffff });
	const leaks = new Map<string, Leak>();
	let told = 0;
	for (const { className, line, sizeBytes } of decodeSnapshot(description, bytes).rows) {
		const key = `${className} ${line}`;
		const leak = leaks.get(key) ?? { className, line, count: 0, sizeBytes: 0 };
		leak.count++;
		leak.sizeBytes += sizeBytes;
		told++;
		leaks.set(key, leak);
	}
	const errors = [...leaks.values()].map(errorOf);
	if (found > told)
		errors.push(
			new LeakError(
				`${countText(found - told, 'more object')} ${found - told === 1 ? 'is' : 'are'} lost in the same way`,
				0,
			),
		);
	return errors;
}

function errorOf({ className, line, count, sizeBytes }: Leak): LeakError {
	const where = line > 0 ? ` made at line ${line}` : '';
	const what = `${count} ${className}${where} (${sizeText(sizeBytes)})`;
	const lost =
		count === 1
			? 'was collected and never deleted: its object is'
			: 'were collected and never deleted: their objects are';
	return new LeakError(`${what} ${lost} lost. Call delete(), declare it with using, or wrap the work in scope()`, line);
}
