// Takes a whole or a decimal number with its unit; what is out of bounds is said below it at once, and passed on all the
// same: the model says what follows from it.
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { formatCount } from '../lib/format.ts';

interface NumberFieldProps {
	label: string;
	/** The label is read by screen readers alone: a column's head stands above it. */
	labelHidden?: boolean;
	/** Behind the number; empty for a count. */
	unit?: string;
	title?: string;
	value: number;
	min: number;
	max: number;
	/** Whole numbers only, unless said. */
	step?: number;
	/** NaN while there is no number in it. */
	onChange(value: number): void;
}

export function NumberField({
	label,
	labelHidden,
	unit = '',
	title,
	value,
	min,
	max,
	step = 1,
	onChange,
}: NumberFieldProps) {
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	// A text under way, such as `1.`, is the reader's: only another number takes its place.
	useLayoutEffect(() => {
		const field = input.current;
		if (field && !Object.is(field.valueAsNumber, value)) field.value = Number.isNaN(value) ? '' : String(value);
	}, [value]);
	const whole = step === 1;
	const wrong = faultOf(value, min, max, whole);
	return (
		<div class="number-field">
			<label for={id} class={labelHidden ? 'hidden' : ''} title={title}>
				{label}
			</label>
			<span class="number-box">
				<input
					ref={input}
					id={id}
					type="number"
					inputMode={whole ? 'numeric' : 'decimal'}
					min={min}
					max={max}
					step={step}
					title={title}
					aria-invalid={wrong !== null}
					aria-describedby={wrong === null ? undefined : `${id}-wrong`}
					// As wide as the longest number that it takes.
					style={{ '--digits': String(max).length }}
					onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
				/>
				{unit !== '' && <span class="unit">{unit}</span>}
			</span>
			{wrong !== null && (
				<span id={`${id}-wrong`} class="wrong">
					<span aria-hidden="true">⚠ </span>
					{wrong}
				</span>
			)}
		</div>
	);
}

/** Null: nothing is wrong. */
function faultOf(value: number, min: number, max: number, whole: boolean): string | null {
	if (!(value >= min && value <= max)) return `${boundText(min)} to ${boundText(max)}`;
	return whole && !Number.isInteger(value) ? 'whole numbers only' : null;
}

const boundText = (bound: number) => (Number.isInteger(bound) ? formatCount(bound) : String(bound));
