// Random programs over all policies, against a model that knows of each object who still has it.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LeakError } from '../../../engine/binding/errors.ts';
import { type PolicyName, policies } from '../../../engine/binding/policies/index.ts';
import { emptyAll } from '../../support/clearable.ts';
import { FakeWeakRef, type Loose, TestRun } from '../../support/fakes.ts';
import { Random } from './random.ts';

const names = Object.keys(policies) as PolicyName[];
const reclaiming = names.filter((name) => policies[name].reclaims);
const kOperations = 3000;

type MyClass = Loose & { my_method(): number };

/** `held`: the program has it. `dropped`: nobody has, and no collection has come. `collected`: it may be freed. */
type Whose = 'held' | 'dropped' | 'collected' | 'deleted';

interface Thing {
	whose: Whose;
	readonly number: number;
	/** Its wrapper, or what its WeakRef is of. */
	readonly target: object;
	/** Of `manage()`. */
	readonly owned: { readonly ptr: number; readonly weakRef: FakeWeakRef; calls: number } | undefined;
}

class Program {
	readonly run: TestRun;
	readonly random: Random;
	readonly things: Thing[] = [];
	#deleted = 0;

	constructor(run: TestRun, random: Random) {
		this.run = run;
		this.random = random;
		const answer = (share: number) => {
			if (random.next() < share) this.collect(random.next() < 0.5 ? 'minor' : 'major');
		};
		run.collector.onLitter = () => answer(0.5);
		run.collector.onRequest = () => answer(0.8);
	}

	of(whose: Whose): Thing[] {
		return this.things.filter((thing) => thing.whose === whose);
	}

	make(): void {
		const { run, random } = this;
		const number = this.things.length;
		if (random.next() < 0.6) {
			const target = new (run.class('MyClass'))(number);
			this.things.push({ whose: 'held', number, target, owned: undefined });
			return;
		}
		const target = {};
		const owned = { ptr: run.native('_MyClass__constructor')(number), weakRef: new FakeWeakRef(target), calls: 0 };
		const thing: Thing = { whose: 'held', number, target, owned };
		run.runtime.manage(owned.ptr, owned.weakRef, (ptr) => this.#delete(thing, ptr));
		this.things.push(thing);
	}

	/** A deleter: it destroys its object, and may do more. */
	#delete(thing: Thing, ptr: number): void {
		const { run, random } = this;
		assert.equal(thing.whose, 'collected', 'only what was collected is freed');
		(thing.owned as { calls: number }).calls++;
		run.clock.spendInside(random.next() < 0.1 ? 1 : 0.01);
		const what = random.next();
		if (what < 0.01) run.runtime.sweep();
		else if (what < 0.015) run.runtime.setPolicy(names[random.below(names.length)], 10);
		else if (what < 0.02) this.make();
		run.native('_MyClass__destructor')(ptr);
		// What comes after it is the sweep's own business.
		if (what > 0.99) throw new Error('a deleter has failed');
	}

	deleteOne(): void {
		const held = this.of('held');
		if (held.length === 0) return;
		const thing = this.random.take(held);
		thing.whose = 'deleted';
		this.#deleted++;
		if (thing.owned) this.run.native('_MyClass__destructor')(thing.owned.ptr);
		else (thing.target as Loose).delete();
	}

	/** A collection takes some of what was dropped, or all; it is told a little later. */
	collect(kind: 'minor' | 'major', share = this.random.next()): void {
		this.run.clock.endStretch();
		const taken = this.of('dropped').filter(() => this.random.next() < share);
		for (const thing of taken) {
			thing.whose = 'collected';
			thing.owned?.weakRef.clear();
		}
		emptyAll(taken.map(({ target }) => target));
		this.run.collector.collect(kind);
		this.run.clock.soon(() => this.run.collector.tell(kind));
	}

	check(): void {
		const { stats } = this.run.snapshot();
		const { liveCount, clearedCount, lostCount, freedCount, deletedCount } = stats;
		const { length } = this.things;
		assert.equal(liveCount + clearedCount + lostCount + freedCount + deletedCount, length, this.run.counts);
		assert.equal(deletedCount, this.#deleted);
		let usable = 0;
		for (const { whose, owned, target, number } of this.things) {
			assert.ok((owned?.calls ?? 0) <= (whose === 'collected' ? 1 : 0), `#${number}, ${whose}`);
			if (whose !== 'held' && whose !== 'dropped') continue;
			usable++;
			const twice = owned ? this.run.native('_MyClass__my_method')(owned.ptr) : (target as MyClass).my_method();
			assert.equal(twice, 2 * number);
		}
		assert.ok(liveCount >= usable, `${liveCount} live, and ${usable} that must be`);
		assert.ok(freedCount <= this.of('collected').length);
	}

	async step(): Promise<void> {
		const { run, random } = this;
		const what = random.below(100);
		if (what < 40) for (let i = random.below(20); i >= 0; i--) this.make();
		else if (what < 55) for (let i = random.below(10); i >= 0; i--) this.deleteOne();
		else if (what < 75) {
			const held = this.of('held');
			for (const thing of held.slice(0, random.below(held.length + 1)))
				if (random.next() < 0.5) thing.whose = 'dropped';
		} else if (what < 85) {
			await run.clock.advance(0);
			this.collect(random.next() < 0.5 ? 'minor' : 'major');
		} else if (what < 90) run.runtime.setPolicy(names[random.below(names.length)], 1 + random.below(100));
		else if (what < 92) run.runtime.sweep({ background: random.next() < 0.3 });
		else if (what < 94) run.runtime.idle();
		else if (what < 95) run.runtime.collectGarbage();
		else await run.clock.advance(random.next() < 0.1 ? 20_000 : random.below(300));
		if (random.next() < 0.5) await run.clock.advance(0);
	}

	/** Everything is dropped and collected: under any policy that reclaims, all of it is freed. */
	async finish(): Promise<void> {
		const { run, random } = this;
		for (const thing of this.of('held')) thing.whose = 'dropped';
		run.collector.onLitter = run.collector.onRequest = () => {};
		await run.clock.advance(10_000);
		const policy = reclaiming[random.below(reclaiming.length)];
		run.runtime.setPolicy(policy, 10);
		await run.clock.advance(0);
		this.collect('major', 1);
		await run.clock.advance(0);
		// A deleter may have changed the policy, or made one object more.
		for (let i = 0; run.snapshot().stats.objectCount > 0 && i < 20; i++) {
			run.runtime.setPolicy(policy, 10);
			for (const thing of this.of('held')) thing.whose = 'dropped';
			this.collect('major', 1);
			await run.clock.advance(1000);
			run.runtime.idle();
		}
		this.check();
		const { freedCount, objectCount } = run.snapshot().stats;
		assert.equal(objectCount, 0, `under ${policy}`);
		assert.equal(freedCount, this.things.length - this.#deleted);
		for (const { owned, whose } of this.things) if (owned) assert.equal(owned.calls, whose === 'collected' ? 1 : 0);
		for (const error of run.errors.splice(0))
			assert.ok(error instanceof LeakError || String(error) === 'Error: a deleter has failed', String(error));
		run.finish();
	}
}

test('whatever a program does under whatever policies, what it has stays, and what it has dropped is freed once', async (t) => {
	const random = new Random();
	t.diagnostic(`SEED=${random.seed}`);
	const run = await TestRun.start({ quarantineBytes: 0 });
	const program = new Program(run, random);
	for (let i = 0; i < kOperations; i++) {
		await program.step();
		if (i % 10 === 0) program.check();
	}
	const { rows } = run.snapshot({ sort: 'serial', descending: true });
	assert.ok(
		rows.some(({ generation }) => generation > 1),
		'slots were used again',
	);
	await program.finish();
});
