// The native half: builds engine_bench, runs a part of it and gives the times of its repetitions.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/paths.ts';
import { sceneRows, smoke } from '../smoke.ts';

const folder = join(root, 'build/bench');

/** Runs a command and shows it; throws if it does not end with 0. */
export function command(program: string, args: readonly string[], env: Record<string, string> = {}): void {
	console.log(`+ ${[program, ...args].join(' ')}`.replaceAll(root, ''));
	const { status, error, stdout, stderr } = spawnSync(program, args, {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, ...env },
	});
	if (status === 0) return;
	throw new Error(`${program} ${error ? error.message : `ended with ${status}`}\n${stdout ?? ''}${stderr ?? ''}`);
}

/** By clang, whose kin builds the wasm. */
export function buildNative(): void {
	command('cmake', ['-G', 'Ninja', '-S', 'engine', '-B', folder, '-DBENCH=ON', '-DCMAKE_BUILD_TYPE=Release'], {
		CC: 'clang',
		CXX: 'clang++',
	});
	command('cmake', ['--build', folder, '-j', '2']);
}

interface Run {
	readonly name: string;
	readonly run_type: string;
	readonly real_time: number;
	readonly cpu_time: number;
	readonly time_unit: 'ns' | 'us' | 'ms' | 's';
	readonly error_occurred?: boolean;
	readonly error_message?: string;
	readonly bytesPerSlot?: number;
}

const kMs = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3 };

/** A part of the benchmarks: times of the processor by name, in ms, one for each repetition. */
export class NativeTimes {
	readonly #runs: readonly Run[];

	/** Which benchmarks: a regular expression. Interleaved, repetitions come in random order, for ratios. */
	constructor(filter: string, repetitions: number, interleaved: boolean) {
		const out = join(folder, 'result.json');
		const args = [
			`--benchmark_filter=${filter}`,
			`--benchmark_repetitions=${smoke ? 1 : repetitions}`,
			`--benchmark_min_time=${smoke ? 0.001 : 0.1}`,
			`--benchmark_enable_random_interleaving=${interleaved && !smoke}`,
			'--benchmark_out_format=json',
			`--benchmark_out=${out}`,
		];
		command(join(folder, 'engine_bench'), args, { BENCH_ROWS: `${sceneRows}` });
		const { benchmarks } = JSON.parse(readFileSync(out, 'utf8')) as { benchmarks: readonly Run[] };
		const failed = benchmarks.find((run) => run.error_occurred);
		if (failed) throw new Error(`${failed.name}: ${failed.error_message}`);
		this.#runs = benchmarks.filter((run) => run.run_type === 'iteration');
	}

	/** Those whose name begins like this, together. */
	ms(beginning: string): number[] {
		return this.#matching(beginning).map((run) => {
			// Of what is timed by hand, the processor's time is not known.
			const byHand = run.name.endsWith('/manual_time');
			return (byHand ? run.real_time : run.cpu_time) * kMs[run.time_unit];
		});
	}

	/** The same apart, by what follows in the name. */
	eachMs(beginning: string): Map<string, number[]> {
		const names = new Set(this.#matching(beginning).map(({ name }) => name));
		return new Map([...names].map((name) => [name.slice(beginning.length + 1), this.ms(name)]));
	}

	bytesPerSlot(): number {
		return this.#runs.find((run) => run.bytesPerSlot !== undefined)?.bytesPerSlot ?? Number.NaN;
	}

	#matching(beginning: string): readonly Run[] {
		const runs = this.#runs.filter(({ name }) => name === beginning || name.startsWith(`${beginning}/`));
		if (runs.length === 0) throw new Error(`engine_bench has no benchmark ${beginning}`);
		return runs;
	}
}
