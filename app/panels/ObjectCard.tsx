// Shows all that is known of the selected object.
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SnapshotModel } from '../models/SnapshotModel.ts';

interface ObjectCardProps {
	snapshots: SnapshotModel;
	selection: SelectionModel;
	/** The reader asks for the line of the program. */
	onReveal(line: number): void;
}

export function ObjectCard({ selection }: ObjectCardProps) {
	const selected = selection.selected.value;
	if (!selected) return null;
	return (
		<section class="object-card" aria-label={`Object ${selected.serial}`}>
			<h3>
				{selected.className} #{selected.serial}
			</h3>
		</section>
	);
}
