// The engine's trace: how native bytes and objects went over the time of a run that is recorded.

/** How a run went over time, column by column; times in ms since the run began. */
export interface Trace {
	readonly timesMs: readonly number[];
	/** At that moment, and the most since the moment before. */
	readonly liveBytes: readonly number[];
	readonly peakBytes: readonly number[];
	/** Native objects made and ended (freed or deleted) since the run began. */
	readonly made: readonly number[];
	readonly ended: readonly number[];
}
