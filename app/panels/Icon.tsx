// The few signs on buttons, drawn so that they look the same everywhere; always beside a word or an accessible name.
const paths = {
	run: 'M4 2.5v11l9-5.5z',
	stop: 'M3.5 3.5h9v9h-9z',
	chevron: 'M5.2 3.2 10 8l-4.8 4.8-1.1-1.1L7.8 8 4.1 4.3z',
	clear:
		'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 3c1.15 0 2.2.38 3.05 1.03l-7.02 7.02A5 5 0 0 1 8 3zm0 10a4.97 4.97 0 0 1-3.05-1.03l7.02-7.02A5 5 0 0 1 8 13z',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
	return (
		<svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
			<path d={paths[name]} fill="currentColor" />
		</svg>
	);
}
