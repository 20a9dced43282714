// What workloads are made of: macrotasks, waiting, asking for collections, objects made and dropped.
import type { Side } from './side.ts';

/**
 * The shortest macrotask there is: a message in browsers, where timers are stretched to 4 ms; setImmediate in Node,
 * which works off up to a thousand messages in one turn of its loop and lets nothing else run between them.
 */
export const macrotask: () => Promise<void> =
	typeof setImmediate === 'function' ? () => new Promise((resolve) => setImmediate(resolve)) : messages();

function messages(): () => Promise<void> {
	const { port1, port2 } = new MessageChannel();
	const waiting: (() => void)[] = [];
	port1.onmessage = () => waiting.shift()?.();
	return () =>
		new Promise((resolve) => {
			waiting.push(resolve);
			port2.postMessage(0);
		});
}

export const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Until it is so, looked at in macrotasks; false if that takes longer. */
export async function until(isSo: () => boolean, patienceMs: number): Promise<boolean> {
	const endMs = performance.now() + patienceMs;
	while (!isSo()) {
		if (performance.now() > endMs) return false;
		await macrotask();
	}
	return true;
}

const canaries = new FinalizationRegistry<() => void>((onCollected) => onCollected());

/** Calls back once an object that is dropped now was collected. */
export function dropCanary(onCollected: () => void): void {
	canaries.register({}, onCollected);
}

/** An object whose collection calls back, for a program that drops it when it is old. */
export function makeCanary(onCollected: () => void): object {
	const canary = {};
	canaries.register(canary, onCollected);
	return canary;
}

/** A million objects in steps of some thousands. */
const kTurnsToSettle = 500;

const kFirstRequestBytes = 2 ** 30;
const kLastRequestBytes = 2 ** 33;
const kBetweenRequestsMs = 100;

/** Asks for collections, as a program without flags can, until one is seen that came after the call; or in vain. */
export async function collect(): Promise<boolean> {
	let collected = false;
	dropCanary(() => {
		collected = true;
	});
	await macrotask();
	for (let sizeBytes = kFirstRequestBytes; !collected && sizeBytes <= kLastRequestBytes; sizeBytes *= 2) {
		request(sizeBytes);
		await until(() => collected, kBetweenRequestsMs);
	}
	return collected;
}

/** One request for a collection. */
export function request(sizeBytes = kFirstRequestBytes): void {
	try {
		new ArrayBuffer(sizeBytes);
	} catch {
		// Larger than the platform gives: the collector has been asked nevertheless.
	}
}

/** What a side has put off for later jobs is done. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < kTurnsToSettle; turn++) await macrotask();
}

/** Makes objects and drops their wrappers. A function of its own: no frame that waits keeps the last one. */
export function makeAndDrop(side: Side, count: number): void {
	for (let i = 0; i < count; i++) side.make(i);
}

/** Objects of the program's that live on. */
export function makeMany(side: Side, count: number): object[] {
	const all: object[] = [];
	for (let i = 0; i < count; i++) all.push(side.make(i));
	return all;
}

export function medianOf(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
