// Shows in full what is to be said of rows beside their figures: why trials did not end, what may have spoilt some.
import { CurveChip } from './CurveChip.tsx';
import { noteSigns, notesOf } from './notes.ts';
import type { Report } from './report.ts';
import type { ResultRow } from './rows.ts';
import { configurationText } from './words.ts';

export function RowNotes({ report, rows }: { report: Report; rows: readonly ResultRow[] }) {
	const noted = rows.flatMap((row) => notesOf(report, row).map((note) => ({ row, note })));
	if (noted.length === 0) return null;
	return (
		<ul class="row-notes" aria-label="What happened in trials">
			{noted.map(({ row, note: { kind, what, why } }) => (
				<li key={`${row.index} ${kind}`} data-kind={kind}>
					<span class="note-sign" aria-hidden="true">
						{noteSigns[kind]}
					</span>
					<CurveChip index={row.index} />
					<div class="why">
						<b>{configurationText(row.configuration, report.experiment.configurations)}</b>: {what}
						{why !== '' && ': '}
						<Why text={why} />
					</div>
				</li>
			))}
		</ul>
	);
}

/** More is folded, characters. */
const kShown = 300;

/** Anybody's text, of any length: all of it can be read. */
function Why({ text }: { text: string }) {
	if (text.length <= kShown) return <>{text}</>;
	return (
		<details>
			<summary>{text.slice(0, kShown)}…</summary>…{text.slice(kShown)}
		</details>
	);
}
