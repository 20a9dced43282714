// Where the views over time have their plot, so that going from one to the other moves nothing. CSS pixels.

/** Room for the scale of live bytes, or for the lanes' names. */
export const kPlotLeftPx = 92;
/** Room for the scale of memory, or for how the lanes' objects stand. */
export const kPlotRightPx = 84;
/** Height of the time's labels below. */
export const kAxisPx = 20;
/** Height of an object's lane, and of a line's at least and at most. */
export const kLanePx = 16;
export const kTallestLanePx = 40;
/** Height of the band of sweeps, collections and requests above the lanes. */
export const kBandPx = 18;
/** A label of the axis gives way to a moment that is so near. */
export const kTickRoomPx = 24;
/** A mark of this distance counts as pointed at. */
export const kNearPx = 4;
