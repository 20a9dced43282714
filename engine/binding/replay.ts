// Replay: a run rebuilt from its journal, in an instance of its own: the same table, the same heap, as far as it goes.
import { type Description, type EngineExports, kRecordBytes } from './abi.ts';
import { Births } from './births.ts';
import { copyObject, type ObjectRequest } from './objectCard.ts';
import { copyRaster, type RasterRequest } from './raster.ts';
import { copyRegion, type RegionRequest } from './region.ts';
import { copySnapshot, type SnapshotRequest } from './snapshot.ts';
import { Views } from './views.ts';

export class Replay {
	readonly #description: Description;
	readonly #exports: EngineExports;
	readonly #views: Views;
	readonly #births: Births;
	readonly #memoryBytes: number;

	/** `memoryBytes`: of the recorded run's memory, at least. */
	constructor(exports: EngineExports, description: Description, memoryBytes: number) {
		this.#description = description;
		this.#exports = exports;
		this.#views = new Views(exports.memory);
		// What the records tell of is past.
		this.#births = new Births(exports, this.#views, () => Number.POSITIVE_INFINITY);
		this.#memoryBytes = memoryBytes;
	}

	/**
	 * Goes on with the records that follow those before: the first of all is the run's start, and none is missing.
	 * Throws a RangeError, which names the record, at the first that does not follow; those before it hold.
	 */
	append(records: ArrayBuffer): void {
		if (records.byteLength % kRecordBytes !== 0)
			throw new RangeError(
				`Records have ${kRecordBytes} bytes each, and ${records.byteLength} bytes are no whole number`,
			);
		this.#births.forget();
		const capacityBytes = this.#description.batchCapacity * kRecordBytes;
		for (let begin = 0; begin < records.byteLength; begin += capacityBytes) {
			const piece = new Uint8Array(records, begin, Math.min(capacityBytes, records.byteLength - begin));
			const batch = this.#exports._engine__replayBatch(this.#memoryBytes) >>> 0;
			if (batch === 0) throw new RangeError(`There is no memory for a replay of a run of ${this.#memoryBytes} bytes`);
			this.#views.u8.set(piece, batch);
			const count = piece.length / kRecordBytes;
			const taken = this.#exports._engine__replay(count);
			if (taken === count) continue;
			const sequence = new DataView(records).getUint32(begin + taken * kRecordBytes, true);
			throw new RangeError(`The record number ${sequence} does not follow from those before it: a replay has no gaps`);
		}
	}

	/** As the run's own snapshot after the last record; the memory and the time are the replay's. */
	snapshot(request: SnapshotRequest): ArrayBuffer {
		return copySnapshot(this.#description, this.#exports, this.#views, request, this.#births);
	}

	raster(request: RasterRequest): ArrayBuffer {
		return copyRaster(this.#description, this.#exports, this.#views, this.#births, request);
	}

	/** As the run's own, but for the bytes of its objects, which no journal has. */
	region(request: RegionRequest): ArrayBuffer {
		return copyRegion(this.#exports, this.#views, request);
	}

	/** As the run's own, without what one object knows of another. */
	object(request: ObjectRequest): ArrayBuffer {
		return copyObject(this.#exports, this.#views, request);
	}
}
