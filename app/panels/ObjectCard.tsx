// Shows all that is known of the selected object; what is heavy of it comes when a card is first opened.
import { useEffect, useRef, useState } from 'preact/hooks';
import { focusTable } from '../lib/keyboard.ts';
import type { CardModel, Spot } from '../models/CardModel.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';
import type { SuspectsModel } from '../models/SuspectsModel.ts';

interface ObjectCardProps {
	card: CardModel;
	suspects: SuspectsModel;
	selection: SelectionModel;
	/** The run's time at the last look. */
	nowMs: number;
	/** The reader asks for the line of the program. */
	onReveal(line: number): void;
}

type Body = Pick<typeof import('./CardBody.tsx'), 'CardBody'> & Pick<typeof import('./objectStory.ts'), 'lookOfShown'>;

export function ObjectCard({ card, suspects, selection, nowMs, onReveal }: ObjectCardProps) {
	const shown = card.shown.value;
	const element = useRef<HTMLElement>(null);
	const [body, setBody] = useState<Body | 'failed' | null>(null);
	const open = shown !== null;

	useEffect(() => {
		if (!open || body) return;
		Promise.all([import('./CardBody.tsx'), import('./objectStory.ts')]).then(
			([{ CardBody }, { lookOfShown }]) => setBody({ CardBody, lookOfShown }),
			() => setBody('failed'),
		);
	}, [open]);
	useOpener(element, shown?.spot ?? null);

	// Its styles come with what is in it.
	if (!shown || !body) return null;
	const { spot } = shown;
	const look = body === 'failed' ? null : body.lookOfShown(shown);
	const Body = body === 'failed' ? null : body.CardBody;
	return (
		<section
			class="pane object-card"
			aria-labelledby="card-title"
			ref={element}
			tabIndex={-1}
			onKeyDown={(event) => {
				if (event.key !== 'Escape' || event.defaultPrevented) return;
				event.preventDefault();
				selection.selected.value = null;
			}}
		>
			<div class="pane-head">
				<h2 id="card-title">
					{spot.className} #{spot.serial}
				</h2>
				{look && (
					<span class="card-state" data-state={look.being}>
						<span class="sign" aria-hidden="true">
							{look.sign}
						</span>
						{look.text}
					</span>
				)}
				<button
					type="button"
					class="quiet close"
					aria-label="Close card"
					title="Close (Escape)"
					onClick={() => {
						selection.selected.value = null;
					}}
				>
					×
				</button>
			</div>
			<div class="card-body">
				{body === 'failed' && <p class="card-note">The card could not be loaded.</p>}
				{Body && <Body shown={shown} suspects={suspects} selection={selection} nowMs={nowMs} onReveal={onReveal} />}
			</div>
		</section>
	);
}

/** Gives the focus back to where the card was opened from, and keeps it in the card while it shows one after another. */
function useOpener(card: { readonly current: HTMLElement | null }, spot: Spot | null): void {
	const opener = useRef<Element | null>(null);
	const inside = useRef(false);
	const serial = spot?.serial ?? 0;
	// Still the card of before: read while what had the focus is there.
	inside.current ||= card.current?.contains(document.activeElement) ?? false;
	if (serial > 0 && !card.current) opener.current = document.activeElement;
	useEffect(() => {
		const lost = document.activeElement === null || document.activeElement === document.body;
		if (inside.current && lost) {
			if (card.current) card.current.focus();
			else if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
			else focusTable();
		}
		inside.current = false;
	}, [serial]);
}
