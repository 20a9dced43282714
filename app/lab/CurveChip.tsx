// Shows the sign of a configuration, its number and a piece of its curve, as charts and table have it. Never says the
// configuration in words: what stands beside it does.
import { adoptStyles } from '../lib/adoptStyles.ts';
import styles from '../styles/labCharts.css?text';
import { curveLookOf } from './curveLooks.ts';

adoptStyles(styles);

const kWidthPx = 22;

export function CurveChip({ index }: { index: number }) {
	const { number, token, dash } = curveLookOf(index);
	return (
		<span class="curve-chip">
			<span class="curve-number">{number}</span>
			<svg width={kWidthPx} height="8" viewBox={`0 0 ${kWidthPx} 8`} aria-hidden="true">
				<line
					x1="0"
					y1="4"
					x2={kWidthPx}
					y2="4"
					stroke={`var(${token})`}
					stroke-width="2"
					stroke-dasharray={dash.join()}
				/>
			</svg>
		</span>
	);
}
