// Where a line and an offset of a text are; and where a line is after an edit.

/**
 * Gives the new number of each old line, 0 if the edit touched it. What lies between the lines that both texts begin
 * with and the lines that both end with counts as edited.
 */
export function linesAfterEdit(before: string, after: string): (line: number) => number {
	const oldLines = before.split('\n');
	const newLines = after.split('\n');
	const shorter = Math.min(oldLines.length, newLines.length);
	let head = 0;
	while (head < shorter && oldLines[head] === newLines[head]) head++;
	let tail = 0;
	while (tail < shorter - head && oldLines.at(-1 - tail) === newLines.at(-1 - tail)) tail++;
	return (line) => {
		if (line <= head) return line;
		return line > oldLines.length - tail ? line + newLines.length - oldLines.length : 0;
	};
}

/** The offset of a line and column, both from 1; past the end of the line or the text it is that end. */
export function offsetOf(text: string, line: number, column: number): number {
	let start = 0;
	for (let at = 1; at < line; at++) {
		const end = text.indexOf('\n', start);
		if (end < 0) return text.length;
		start = end + 1;
	}
	const end = text.indexOf('\n', start);
	return Math.min(start + Math.max(0, column - 1), end < 0 ? text.length : end);
}
