// The Lab in Node: the page's own experiment, with processes in the place of frames.
import { availableParallelism } from 'node:os';
import type { Clock } from '../../lib/clock.ts';
import type { Surroundings } from '../disturbance.ts';
import { clockStepMs, fixedWork } from '../pageSurroundings.ts';
import type { Place } from '../report.ts';
import { runExperiment } from '../runExperiment.ts';
import type { Laboratory } from './laboratory.ts';
import { kJsHeapMiB, nodeSessions } from './nodeSession.ts';

export function nodeLaboratory(childPath: string, jsHeapMiB = kJsHeapMiB): Laboratory {
	const openSession = nodeSessions(childPath, jsHeapMiB);
	return {
		run(experiment, progress) {
			const parts = { openSession, clock, surroundings, place: place(), date: new Date().toISOString() };
			return runExperiment(experiment, parts, { report() {}, progress });
		},
		async close() {},
	};
}

function after(delayMs: number, callback: () => void): () => void {
	const timer = setTimeout(callback, delayMs);
	return () => clearTimeout(timer);
}

const kFrameMs = 16;

const clock: Clock = {
	nowMs: () => performance.now(),
	after,
	// Nothing is painted here, and no policy that needs idle moments is taken.
	frame: (callback) => after(kFrameMs, callback),
	idle: (callback) => after(0, callback),
};

/** Nobody looks on, and nothing else is run from here: what disturbs is what keeps this process's own beat waiting. */
const surroundings: Surroundings = {
	hidden: () => false,
	onHidden: () => () => {},
	programRuns: () => false,
	probe: fixedWork,
};

function place(): Place {
	return {
		agent: `Node ${process.versions.node}`,
		cores: availableParallelism(),
		clockStepMs: clockStepMs(() => performance.now()),
	};
}
