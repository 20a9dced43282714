// Text as part of a URL's fragment: compressed by the browser, in letters that every tool leaves alone; and back, with
// a bound on what it may unpack to.

/** `characters`: not base64url. `damaged`: does not unpack to text. `large`: unpacks to more than was allowed. */
export type FragmentFault = 'characters' | 'damaged' | 'large';

export class FragmentError extends Error {
	readonly fault: FragmentFault;

	constructor(fault: FragmentFault, message: string) {
		super(message);
		this.name = 'FragmentError';
		this.fault = fault;
	}
}

/** Arguments of one call of String.fromCharCode; engines allow at least twice as many. */
const kCallBytes = 0x8000;

/** Raw deflate, since its two checksums and headers would be characters of the link. */
const kFormat = 'deflate-raw';

/** UTF-8, deflated, base64url. */
export async function packText(text: string): Promise<string> {
	const stream = new Blob([text]).stream().pipeThrough(new CompressionStream(kFormat));
	const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
	let letters = '';
	for (let at = 0; at < bytes.length; at += kCallBytes) {
		letters += String.fromCharCode(...bytes.subarray(at, at + kCallBytes));
	}
	return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Rejects with a FragmentError; never holds more than `maxBytes` of what it unpacks, and one chunk. */
export async function unpackText(packed: string, maxBytes: number): Promise<string> {
	const bytes = await inflate(fromBase64Url(packed), maxBytes);
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new FragmentError('damaged', 'it unpacks to bytes that are no text');
	}
}

function fromBase64Url(packed: string): Uint8Array<ArrayBuffer> {
	// One letter left over holds six bits, which are no byte.
	if (!/^[\w-]+$/.test(packed) || packed.length % 4 === 1) {
		throw new FragmentError('characters', 'its letters are not those of a packed program');
	}
	const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = new Uint8Array(letters.length);
	for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
	return bytes;
}

async function inflate(packed: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Uint8Array> {
	const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(kFormat)).getReader();
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for (;;) {
		const { done, value } = await reader.read().catch(() => {
			throw new FragmentError('damaged', 'it does not unpack');
		});
		if (done) break;
		sizeBytes += value.length;
		if (sizeBytes > maxBytes) {
			await reader.cancel().catch(() => {});
			throw new FragmentError('large', 'it unpacks to more than a program may be');
		}
		chunks.push(value);
	}
	const bytes = new Uint8Array(sizeBytes);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return bytes;
}
