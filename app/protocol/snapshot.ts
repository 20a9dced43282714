// The page's door to the engine's snapshot: its reader and its types.
export {
	decodeSnapshot,
	type JournalRecord,
	type Row,
	type Snapshot,
} from '../../engine/binding/snapshot.ts';
