// Chooses a number of bytes from a few; one that is not among them, from a link or a script, is offered too. And what is
// offered of a heap's settings, wherever they are chosen.
import { formatBytes } from '../lib/format.ts';
import { kMaxHeapLimitBytes, kMinHeapLimitBytes } from '../models/programState.ts';

const kKiB = 1024;

export const heapLimits: readonly number[] = Array.from(
	{ length: 11 },
	(_, power) => kMinHeapLimitBytes * 2 ** power,
).filter((bytes) => bytes <= kMaxHeapLimitBytes);

/** None is more than the heap may hold. */
export const quarantinesUpTo = (limitBytes: number): readonly number[] =>
	[0, 16, 64, 128, 512, 1024, 4096, 16_384, 65_536].map((kib) => kib * kKiB).filter((bytes) => bytes <= limitBytes);

interface BytesSelectProps {
	id?: string;
	/** Accessible name, where no label stands beside it. */
	name?: string;
	value: number;
	offered: readonly number[];
	onPick(value: number): void;
}

export function BytesSelect({ id, name, value, offered, onPick }: BytesSelectProps) {
	const all = [...new Set([...offered, value])].sort((a, b) => a - b);
	return (
		<select
			id={id}
			aria-label={name}
			value={String(value)}
			onChange={({ currentTarget }) => onPick(Number(currentTarget.value))}
		>
			{all.map((it) => (
				<option key={it} value={String(it)}>
					{it === 0 ? 'off' : formatBytes(it)}
				</option>
			))}
		</select>
	);
}
