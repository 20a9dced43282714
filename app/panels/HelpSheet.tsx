// The help: what the views show, what the states mean, and every key. Closes by Escape and by its button.
import { adoptStyles } from '../lib/adoptStyles.ts';
import { keyText } from '../lib/keyText.ts';
import type { HelpModel } from '../models/HelpModel.ts';
import { type ShortcutGroup, shortcutGroups } from '../models/shortcuts.ts';
import { states } from '../models/states.ts';
import styles from '../styles/help.css?text';
import { closeSheet, Sheet } from './Sheet.tsx';

adoptStyles(styles);

interface HelpSheetProps {
	help: HelpModel;
	/** The reader wants the three steps of the first visit. */
	onSteps(): void;
}

const views: readonly [name: string, what: string][] = [
	[
		'Lesson',
		'A question, a run that answers it, and Check, which judges by the run’s own figures. Lessons lists them all.',
	],
	[
		'Native heap map',
		'The native heap from its first byte to its last, each block where it lies. It zooms from the whole heap to single bytes.',
	],
	[
		'Timeline and Lifetimes',
		'Native bytes over the run, with each sweep, detected collection and pressure request; and the life of each object as a lane.',
	],
	[
		'Managed objects',
		'Each object with its pointer, its state and its moments. It sorts by any column; the states above it filter.',
	],
	[
		'Lab',
		'In the place of these three: the same program under several policies and intervals, measured and held side by side.',
	],
];

export function HelpSheet({ help, onSteps }: HelpSheetProps) {
	return (
		<Sheet
			title="Help"
			class="help"
			onClose={() => {
				help.open.value = false;
			}}
		>
			<div class="help-columns">
				<Meanings onSteps={onSteps} />
				<div>
					<h3>Keys</h3>
					{shortcutGroups.map((group) => (
						<Keys key={group.where} group={group} />
					))}
					<label class="help-single">
						<input
							type="checkbox"
							checked={help.singleKeys.value}
							onChange={({ currentTarget }) => help.setSingleKeys(currentTarget.checked)}
						/>
						Single keys do something
					</label>
				</div>
			</div>
		</Sheet>
	);
}

function Meanings({ onSteps }: { onSteps(): void }) {
	return (
		<div>
			<h3>What you see</h3>
			<p>
				A program makes C++ objects in a native heap, each behind a small JavaScript wrapper. JavaScript's collector
				takes wrappers away; a policy notices, and frees the objects.
			</p>
			<h3>States of an object</h3>
			<dl class="help-states">
				{states.map(({ name, sign, meaning }) => (
					<div key={name} data-state={name}>
						<dt>
							<span class="sign" aria-hidden="true">
								{sign}
							</span>
							{name}
						</dt>
						<dd>{meaning}</dd>
					</div>
				))}
			</dl>
			<h3>The views</h3>
			<dl class="help-views">
				{views.map(([name, what]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{what}</dd>
					</div>
				))}
			</dl>
			<p>Point at an object in one view, and it lights up in all of them.</p>
			<h3>More</h3>
			<ul class="help-more">
				<li>
					<button
						type="button"
						class="link"
						onClick={(event) => {
							onSteps();
							closeSheet(event);
						}}
					>
						Show the three steps of a first run
					</button>
				</li>
				<li>
					<a href="README.txt" target="_blank" rel="noreferrer">
						How it works, and what was measured
					</a>{' '}
					(the README, in a new tab)
				</li>
				<li>
					<a href="summary.html" target="_blank" rel="noreferrer">
						The rules to take home
					</a>{' '}
					(one page to print, in a new tab)
				</li>
			</ul>
		</div>
	);
}

function Keys({ group: { where, shortcuts } }: { group: ShortcutGroup }) {
	return (
		<table class="keys">
			<caption>{where}</caption>
			<tbody>
				{shortcuts.map(({ keys, what }) => (
					<tr key={what}>
						<th scope="row">
							{keys.map((combination, index) => (
								<span key={combination}>
									{index > 0 && ' '}
									<kbd>{keyText(combination)}</kbd>
								</span>
							))}
						</th>
						<td>{what}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
