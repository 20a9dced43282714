// The thin rule between two panes: drag it, or move it by the arrow keys.
import type { LayoutModel, Split } from '../models/LayoutModel.ts';

interface SeparatorProps {
	layout: LayoutModel;
	split: Split;
	/** `vertical`: the rule stands upright, between a left and a right pane. */
	orientation: 'vertical' | 'horizontal';
	/** The pane whose size it is lies after the rule. */
	reversed?: boolean;
}

const kKeyStep = 2;

export function Separator({ layout, split, orientation, reversed = false }: SeparatorProps) {
	const percent = split.percent.value;
	const vertical = orientation === 'vertical';

	const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
		const rule = event.currentTarget;
		const pane = reversed ? rule.nextElementSibling : rule.previousElementSibling;
		if (!rule.hasPointerCapture(event.pointerId) || !rule.parentElement || !pane) return;
		const whole = rule.parentElement.getBoundingClientRect();
		const box = pane.getBoundingClientRect();
		const pointer = vertical ? event.clientX : event.clientY;
		const [start, end] = vertical ? [box.left, box.right] : [box.top, box.bottom];
		const sizePx = reversed ? end - pointer : pointer - start;
		layout.resize(split, (100 * sizePx) / (vertical ? whole.width : whole.height));
	};

	const press = (event: KeyboardEvent) => {
		const sign = reversed ? -1 : 1;
		const target = new Map([
			[vertical ? 'ArrowLeft' : 'ArrowUp', percent - sign * kKeyStep],
			[vertical ? 'ArrowRight' : 'ArrowDown', percent + sign * kKeyStep],
			['Home', split.min],
			['End', split.max],
		]).get(event.key);
		if (target === undefined) return;
		event.preventDefault();
		layout.resize(split, target);
	};

	return (
		<div
			class={`rule ${orientation}`}
			role="separator"
			tabIndex={0}
			aria-orientation={orientation}
			aria-label={split.label}
			aria-valuenow={Math.round(percent)}
			aria-valuemin={split.min}
			aria-valuemax={split.max}
			onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
			onPointerMove={drag}
			onKeyDown={press}
		/>
	);
}
