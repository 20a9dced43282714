// The parts that are no part of the shell and belong to no pane: the first visit's steps and the help sheet.
import { useChunk } from '../lib/useChunk.ts';
import type { Page } from './page.ts';

const loadWelcome = () => import('../panels/Welcome.tsx').then(({ Welcome }) => Welcome);
const goToTable = () => import('./commands.ts').then(({ focusPane }) => focusPane('table'));
const loadHelp = () => import('../panels/HelpSheet.tsx').then(({ HelpSheet }) => HelpSheet);

export function Later({ page }: { page: Page }) {
	return (
		<>
			{page.welcome.shown.value && <Steps page={page} />}
			{page.help.open.value && <Help page={page} />}
		</>
	);
}

/** The place is there from the first paint on, so that nothing moves when the steps come. */
function Steps({ page: { welcome } }: { page: Page }) {
	const Welcome = useChunk(loadWelcome);
	return (
		<section class="welcome" aria-label="Three steps">
			{Welcome && <Welcome welcome={welcome} onGo={goToTable} />}
		</section>
	);
}

function Help({ page: { help, notices, welcome } }: { page: Page }) {
	const HelpSheet = useChunk(loadHelp, () => {
		help.open.value = false;
		notices.show({ text: 'The help could not be loaded. Is the network there?', tone: 'warning' });
	});
	return HelpSheet && <HelpSheet help={help} onSteps={() => welcome.ask()} />;
}
