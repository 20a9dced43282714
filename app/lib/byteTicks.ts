// Where a scale of bytes has its labels, and what they say.

/** Steps from label to label that read well: powers of two. */
export const byteSteps: readonly number[] = Array.from({ length: 32 }, (_, power) => 2 ** power);

/** `512 B`, `1.5 MiB` */
export function formatByteTick(sizeBytes: number): string {
	if (sizeBytes === 0) return '0';
	const power = Math.min(3, Math.floor(Math.log2(sizeBytes) / 10));
	return `${Number((sizeBytes / 1024 ** power).toFixed(2))} ${['B', 'KiB', 'MiB', 'GiB'][power]}`;
}
