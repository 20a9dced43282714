// The panes that are no part of the shell, and yet there before a program can run: they come beside the engine.
const map = import('../panels/HeapMap.tsx').then(({ HeapMap }) => HeapMap);
const timeline = import('../panels/TimelinePanel.tsx').then(({ TimelinePanel }) => TimelinePanel);

export const loadMap = () => map;
export const loadTimeline = () => timeline;

/** Fulfilled also where one of them cannot be loaded: its pane says so, and programs run without it. */
export const panesLoaded = Promise.allSettled([map, timeline]);
