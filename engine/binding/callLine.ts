// The line of the program that is calling, which the runtime may hold on to while it works off a call of the program's.

/** A line that stands for another one. */
export interface Pin {
	readonly line: number;
	/** What `site` said when the line was pinned. */
	readonly instead: number;
}

/** Hands on what `site` says. */
export class CallLine {
	readonly #site: () => number;
	#pin: Pin | undefined;

	constructor(site: () => number) {
		this.#site = site;
	}

	/** The line to blame. */
	readonly read = (): number => {
		const line = this.#site();
		const pin = this.#pin;
		return pin !== undefined && line === pin.instead ? pin.line : line;
	};

	/**
	 * `line` is to blame until code of the program's notes another one, that is within what a destructor or a deleter
	 * calls; pinned anew after it. Gives the pin before, for `restore()`.
	 */
	pin(line: number): Pin | undefined {
		const before = this.#pin;
		this.#pin = { line, instead: this.#site() };
		return before;
	}

	restore(pin: Pin | undefined): void {
		this.#pin = pin;
	}
}
