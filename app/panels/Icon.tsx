// The few signs on buttons, drawn so that they look the same everywhere; always beside a word or an accessible name.
const paths = {
	run: 'M4 2.5v11l9-5.5z',
	stop: 'M3.5 3.5h9v9h-9z',
	reset: 'M8 2.5a5.5 5.5 0 1 1-5.2 3.7l1.4.5A4 4 0 1 0 8 4v2.2L4.600 3.250 8 .3z',
	chevron: 'M5.2 3.2 10 8l-4.800 4.800-1.100-1.100L7.800 8 4.100 4.300z',
	clear:
		'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zm0 1.500c1.150 0 2.200.380 3.050 1.030l-7.020 7.020A5 5 0 0 1 8 3zm0 10a4.970 4.970 0 0 1-3.050-1.030l7.020-7.020A5 5 0 0 1 8 13z',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
	return (
		<svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
			<path d={paths[name]} fill="currentColor" />
		</svg>
	);
}
