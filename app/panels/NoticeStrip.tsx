// Shows the one notice that there may be, below the bar, and says it to screen readers. Never covers anything.
import { focusRun } from '../lib/keyboard.ts';
import type { NoticeModel } from '../models/NoticeModel.ts';

export function NoticeStrip({ notices }: { notices: NoticeModel }) {
	const notice = notices.current.value;
	const end = (act: () => void) => () => {
		focusRun();
		act();
	};
	return (
		<div class={notice ? `notice ${notice.tone}` : 'notice none'}>
			<p role="status" aria-label="Notice">
				{notice?.tone === 'warning' && <span aria-hidden="true">⚠ </span>}
				{notice?.text}
			</p>
			{notice?.actions?.map((action) => (
				<button key={action.label} type="button" onClick={end(() => notices.take(action))}>
					{action.label}
				</button>
			))}
			{notice && (
				<button type="button" class="quiet icon-button" aria-label="Close notice" onClick={end(() => notices.close())}>
					×
				</button>
			)}
			<p role="status" aria-label="Done" class="hidden">
				{notices.said.value}
			</p>
		</div>
	);
}
