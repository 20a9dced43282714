// Shows by which line and number a configuration is drawn in the charts.
import { curveLookOf } from './curveLooks.ts';

export function CurveChip({ index }: { index: number }) {
	const { number, token, dash } = curveLookOf(index);
	return (
		<span class="curve-chip">
			<span class="curve-number">{number}</span>
			<svg width="16" height="3" aria-hidden="true">
				<line
					x1="0"
					x2="16"
					y1="1.5"
					y2="1.5"
					stroke={`var(${token})`}
					stroke-width="2.5"
					stroke-dasharray={dash.join(' ')}
				/>
			</svg>
		</span>
	);
}
