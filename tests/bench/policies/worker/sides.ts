// The sides by name.
import type { SideName, TrialHost } from '../trial.ts';
import { isPolicy, rawSide, runtimeSide } from './engineSides.ts';
import { writeOriginal } from './original.ts';
import { writeRegistryPerObject } from './registryPerObject.ts';
import { Absent, type Side } from './side.ts';

/** embind's smart pointers as they ship: its own FinalizationRegistry frees what is dropped. */
async function embindSide(host: TrialHost): Promise<Side> {
	const make = await host.embind();
	const module = await make({ wasmBinary: await host.bytes('embind.wasm') });
	const { MyClass, Buffer } = module;
	return {
		make: (number) => new MyClass(number),
		makeBuffer: (sizeBytes) => new Buffer(sizeBytes),
		start() {},
		stop() {},
		liveObjects: () => module.liveObjects(),
		nativeBytes: () => module.liveBytes(),
		nativePeakBytes: () => module.peakBytes(),
		wasmBytes: () => Number.NaN,
	};
}

/** `timed`: the clock of a side that is the runtime's takes the times of its callbacks. */
export function makeSide(name: SideName, host: TrialHost, timed: boolean): Promise<Side> {
	switch (name) {
		case 'original':
			return rawSide(host, (myClass, buffer) => writeOriginal(myClass, buffer, false));
		case 'original, one deleter':
			return rawSide(host, (myClass, buffer) => writeOriginal(myClass, buffer, true));
		case 'registry per object':
			return rawSide(host, writeRegistryPerObject);
		case 'embind':
			return embindSide(host);
		case 'explicit':
		case 'explicit, 16 late':
		case 'explicit, 48 late':
			return runtimeSide(host, 'none', timed);
		default:
			if (!isPolicy(name)) throw new Absent(`There is no policy ${name}`);
			return runtimeSide(host, name, timed);
	}
}
