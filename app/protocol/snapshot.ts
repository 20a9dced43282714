// The page's door to the engine's snapshot: its reader and its types.
export {
	decodeObject,
	type GraphEdge,
	type GraphNode,
	type ObjectCard,
	type ObjectRequest,
} from '../../engine/binding/objectCard.ts';
export {
	type BlockFilter,
	type BlockStateName,
	decodeRaster,
	kDimmed,
	type Raster,
	type RasterMode,
	type RasterRequest,
} from '../../engine/binding/raster.ts';
export { type Block, decodeRegion, type Region, type RegionRequest } from '../../engine/binding/region.ts';
export {
	decodeSnapshot,
	type JournalRecord,
	type LineCounts,
	type Row,
	type Snapshot,
	type TimeRange,
} from '../../engine/binding/snapshot.ts';
export { decodeTrace, type Trace } from '../../engine/binding/trace.ts';
