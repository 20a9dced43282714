// The page's door to the engine's snapshot: its reader and its types.
export type { GraphEdge, GraphNode, ObjectCard, ObjectRequest } from '../../engine/binding/objectCard.ts';
export type { BlockFilter, BlockStateName, Raster, RasterMode, RasterRequest } from '../../engine/binding/raster.ts';
export type { Block, Region, RegionRequest } from '../../engine/binding/region.ts';
export {
	decodeSnapshot,
	type JournalRecord,
	type LineCounts,
	type Row,
	type Snapshot,
	type TimeRange,
} from '../../engine/binding/snapshot.ts';
