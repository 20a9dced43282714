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

/** Rows that are told by class and line; of more, the number. */
const kMostRows = 10_240;

/** Errors for the objects that a look has just found, one for each class and line. Cost: a snapshot for each 256. */
export function leaksOf(description: Description, exports: EngineExports, views: Views, found: number): LeakError[] {
	const leaks = new Map<string, Leak>();
	let told = 0;
	while (told < Math.min(found, kMostRows)) {
		const count = Math.min(found - told, description.maxRows);
		const rows = { sort: 'cleared', descending: true, states: ['lost'], offset: told, count } as const;
		const bytes = copySnapshot(description, exports, views, { rows, markFrom: 0xffffffff });
		const page = decodeSnapshot(description, bytes).rows;
		for (const { className, line, sizeBytes } of page) {
			const key = `${className} ${line}`;
			const leak = leaks.get(key) ?? { className, line, count: 0, sizeBytes: 0 };
			leak.count++;
			leak.sizeBytes += sizeBytes;
			leaks.set(key, leak);
		}
		told += page.length;
		if (page.length < count) break;
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
