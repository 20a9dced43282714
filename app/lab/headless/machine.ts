// The machine, as far as figures depend on it.
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { countOf } from '../../lib/countText.ts';

/** `2 cores of Intel Xeon, 8 GiB, Linux 6.1.0 (x64)` */
export function machineText(): string {
	// Virtual machines may keep to themselves what they run on.
	const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() ?? '';
	const known = model === '' || model === 'unknown' ? '' : ` of ${model}`;
	const gibibytes = Math.round(totalmem() / 2 ** 30);
	return `${countOf(availableParallelism(), 'core')}${known}, ${gibibytes} GiB, ${type()} ${release()} (${arch()})`;
}
