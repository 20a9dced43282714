// Shows the link that was made: whether it is copied, how long it is, and the text itself to be selected by hand.
import { useEffect, useRef } from 'preact/hooks';
import { formatCount } from '../lib/format.ts';
import { kLongLinkChars, type SharedLink, type ShareModel } from '../models/ShareModel.ts';

export function ShareDialog({ share }: { share: ShareModel }) {
	const link = share.link.value;
	if (!link) return <p>The program fits into no link; the notice says why.</p>;
	return (
		<>
			<p class="share-state" data-copied={link.copied}>
				{stateText(link)}
			</p>
			<LinkField name="Link" url={link.url} select={link.copied === false} />
			<p>
				<span class="figure">{formatCount(link.url.length)}</span> characters hold the program, policy, sweep interval,
				heap limit and quarantine. Nobody's server has them. Whoever opens the link sees the program; it runs when they
				press Run.
			</p>
			{link.url.length > kLongLinkChars && (
				<p class="share-long">
					<span aria-hidden="true">⚠ </span>
					Longer than {formatCount(kLongLinkChars)} characters: some mail and chat tools cut such links. A file is
					safer.
				</p>
			)}
			{link.sampleUrl && (
				<>
					<p class="share-more">
						You have not changed the sample. The link to it is short, and always brings its newest form:
					</p>
					<LinkField name="Link to this sample" url={link.sampleUrl} />
				</>
			)}
		</>
	);
}

function stateText({ copied, inAddress }: SharedLink): string {
	const where = inAddress ? ' It is in the address bar too.' : ' It is too long for the address bar.';
	if (copied === null) return 'Copying…';
	return copied
		? `✓ Link copied.${where}`
		: `This browser does not let the page copy. Copy the link from here.${where}`;
}

function LinkField({ name, url, select = false }: { name: string; url: string; select?: boolean }) {
	const field = useRef<HTMLTextAreaElement>(null);
	useEffect(() => {
		if (!select) return;
		field.current?.focus();
		field.current?.select();
	}, [select]);
	return (
		<textarea
			ref={field}
			class="link-field"
			aria-label={name}
			readOnly
			rows={url.length > 100 ? 3 : 2}
			value={url}
			spellcheck={false}
			onFocus={({ currentTarget }) => currentTarget.select()}
		/>
	);
}
