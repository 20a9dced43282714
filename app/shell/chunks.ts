// The panes that are no part of the shell, and yet there before a program can run. They are asked for by the first
// render, so that nothing comes before what a visitor sees first.
import type { ComponentProps } from 'preact';
import { once } from '../lib/once.ts';
import type { Chunk } from '../lib/useChunk.ts';
import { loadGrid } from '../panels/ObjectsPanel.tsx';

type Pane = typeof import('../lessons/LessonPane.tsx').LessonPane;
export const loadLessonPane: Chunk<ComponentProps<Pane>> = once(() =>
	import('../lessons/LessonPane.tsx').then(({ LessonPane }) => LessonPane),
);
/** It is drawn with the first render then. Rejects where it cannot be loaded. */
export async function lessonPaneLoaded(): Promise<void> {
	loadLessonPane.loaded = await loadLessonPane();
}
export const loadMap = once(() => import('../panels/HeapMap.tsx').then(({ HeapMap }) => HeapMap));
export const loadTimeline = once(() =>
	import('../panels/TimelinePanel.tsx').then(({ TimelinePanel }) => TimelinePanel),
);

/** Fulfilled also where one of them cannot be loaded: its pane says so, and programs run without it. */
export async function panesLoaded(): Promise<void> {
	await Promise.allSettled([loadLessonPane(), loadMap(), loadTimeline(), loadGrid()]);
}
