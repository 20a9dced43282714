// What the page wants to see beside the snapshot, of the same moment: bytes, as the engine gives them.
import type { Runtime } from '../../../engine/binding/runtime.ts';
import type { Wanted } from '../../protocol/messages.ts';

/** What is not wanted is left out. */
export function lookAt(
	runtime: Runtime,
	{ map, object, under, region }: Wanted,
): { [K in keyof Wanted]?: ArrayBuffer } {
	return {
		...(map && { map: runtime.raster(map) }),
		...(object && { object: runtime.object(object) }),
		...(under && { under: runtime.object(under) }),
		...(region && { region: runtime.region(region) }),
	};
}
