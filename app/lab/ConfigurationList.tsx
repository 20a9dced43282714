// The list of configurations that are held side by side, a compact row each, with its number and curve as results and
// charts have them. Never shows what a configuration gave.
import { useRef } from 'preact/hooks';
import { formatInterval } from '../lib/format.ts';
import { isPolicy, kMaxIntervalMs, kMinIntervalMs, meaningOf, policyNames } from '../models/policies.ts';
import { BytesSelect, heapLimits, quarantinesUpTo } from '../panels/BytesSelect.tsx';
import { addedConfiguration } from './addedConfiguration.ts';
import { CurveChip } from './CurveChip.tsx';
import { type Configuration, kMostConfigurations } from './experiment.ts';
import { NumberField } from './NumberField.tsx';
import type { Lab } from './SetupModel.ts';
import { configurationInFull, numberOf } from './words.ts';

export function ConfigurationList({ lab }: { lab: Lab }) {
	const list = lab.configurations.value;
	const rows = useRef<HTMLUListElement>(null);
	const full = list.length >= kMostConfigurations;
	const change = (index: number, changed: Partial<Configuration>) => {
		lab.configurations.value = list.map((one, i) => (i === index ? { ...one, ...changed } : one));
	};
	const remove = (index: number) => {
		if (list.length === 1) return;
		lab.configurations.value = list.toSpliced(index, 1);
		// The button that had the focus goes with the last row: the one above has it then. Others stay, and so does it.
		if (index === list.length - 1) rows.current?.querySelectorAll<HTMLElement>('.remove')[index - 1]?.focus();
	};
	return (
		<fieldset class="lab-group">
			<legend class="hidden">Configurations</legend>
			<div class="configuration-head" aria-hidden="true">
				<span />
				<span>Policy</span>
				<span>Interval</span>
				<span>Heap limit</span>
				<span>Quarantine</span>
			</div>
			<ul class="configurations" ref={rows} aria-label="Configurations">
				{list.map((one, index) => (
					// By its place, as its number and colour are.
					<ConfigurationRow
						key={index}
						one={one}
						index={index}
						alone={list.length === 1}
						onChange={(changed) => change(index, changed)}
						onRemove={() => remove(index)}
					/>
				))}
			</ul>
			<div class="lab-line">
				<button
					type="button"
					class="small"
					aria-disabled={full}
					title={full ? `There may be ${kMostConfigurations} at most` : 'One more, of a policy that is not tried yet'}
					onClick={() => {
						if (!full) lab.configurations.value = [...list, addedConfiguration(list)];
					}}
				>
					Add configuration
				</button>
			</div>
		</fieldset>
	);
}

interface RowProps {
	one: Configuration;
	index: number;
	/** The last one cannot be removed. */
	alone: boolean;
	onChange(changed: Partial<Configuration>): void;
	onRemove(): void;
}

function ConfigurationRow({ one, index, alone, onChange, onRemove }: RowProps) {
	const { policy, intervalMs, heapLimitBytes, quarantineBytes } = one;
	const number = numberOf(index);
	return (
		<li class="configuration" title={configurationInFull(one)}>
			<CurveChip index={index} />
			<select
				aria-label={`Policy of ${number}`}
				value={policy}
				title={meaningOf(policy)}
				onChange={({ currentTarget: { value } }) => {
					if (isPolicy(value)) onChange({ policy: value });
				}}
			>
				{policyNames.map((name) => (
					<option key={name} value={name} title={meaningOf(name)}>
						{name}
					</option>
				))}
			</select>
			{policy === 'interval' ? (
				<NumberField
					label={`Interval of ${number}`}
					labelHidden
					unit="ms"
					title={`A sweep every ${formatInterval(intervalMs)}`}
					min={kMinIntervalMs}
					max={kMaxIntervalMs}
					value={intervalMs}
					onChange={(value) => onChange({ intervalMs: value })}
				/>
			) : (
				<span class="no-interval" title={`The policy ${policy} has no interval`}>
					–
				</span>
			)}
			<span class="configuration-label" aria-hidden="true">
				Limit
			</span>
			<BytesSelect
				name={`Heap limit of ${number}`}
				value={heapLimitBytes}
				offered={heapLimits}
				onPick={(picked) => onChange({ heapLimitBytes: picked, quarantineBytes: Math.min(quarantineBytes, picked) })}
			/>
			<span class="configuration-label" aria-hidden="true">
				Quarantine
			</span>
			<BytesSelect
				name={`Quarantine of ${number}`}
				value={quarantineBytes}
				offered={quarantinesUpTo(heapLimitBytes)}
				onPick={(picked) => onChange({ quarantineBytes: picked })}
			/>
			<button
				type="button"
				class="quiet remove"
				aria-label={`Remove ${number}`}
				aria-disabled={alone}
				title={alone ? 'There must be one at least' : 'Remove this configuration'}
				onClick={onRemove}
			>
				×
			</button>
		</li>
	);
}
