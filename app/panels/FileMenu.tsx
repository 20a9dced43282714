// Opens a program from a file and saves it as one. Never runs what it opens.
import { isApple, keyText } from '../lib/keyText.ts';
import type { FileModel } from '../models/FileModel.ts';
import { Icon } from './Icon.tsx';
import { Popover } from './Popover.tsx';

const kMenuId = 'file-menu';
/** For the keyboard, which opens a file without the menu. */
const kFileInputId = 'file-to-open';

export function FileMenu({ files }: { files: FileModel }) {
	return (
		<>
			<Popover
				id={kMenuId}
				name="File"
				title="Open a program from a file, or save it as one"
				class="quiet icon-button"
				face={<Icon name="file" />}
			>
				<div class="menu">
					<MenuItem text="Open…" keys="Mod+O" act={pickFile} />
					<MenuItem text="Save as program.js" keys="Mod+S" act={() => files.save()} />
					<p>Or drop a file on the page.</p>
				</div>
			</Popover>
			<input
				id={kFileInputId}
				type="file"
				accept=".js,.mjs,.ts,.txt,text/*"
				aria-label="File to open"
				hidden
				onChange={({ currentTarget }) => {
					void files.open([...(currentTarget.files ?? [])]);
					// So that the same file can be opened once more.
					currentTarget.value = '';
				}}
			/>
		</>
	);
}

function MenuItem({ text, keys, act }: { text: string; keys: string; act: () => void }) {
	return (
		<button
			type="button"
			aria-keyshortcuts={keys.replace('Mod', isApple() ? 'Meta' : 'Control')}
			popovertarget={kMenuId}
			popovertargetaction="hide"
			onClick={act}
		>
			{text}
			<span class="kbd" aria-hidden="true">
				{keyText(keys)}
			</span>
		</button>
	);
}

/** Asks the reader for a file; only a click or a key may. */
export function pickFile(): void {
	document.getElementById(kFileInputId)?.click();
}
