// Shows one object's story, what may keep it alive, what refers to it on the native side, and its facts.
import { useEffect, useMemo } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import type { ObjectCard, Shown, Spot } from '../models/CardModel.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SuspectsModel } from '../models/SuspectsModel.ts';
import styles from '../styles/card.css?text';
import { capturesIn } from './captures.ts';
import { ObjectGraph } from './ObjectGraph.tsx';
import { type Fact, factsOf, storyOf } from './objectStory.ts';
import { referenceGraph } from './referenceGraph.ts';
import { SuspectsSection } from './SuspectsSection.tsx';

adoptStyles(styles);

interface CardBodyProps {
	shown: Shown;
	suspects: SuspectsModel;
	selection: SelectionModel;
	/** The run's time at the last look. */
	nowMs: number;
	onReveal(line: number): void;
}

export function CardBody({ shown, suspects, selection, nowMs, onReveal }: CardBodyProps) {
	const { row, card } = shown;
	return (
		<>
			<p class="story">{storyOf(shown, nowMs)}</p>
			<Actions spot={shown.spot} selection={selection} />
			{row?.state === 'live' && <SuspectsSection row={row} suspects={suspects} onReveal={onReveal} />}
			<References card={card} suspects={suspects} selection={selection} />
			<dl class="facts">
				{factsOf(shown).map((fact) => (
					<FactItem key={fact.name} fact={fact} onReveal={onReveal} />
				))}
			</dl>
		</>
	);
}

function Actions({ spot, selection }: { spot: Spot; selection: SelectionModel }) {
	const { line } = spot;
	return (
		<div class="card-actions">
			<button
				type="button"
				onClick={() => {
					selection.reveal.value = { ...spot };
				}}
			>
				Show on map
			</button>
			{line > 0 && (
				<button type="button" aria-pressed={selection.line.value === line} onClick={() => selection.toggleLine(line)}>
					Only line {line}
				</button>
			)}
		</div>
	);
}

function FactItem({ fact: { name, text, line, mono }, onReveal }: { fact: Fact; onReveal(line: number): void }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd class={mono ? 'mono' : undefined}>
				{line ? (
					<button type="button" class="line-link" onClick={() => onReveal(line)}>
						{text}
					</button>
				) : (
					text
				)}
			</dd>
		</div>
	);
}

interface ReferencesProps {
	card: ObjectCard | null;
	suspects: SuspectsModel;
	selection: SelectionModel;
}

function References({ card, suspects, selection }: ReferencesProps) {
	const holds = card?.edges.some(({ kind }) => kind === 'holds') ?? false;
	useEffect(() => {
		if (holds) suspects.ask();
	});
	const found = suspects.analysis.value?.suspects;
	// Drawn anew only if something refers to something else than before.
	const shape = card && JSON.stringify([card.nodes, card.edges]);
	const graph = useMemo(() => card && referenceGraph(card, capturesIn(card, found ?? [])), [shape, found]);
	if (!card || !graph) return null;
	return (
		<section class="card-part" aria-labelledby="references-title">
			<h3 id="references-title">References on the native side</h3>
			{graph.edges.length === 0 ? (
				<p class="card-note">No other native object refers to it, and it refers to none.</p>
			) : (
				<ObjectGraph graph={graph} cut={card.cut} selection={selection} />
			)}
		</section>
	);
}
