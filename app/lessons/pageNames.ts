// The names that a lesson's text may point at, [[Managed objects]], each with what the page highlights for it: the only
// list of them. The builder refuses any other name; a test holds that each is to be found on the page.

export interface PageName {
	/** What stands in `data-pointed` of the page, and in `data-points` of the text. */
	readonly key: string;
	/** What is highlighted. */
	readonly at: string;
	/** A state's name is shown with its sign. */
	readonly state?: 'live' | 'cleared' | 'freed' | 'deleted' | 'lost';
	/** Where a click goes, inside of that; left out: to the first thing that can have the focus. */
	readonly focus?: string;
}

const state = (name: NonNullable<PageName['state']>): PageName => ({
	key: name,
	at: `:is(.counts, .chips) [data-state="${name}"]`,
	state: name,
});

export const pageNames: Readonly<Record<string, PageName>> = {
	Run: { key: 'run', at: '.bar button.primary' },
	Stop: { key: 'stop', at: '.bar button[data-name="stop"]' },
	Reset: { key: 'reset', at: '.bar button[data-name="reset"]' },
	'Collect garbage': { key: 'collect', at: '.bar button[data-name="collect"]' },
	'Sweep now': { key: 'sweep', at: '.bar button[data-name="sweep"]' },
	Share: { key: 'share', at: '.bar [popovertarget="share"]' },
	Sample: { key: 'sample', at: '#sample' },
	Policy: { key: 'policy', at: '#policy' },
	'Sweep interval': { key: 'interval', at: '.bar .interval', focus: 'input' },
	'Heap settings': { key: 'limits', at: '.bar [popovertarget="heap-settings"]' },
	Program: { key: 'program', at: '.pane.program' },
	'Objects by line': { key: 'margin', at: '.editor-counts' },
	'Managed objects': { key: 'objects', at: '.pane.objects', focus: '[role="grid"]' },
	'Native heap map': { key: 'map', at: '.pane.map', focus: '[role="application"]' },
	'Native heap': { key: 'gauge', at: '.gauge-part.heap' },
	'collector sees': { key: 'seen', at: '.gauge-part.seen' },
	Counts: { key: 'counts', at: '.counts' },
	Timeline: { key: 'timeline', at: '.pane.timeline', focus: '#tab-timeline' },
	Lifetimes: { key: 'lifetimes', at: '.pane.timeline', focus: '#tab-lifetimes' },
	Console: { key: 'console', at: '.pane.console' },
	card: { key: 'card', at: '.pane:is(.object-card, .objects)', focus: '[role="grid"]' },
	Check: { key: 'check', at: '.lesson button[data-name="check"]' },
	'Show solution': { key: 'solution', at: '.lesson button[data-name="solution"]' },
	'Reset lesson': { key: 'reset-lesson', at: '.lesson button[data-name="reset-lesson"]' },
	Live: { key: 'live-tab', at: '[role="tab"][data-name="live"]' },
	Lab: { key: 'lab-tab', at: '[role="tab"][data-name="lab"]' },
	live: state('live'),
	cleared: state('cleared'),
	freed: state('freed'),
	deleted: state('deleted'),
	lost: state('lost'),
};

export const nameOfKey = (key: string): [name: string, to: PageName] | undefined =>
	Object.entries(pageNames).find(([, { key: own }]) => own === key);
