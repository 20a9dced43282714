// Shows by what the managed objects are filtered beside their states, each with a button that takes it away.
import { formatRange } from '../lib/format.ts';
import { focusTable } from '../lib/keyboard.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';

export function ObjectFilters({ selection }: { selection: SelectionModel }) {
	const line = selection.line.value;
	const range = selection.range.value;
	return (
		<>
			{line > 0 && (
				<Filter
					text={`line ${line}`}
					onRemove={() => {
						selection.line.value = 0;
					}}
				/>
			)}
			{range && (
				<Filter
					text={`made ${formatRange(range.fromMs, range.toMs)}`}
					onRemove={() => {
						selection.range.value = null;
					}}
				/>
			)}
		</>
	);
}

function Filter({ text, onRemove }: { text: string; onRemove(): void }) {
	return (
		<button
			type="button"
			class="chip filter"
			aria-label={`Remove filter: ${text}`}
			title="Show the others too"
			onClick={() => {
				focusTable();
				onRemove();
			}}
		>
			{text} <span aria-hidden="true">×</span>
		</button>
	);
}
