// A canvas knows no custom properties: lets the page work a colour out.

/** `name`: of a custom property, such as `--live`, as it is where `host` stands. */
export function resolveColour(host: HTMLElement, name: string): string {
	const probe = document.createElement('span');
	probe.style.color = `var(${name})`;
	host.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return color;
}
