// Reads a lesson's settings.json: what it is to be seen under, how long it takes to teach, and what its tests expect.
import { fromApp } from './fromApp.mjs';

/** @typedef {import('../../models/SampleModel.ts').RunSettings} RunSettings */

/**
 * @typedef {{
 *   minutes: number, startPasses: boolean, show?: string, runs?: Partial<RunSettings>[],
 * } & Partial<RunSettings>} LessonSettings
 */

const kRunSettings = ['policy', 'intervalMs', 'heapLimitBytes', 'quarantineBytes'];
const kSettings = ['minutes', 'startPasses', ...kRunSettings, 'show', 'runs'];
/** Teaching time; the longest is a school lesson. */
const kMaxMinutes = 45;
const kMaxRuns = 10;

/**
 * @param {string} path of the file, for messages
 * @param {string} text
 * @returns {Promise<LessonSettings>}
 */
export async function readSettings(path, text) {
	const { lessonViews } = await fromApp();
	let settings;
	try {
		settings = JSON.parse(text);
	} catch (error) {
		throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
	}
	if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
		throw new Error(`${path} must hold an object, such as {"minutes": 5, "startPasses": true, "policy": "interval"}`);
	}
	const unknown = Object.keys(settings).find((name) => !kSettings.includes(name));
	if (unknown !== undefined) throw new Error(`${path}: "${unknown}" is no setting; there are ${kSettings.join(', ')}`);
	const { minutes, startPasses, show, runs, ...others } = settings;
	if (!Number.isInteger(minutes) || minutes < 1 || minutes > kMaxMinutes) {
		const bounds = `a whole number from 1 to ${kMaxMinutes}`;
		throw new Error(`${path}: minutes, the time that teaching it takes, must be ${bounds}, not ${shown(minutes)}`);
	}
	if (typeof startPasses !== 'boolean') {
		const what = 'whether the check passes with start.js as it is: false where there is something to repair';
		throw new Error(`${path}: startPasses must be true or false, not ${shown(startPasses)}: ${what}`);
	}
	await checkRunSettings(path, others);
	if (show !== undefined && !lessonViews.includes(show)) {
		throw new Error(`${path}: show must be one of ${lessonViews.join(', ')}, not ${shown(show)}`);
	}
	if (runs === undefined) return settings;
	if (!Array.isArray(runs) || runs.length < 2 || runs.length > kMaxRuns) {
		const what = 'the settings that each run of the tests changes, such as [{"intervalMs": 10}, {"intervalMs": 1000}]';
		throw new Error(`${path}: runs must be a list of 2 to ${kMaxRuns}, ${what}; leave it out where one run is enough`);
	}
	for (const [index, run] of runs.entries()) {
		const where = `${path}, runs, number ${index + 1}`;
		if (typeof run !== 'object' || run === null || Array.isArray(run)) throw new Error(`${where} must be an object`);
		const strange = Object.keys(run).find((name) => !kRunSettings.includes(name));
		if (strange) throw new Error(`${where}: "${strange}" is no setting of a run; there are ${kRunSettings.join(', ')}`);
		await checkRunSettings(where, run);
	}
	return settings;
}

/** @param {string} path @param {Record<string, unknown>} settings */
async function checkRunSettings(path, { policy, intervalMs, heapLimitBytes, quarantineBytes }) {
	const { isPolicy, policyNames, kMinIntervalMs, kMaxIntervalMs, ...bytes } = await fromApp();
	if (policy !== undefined && !isPolicy(policy)) {
		throw new Error(`${path}: there is no policy ${shown(policy)}; there are ${policyNames.join(', ')}`);
	}
	inRange(path, 'intervalMs', intervalMs, kMinIntervalMs, kMaxIntervalMs, false);
	inRange(path, 'heapLimitBytes', heapLimitBytes, bytes.kMinHeapLimitBytes, bytes.kMaxHeapLimitBytes, true);
	const limitBytes = typeof heapLimitBytes === 'number' ? heapLimitBytes : kDefaultLimitBytes;
	inRange(path, 'quarantineBytes', quarantineBytes, 0, limitBytes, true);
}

/** Of a run that does not say how large its heap may be; the page's `kDefaultHeapLimitBytes`, which a test holds. */
export const kDefaultLimitBytes = 64 * 1024 * 1024;

/**
 * @param {string} path @param {string} name @param {unknown} value
 * @param {number} min @param {number} max @param {boolean} whole
 */
function inRange(path, name, value, min, max, whole) {
	if (value === undefined) return;
	if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return;
	const bounds = `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
	throw new Error(`${path}: ${name} must be ${bounds}, not ${shown(value)}`);
}

/** @param {unknown} value */
const shown = (value) => JSON.stringify(value) ?? 'missing';
