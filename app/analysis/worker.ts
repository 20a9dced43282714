// The analysis on a thread of its own: one program comes, one answer goes.
import { analyse } from './analyse.ts';
import type { AnalysisAnswer } from './inWorker.ts';

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
	if (typeof data !== 'object' || data === null || !('code' in data) || !('classNames' in data)) return;
	const { code, classNames } = data;
	if (typeof code !== 'string' || !Array.isArray(classNames)) return;
	const answer: AnalysisAnswer = { kind: 'analysis', analysis: analyse(code, classNames.map(String)) };
	postMessage(answer);
});
