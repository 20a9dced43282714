// The entry for those who use the engine without the playground.

export type { ClassDescription, Description, MethodDescription, Param } from './abi.ts';
export { type Clock, platformClock, type Timer } from './clock.ts';
export { type Collector, platformCollector } from './collector.ts';
export { Engine } from './engine.ts';
export { NativeHeapExhausted, PointerError } from './errors.ts';
export type { Callable } from './held.ts';
export { type Drained, decodeRecords, type JournalRecord } from './journal.ts';
export type { NativeBytes } from './nativeBytes.ts';
export { decodeObject, type GraphEdge, type GraphNode, type ObjectCard, type ObjectRequest } from './objectCard.ts';
export { kDefaultIntervalMs, kMaxIntervalMs, kMinIntervalMs, type PolicyName, policies } from './policies/index.ts';
export { type BlockFilter, decodeRaster, kDimmed, type Raster, type RasterRequest } from './raster.ts';
export { type Block, decodeRegion, type Region, type RegionRequest } from './region.ts';
export type { Replay } from './replay.ts';
export type { Runtime, RuntimeOptions } from './runtime.ts';
export type { Scope } from './scope.ts';
export type { Deleter } from './slots.ts';
export {
	decodeSnapshot,
	type LineCounts,
	type Row,
	type RowWindow,
	type Snapshot,
	type SnapshotRequest,
	type Stats,
	type TimeRange,
} from './snapshot.ts';
export { decodeTrace, type Trace } from './trace.ts';
export type { Wrapper, WrapperClass } from './wrappers.ts';
