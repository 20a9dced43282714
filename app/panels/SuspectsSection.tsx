// Shows what in the program's text is suspected to keep an object alive, surest first. Never says that it does.
import { useEffect } from 'preact/hooks';
import { countOf } from '../lib/countText.ts';
import type { Row } from '../models/CardModel.ts';
import type { Suspect, SuspectsModel } from '../models/SuspectsModel.ts';

/** Collections that an object must have survived before it is worth asking why. */
const kEnoughCollections = 3;

interface SuspectsSectionProps {
	row: Row;
	suspects: SuspectsModel;
	onReveal(line: number): void;
}

export function SuspectsSection({ row, suspects, onReveal }: SuspectsSectionProps) {
	const enough = row.survived >= kEnoughCollections;
	useEffect(() => {
		if (enough) suspects.ask();
	});
	return (
		<section class="card-part" aria-labelledby="suspects-title">
			<h3 id="suspects-title">Why is it still alive?</h3>
			{enough ? (
				<Suspects row={row} suspects={suspects} onReveal={onReveal} />
			) : (
				<p class="card-note">
					Too early to say: it has survived {countOf(row.survived, 'detected collection')}. Press Collect garbage; after{' '}
					{kEnoughCollections} there is reason to ask.
				</p>
			)}
		</section>
	);
}

function Suspects({ row, suspects, onReveal }: SuspectsSectionProps) {
	const analysis = suspects.analysis.value;
	if (suspects.failed.value) return <p class="card-note">The program could not be analysed.</p>;
	if (!analysis) return <p class="card-note">Reading the program…</p>;
	const found = suspects.suspectsOf(row.line, row.className);
	const { error } = analysis;
	return (
		<>
			{found.length > 0 && (
				<>
					<p class="card-note">Suspects in the program as it was run, the surest first:</p>
					<ol class="suspects">
						{found.map((suspect) => (
							<SuspectItem
								key={`${suspect.kind} ${suspect.line} ${suspect.column}`}
								suspect={suspect}
								onReveal={onReveal}
							/>
						))}
					</ol>
				</>
			)}
			{found.length === 0 && (
				<p class="card-note">
					No suspect was found in the program's text. It may still be in use, or be kept by what the text does not show,
					such as a promise that never settles. Some detected collections look at young objects alone.
				</p>
			)}
			{error && (
				<p class="card-note">
					{error.message}
					{error.line > 0 && ` (line ${error.line})`}
				</p>
			)}
		</>
	);
}

function SuspectItem({ suspect, onReveal }: { suspect: Suspect; onReveal(line: number): void }) {
	return (
		<li>
			<p>
				<button type="button" class="line-link" onClick={() => onReveal(suspect.line)}>
					line {suspect.line}
				</button>
				<span class="confidence" data-confidence={suspect.confidence}>
					{suspect.confidence} suspect
				</span>{' '}
				<Told text={suspect.sentence.replace(/^Suspect: /, '')} />
			</p>
			<p class="remedy">
				<Told text={suspect.remedy} />
			</p>
		</li>
	);
}

/** Text in which names of the program stand between backticks. */
function Told({ text }: { text: string }) {
	return <>{text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>;
}
