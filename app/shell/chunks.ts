// The panes that are no part of the shell, and yet there before a program can run. They are asked for by the first
// render, so that nothing comes before what a visitor sees first.
import { once } from '../lib/once.ts';
import { loadGrid } from '../panels/ObjectsPanel.tsx';

export const loadLessonPane = once(() => import('../lessons/LessonPane.tsx').then(({ LessonPane }) => LessonPane));
export const loadMap = once(() => import('../panels/HeapMap.tsx').then(({ HeapMap }) => HeapMap));
export const loadTimeline = once(() =>
	import('../panels/TimelinePanel.tsx').then(({ TimelinePanel }) => TimelinePanel),
);

/** Fulfilled also where one of them cannot be loaded: its pane says so, and programs run without it. */
export async function panesLoaded(): Promise<void> {
	await Promise.allSettled([loadLessonPane(), loadMap(), loadTimeline(), loadGrid()]);
}
