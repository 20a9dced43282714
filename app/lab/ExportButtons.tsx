// Hands the results on: the table as it is shown to the clipboard, every trial and figure to files.
import { useState } from 'preact/hooks';
import { copyText } from '../lib/clipboard.ts';
import { download } from '../lib/download.ts';
import { toCsv, toJson, toMarkdown } from './exportText.ts';
import type { ResultsModel } from './ResultsModel.ts';
import type { Report } from './report.ts';
import { rowsOf } from './rows.ts';
import { fileName } from './words.ts';

export function ExportButtons({ report, results }: { report: Report; results: ResultsModel }) {
	const [said, setSaid] = useState('');
	const markdown = () => toMarkdown(report, { figures: results.figures(), rows: results.arrange(rowsOf(report)) });
	const copy = async () => {
		const text = markdown();
		if (await copyText(Promise.resolve(text))) setSaid('Copied');
		else save('md', text, 'text/markdown');
	};
	const save = (ending: string, text: string, type: string) => {
		const name = fileName(report, ending);
		download(name, text, type);
		setSaid(`Saved ${name}`);
	};
	return (
		<div class="results-exports">
			<span class="results-said" role="status">
				{said}
			</span>
			<button type="button" title="The table as it is shown, with its settings" onClick={() => void copy()}>
				Copy as Markdown
			</button>
			<button
				type="button"
				title="Every trial with all settings and figures, for spreadsheets"
				onClick={() => save('csv', toCsv(report), 'text/csv')}
			>
				CSV
			</button>
			<button
				type="button"
				title="All that was measured, the curves as well"
				onClick={() => save('json', toJson(report), 'application/json')}
			>
				JSON
			</button>
		</div>
	);
}
