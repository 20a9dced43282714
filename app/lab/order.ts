// In which order the trials of an experiment are made.

export interface Turn {
	readonly configuration: number;
	/** From 0; null: a warm-up, which is not measured. */
	readonly repeat: number | null;
}

/**
 * Warm-ups first, then one round after the other of every configuration; each round begins with another one, so that
 * none always comes after the same, or always first.
 */
export function turnsOf(configurations: number, repeats: number, warmUps: number): Turn[] {
	const warm = Array.from({ length: warmUps }, (_, i): Turn => ({ configuration: i % configurations, repeat: null }));
	const rounds = Array.from({ length: repeats }, (_, repeat) =>
		Array.from({ length: configurations }, (_, i): Turn => ({ configuration: (i + repeat) % configurations, repeat })),
	);
	return [...warm, ...rounds.flat()];
}
