// The bytes of a region as rows of 16, each with what it belongs to and what its bytes are.
import { formatBytes } from '../lib/format.ts';
import type { Block, Region } from '../protocol/snapshot.ts';
import { kGranuleBytes } from './mapGeometry.ts';
import { blockAt, lineText, nameOf } from './mapText.ts';

/** What the engine fills destroyed objects with. */
const kPoison = 0xdd;

export interface ByteRow {
	address: number;
	/** Two digits each; fewer than 16 where no more was seen. */
	hex: string[];
	ascii: string;
	kind: 'header' | 'payload' | 'poison' | 'free' | 'unseen';
	/** Indices of bytes in quarantine that are not poison: written after the object was destroyed. */
	spoiled: number[];
	what: string;
}

/** `heapEnd`: one past the last address of the heap; nothing is behind it, whether it was looked at or not. */
export function byteRows(region: Region | null, begin: number, rows: number, heapEnd: number): ByteRow[] {
	return Array.from({ length: rows }, (_, row) => byteRow(region, begin + row * kGranuleBytes, heapEnd));
}

function byteRow(region: Region | null, address: number, heapEnd: number): ByteRow {
	const at = region ? address - region.begin : -1;
	const bytes = region && at >= 0 ? region.bytes.subarray(at, at + kGranuleBytes) : new Uint8Array();
	const unseen = address >= heapEnd ? 'no heap' : 'not seen';
	if (bytes.length === 0) return { address, hex: [], ascii: '', kind: 'unseen', spoiled: [], what: unseen };
	const block = blockAt(region, address);
	const kind = kindOf(block, address);
	const spoiled = kind === 'poison' ? [...bytes.keys()].filter((i) => bytes[i] !== kPoison) : [];
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
	const ascii = Array.from(bytes, (byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
	return { address, hex, ascii, kind, spoiled, what: whatOf(block, kind, spoiled.length) };
}

function kindOf(block: Block | null, address: number): ByteRow['kind'] {
	if (!block) return 'unseen';
	if (block.address - kGranuleBytes === address) return 'header';
	if (block.state === 'quarantined') return 'poison';
	return block.state === 'free' ? 'free' : 'payload';
}

function whatOf(block: Block | null, kind: ByteRow['kind'], spoiled: number): string {
	if (!block) return 'no heap';
	const name = block.className === '' ? 'free' : nameOf(block);
	if (kind === 'header') return `header · ${name} · ${formatBytes(block.sizeBytes)}`;
	if (kind === 'poison' && spoiled > 0) return `${name} · ${spoiled} bytes written after it was destroyed`;
	if (kind === 'poison') return `poison 0xdd · was ${name}`;
	if (kind === 'free') return 'free';
	return [name, block.state, lineText(block.line)].filter(Boolean).join(' · ');
}
