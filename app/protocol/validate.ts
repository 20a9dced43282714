// The check at the page's door: what comes from the worker is a message of the protocol, or it is nothing.
import type { ConsoleLevel, ConsoleLine, EndlessLoop, FromWorker, ProgramError } from './messages.ts';

const kMaxTextLength = 20_000;
const kMaxLines = 1_000;
/** The greatest that the engine gives are well below these. */
const kMaxSnapshotBytes = 1 << 20;
const kMaxMapBytes = 1 << 19;
const kMaxObjectBytes = 1 << 13;
const kMaxRegionBytes = 1 << 15;
const kMaxTraceBytes = 1 << 15;
const kLevels: readonly string[] = ['log', 'info', 'warn', 'error', 'debug'] satisfies ConsoleLevel[];

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isDuration = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= kMaxTextLength;
const isBytes = (value: unknown, most: number): value is ArrayBuffer =>
	value instanceof ArrayBuffer && value.byteLength <= most;
const isAbsentOrBytes = (value: unknown, most: number) => value === undefined || isBytes(value, most);
const isLevel = (value: unknown): value is ConsoleLevel => typeof value === 'string' && kLevels.includes(value);
const isError = (value: unknown): value is ProgramError =>
	isObject(value) && isText(value.name) && isText(value.message) && isCount(value.line) && isCount(value.column);
const isLine = (value: unknown): value is ConsoleLine =>
	isObject(value) && isLevel(value.level) && isText(value.text) && isCount(value.line);
const isLoop = (value: unknown): value is EndlessLoop => isObject(value) && isCount(value.line);
const isListOf = <T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] =>
	Array.isArray(value) && value.length <= kMaxLines && value.every(isItem);

/** One check for each kind: whether the fields beside `kind` are what the protocol says. */
const checks: { [K in FromWorker['kind']]: (fields: Fields) => boolean } = {
	// Sent before any program runs, by our own worker: its shape is the engine's.
	ready: ({ description }) => isObject(description) && Array.isArray(description.classes),
	failed: ({ message }) => isText(message),
	started: ({ endlessLoops }) => isListOf(endlessLoops, isLoop),
	snapshot: ({ id, tookMs, bytes, map, object, under, region }) =>
		isCount(id) &&
		isDuration(tookMs) &&
		isBytes(bytes, kMaxSnapshotBytes) &&
		isAbsentOrBytes(map, kMaxMapBytes) &&
		isAbsentOrBytes(object, kMaxObjectBytes) &&
		isAbsentOrBytes(under, kMaxObjectBytes) &&
		isAbsentOrBytes(region, kMaxRegionBytes),
	recorded: ({ id, tookMs, bytes, trace }) =>
		isCount(id) && isDuration(tookMs) && isBytes(bytes, kMaxSnapshotBytes) && isBytes(trace, kMaxTraceBytes),
	console: ({ lines, dropped }) => isListOf(lines, isLine) && isCount(dropped),
	ended: ({ error, programMs, bytes }) =>
		(error === undefined || isError(error)) &&
		(programMs === undefined || isDuration(programMs)) &&
		isAbsentOrBytes(bytes, kMaxSnapshotBytes),
	error: ({ error }) => isError(error),
	done: ({ id, ok, error }) => isCount(id) && typeof ok === 'boolean' && (error === undefined || isError(error)),
	idled: () => true,
	pong: () => true,
};

function isMessage(data: unknown): data is FromWorker {
	if (!isObject(data) || typeof data.kind !== 'string' || !Object.hasOwn(checks, data.kind)) return false;
	return checks[data.kind as FromWorker['kind']](data);
}

/** The message, or undefined for what is none. Messages are structured clones: reading them runs no foreign code. */
export const validate = (data: unknown): FromWorker | undefined => (isMessage(data) ? data : undefined);
