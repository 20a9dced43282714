// The help: what the views show, what the states mean, and every key. Closes by Escape and by its button.
import { useEffect, useRef } from 'preact/hooks';
import { adoptStyles } from '../lib/adoptStyles.ts';
import { keyText } from '../lib/keyText.ts';
import type { HelpModel } from '../models/HelpModel.ts';
import { type ShortcutGroup, shortcutGroups } from '../models/shortcuts.ts';
import { states } from '../models/states.ts';
import styles from '../styles/help.css?text';

adoptStyles(styles);

interface HelpSheetProps {
	help: HelpModel;
	/** The reader wants the three steps of the first visit. */
	onSteps(): void;
}

const views: readonly [name: string, what: string][] = [
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
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => dialog.current?.showModal(), []);
	const close = () => dialog.current?.close();
	return (
		<dialog
			ref={dialog}
			class="help"
			aria-labelledby="help-title"
			onClose={() => {
				help.open.value = false;
			}}
		>
			<div class="help-sheet">
				<header class="help-head">
					<h2 id="help-title">Help</h2>
					<button type="button" onClick={close}>
						Close
					</button>
				</header>
				<div class="help-text" tabIndex={0} role="group" aria-label="Help text">
					<div class="help-columns">
						<Meanings onSteps={onSteps} close={close} />
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
				</div>
			</div>
		</dialog>
	);
}

function Meanings({ onSteps, close }: { onSteps(): void; close(): void }) {
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
						onClick={() => {
							onSteps();
							close();
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
