// Chooses which columns the results have. Hides no row, and nothing from the exports of single trials.
import { Popover } from '../panels/Popover.tsx';
import { figureKinds } from './figures.ts';
import { figureGroups, figureLabel, figureMeaning, figuresByGroup } from './figureWords.ts';
import type { ResultsModel } from './ResultsModel.ts';
import type { Report } from './report.ts';

export function FigureChooser({ report: { experiment }, results }: { report: Report; results: ResultsModel }) {
	const hidden = results.hiddenFigures.value;
	const shownCount = figuresByGroup.length - hidden.size;
	const all = hidden.size === 0;
	return (
		<>
			<Popover
				id="results-columns"
				name="Columns"
				title={`Choose which columns are shown: ${shownCount} of ${figuresByGroup.length} are`}
				face="Columns"
			>
				<div class="figure-chooser">
					{figureGroups.map((group) => (
						<fieldset key={group}>
							<legend>{group}</legend>
							{figuresByGroup
								.filter((name) => figureKinds[name].group === group)
								.map((name) => (
									<label key={name} title={`${figureMeaning(name, experiment)}.`}>
										<input type="checkbox" checked={!hidden.has(name)} onChange={() => results.toggleFigure(name)} />
										{figureLabel(name, experiment)}
									</label>
								))}
						</fieldset>
					))}
				</div>
			</Popover>
			<button
				type="button"
				aria-pressed={all}
				title={all ? 'Show only those that were there at first' : 'Show every figure'}
				onClick={() => (all ? results.showFirstFigures() : results.showAllFigures())}
			>
				All columns
			</button>
		</>
	);
}
