// Median, least and greatest of some measurements.
export function quantiles(values: readonly number[]): { median: number; least: number; greatest: number } {
	const sorted = values.toSorted((a, b) => a - b);
	const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	const [least, greatest] = [sorted[0], sorted.at(-1)];
	if (low === undefined || high === undefined || least === undefined || greatest === undefined)
		throw new Error('Nothing was measured');
	return { median: (low + high) / 2, least, greatest };
}
