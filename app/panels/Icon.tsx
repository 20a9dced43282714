// The few signs on buttons, drawn so that they look the same everywhere; always beside a word or an accessible name.
const paths = {
	run: 'M4 2.5v11l9-5.5z',
	stop: 'M3.5 3.5h9v9h-9z',
	chevron: 'M5.2 3.2 10 8l-4.8 4.8-1.1-1.1L7.8 8 4.1 4.3z',
	file: 'M3 1.5h6L13 5.5V14.5H3zM4.5 3V13h7V6.5H8V3z',
	settings:
		'M1.5 3.25h6.200a2 2 0 0 1 3.600 0h3.200v1.5h-3.200a2 2 0 0 1-3.600 0H1.5zM1.5 7.25h2.200a2 2 0 0 1 3.600 0h7.200v1.5H7.300a2 2 0 0 1-3.600 0H1.5zM1.5 11.25h7.200a2 2 0 0 1 3.600 0h2.200v1.5h-2.200a2 2 0 0 1-3.600 0H1.5z',
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
