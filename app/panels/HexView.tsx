// Shows the bytes of the heap, 16 in a row, with what they belong to: the heap map's closest look. Changes nothing.
import { formatAddress } from '../lib/format.ts';
import type { MapModel } from '../models/MapModel.ts';
import { type ByteRow, byteRows } from '../models/mapBytes.ts';
import { kGranuleBytes } from '../models/mapGeometry.ts';
import type { SelectionModel } from '../models/SelectionModel.ts';

export function HexView({ model, selection }: { model: MapModel; selection: SelectionModel }) {
	const view = model.view.value;
	const grid = model.grid.value;
	const lit = model.litEnded.value ? null : selection.lit.value;
	const cursor = model.cursor.value;
	const extent = model.extent.value;
	if (!view || !extent || grid?.kind !== 'bytes') return null;
	const isLit = ({ address }: ByteRow) =>
		lit !== null && address >= lit.address - kGranuleBytes && address < lit.address - kGranuleBytes + lit.sizeBytes;
	const isHere = ({ address }: ByteRow) => cursor !== null && cursor >= address && cursor < address + kGranuleBytes;
	return (
		<table class="hex" aria-label="Bytes of the native heap">
			<thead class="hidden">
				<tr>
					<th>Address</th>
					<th>Bytes</th>
					<th>Characters</th>
					<th>What they are</th>
				</tr>
			</thead>
			<tbody>
				{byteRows(model.region.value, view.begin, grid.rows, extent.heapEnd).map((row) => (
					<tr
						key={row.address}
						class={`hex-row ${row.kind}${isLit(row) ? ' lit' : ''}${isHere(row) ? ' here' : ''}`}
						aria-current={isHere(row) ? 'true' : undefined}
					>
						<th scope="row">{formatAddress(row.address)}</th>
						<td class="hex-bytes">
							<Bytes row={row} />
						</td>
						<td class="hex-text">{row.ascii}</td>
						<td class="hex-what">{row.what}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** In two halves of eight. */
function Bytes({ row: { hex, spoiled } }: { row: ByteRow }) {
	if (spoiled.length === 0) return <>{[hex.slice(0, 8), hex.slice(8)].map((half) => half.join(' ')).join('  ')}</>;
	return (
		<>
			{hex.map((digits, i) => [
				i === 0 ? '' : i === 8 ? '  ' : ' ',
				spoiled.includes(i) ? <b key={i}>{digits}</b> : digits,
			])}
		</>
	);
}
