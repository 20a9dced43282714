// The engine's figures by name, and what it counts for each line of the program: types alone, for models and lessons.
import type { StatName } from '../protocol/messages.ts';

export type { LineCounts } from '../protocol/snapshot.ts';

export type Stats = Readonly<Record<StatName, number>>;
