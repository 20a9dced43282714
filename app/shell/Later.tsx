// What belongs to no pane and is not always there: the first visit's steps, and the help sheet, which is no part of the
// shell.
import { useChunk } from '../lib/useChunk.ts';
import { Welcome } from '../panels/Welcome.tsx';
import type { Page } from './page.ts';

const loadHelp = () => import('../panels/HelpSheet.tsx').then(({ HelpSheet }) => HelpSheet);

export function Later({ page }: { page: Page }) {
	const { help, notices, welcome } = page;
	const goToTable = () => void import('./commands.ts').then(({ focusPane }) => focusPane(page, 'table'));
	return (
		<>
			{welcome.shown.value && <Welcome welcome={welcome} onGo={goToTable} />}
			{help.open.value && <Help help={help} notices={notices} welcome={welcome} />}
		</>
	);
}

function Help({ help, notices, welcome }: Pick<Page, 'help' | 'notices' | 'welcome'>) {
	const HelpSheet = useChunk(loadHelp, () => {
		help.open.value = false;
		notices.show({ text: 'The help could not be loaded. Is the network there?', tone: 'warning' });
	});
	return HelpSheet && <HelpSheet help={help} onSteps={() => welcome.ask()} />;
}
