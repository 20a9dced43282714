// Where labels go that want a place on one line each: as near to it as can be, and none over another.

/**
 * `wanted`: the middle of each label, in any order; gives their places in that order. They are at least `apart` from
 * each other, keep their order, and stay between `from` and `to`, where those who have too little room share it evenly.
 */
export function spreadLabels(wanted: readonly number[], apart: number, from: number, to: number): number[] {
	const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
	const gap = order.length > 1 ? Math.min(apart, (to - from) / (order.length - 1)) : 0;
	// Less its share of the gaps before it, each label's place must not lie before the last one's: means of neighbours
	// that do are pooled, which moves all of them least (isotonic regression).
	const pools: { sum: number; count: number }[] = [];
	for (const [place, i] of order.entries()) {
		let pool = { sum: (wanted[i] ?? 0) - place * gap, count: 1 };
		for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
			pools.pop();
			pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
		}
		pools.push(pool);
	}
	const latest = to - gap * (order.length - 1);
	const places = new Array<number>(wanted.length).fill(0);
	const bases = pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
	for (const [place, i] of order.entries()) {
		places[i] = Math.max(from, Math.min(latest, bases[place] ?? 0)) + place * gap;
	}
	return places;
}
