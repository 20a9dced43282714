// From every policy to every other, in the middle of its work: nothing is lost, nothing is freed twice.
import '../../support/clearable.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LeakError } from '../../../engine/binding/errors.ts';
import { type PolicyName, policies } from '../../../engine/binding/policies/index.ts';
import { emptyAll } from '../../support/clearable.ts';
import { type Loose, TestRun } from '../../support/fakes.ts';
import { clearAll, collected, costMs, manageMany, type Owned, wrapMany } from './objects.ts';

const names = Object.keys(policies) as PolicyName[];
const reclaims = (name: PolicyName) => policies[name].reclaims;
const kIntervalMs = 1000;
/** What these free, they free in slices. */
const inSlices: readonly PolicyName[] = ['registry', 'gated', 'pressure'];

/** Of each kind that there is, some. */
interface World {
	readonly run: TestRun;
	readonly held: readonly Loose[];
	readonly heldOwned: readonly Owned[];
	/** Their wrappers are gone; told to WeakRefs and registries by `take()`. */
	readonly dropped: readonly Loose[];
	readonly droppedOwned: readonly Owned[];
	/** Their deleters have destroyed nothing. */
	readonly abandoned: readonly Owned[];
	readonly deleted: number;
	readonly made: number;
}

async function makeWorld(): Promise<World> {
	const run = await TestRun.start({ policy: 'none' });
	// Lost, until a policy reclaims.
	const lost = wrapMany(run, 20);
	const lostOwned = manageMany(run, 20);
	await run.clock.advance(0);
	emptyAll(lost);
	clearAll(lostOwned);
	await collected(run);
	assert.equal(run.counts, 'lost 40');
	const abandoned = manageMany(run, 5);
	for (const owned of abandoned)
		owned.before = () => {
			throw new Error('this deleter destroys nothing');
		};
	const gone = wrapMany(run, 10);
	for (const wrapper of gone) wrapper.delete();
	for (const { ptr } of manageMany(run, 10)) run.native('_MyClass__destructor')(ptr);
	const held = wrapMany(run, 15);
	const heldOwned = manageMany(run, 15);
	const dropped = [...lost, ...wrapMany(run, 500)];
	const droppedOwned = [...lostOwned, ...manageMany(run, 3000)];
	costMs([...heldOwned, ...droppedOwned], run.clock, 0.01);
	for (const owned of droppedOwned) owned.before = () => run.clock.spendInside(0.03);
	await run.clock.advance(0);
	const made = run.snapshot().stats.madeCount;
	return { run, held, heldOwned, dropped, droppedOwned, abandoned, deleted: 20, made };
}

function take({ dropped, droppedOwned, abandoned }: World): void {
	clearAll([...droppedOwned, ...abandoned]);
	emptyAll([...dropped, ...[...droppedOwned, ...abandoned].map(({ target }) => target)]);
}

/** What a policy can want in order to do its work. */
async function letItWork({ run }: World): Promise<void> {
	await collected(run);
	await run.clock.advance(2 * kIntervalMs);
	run.runtime.idle();
	await run.clock.advance(kIntervalMs);
}

function checkSums({ run, made, deleted, droppedOwned, heldOwned }: World): void {
	const { stats } = run.snapshot();
	const { liveCount, clearedCount, lostCount, freedCount, deletedCount } = stats;
	assert.equal(liveCount + clearedCount + lostCount + freedCount + deletedCount, made, run.counts);
	assert.equal(deletedCount, deleted);
	assert.ok(
		droppedOwned.every(({ calls }) => calls <= 1),
		'no deleter is called twice',
	);
	assert.ok(heldOwned.every(({ calls }) => calls === 0));
}

/** Takes what policy `manual` has told out of the errors; gives how many there were. */
function takeLeaks(run: TestRun): number {
	const errors = run.errors.splice(0);
	const others = errors.filter((error) => !(error instanceof LeakError));
	run.errors.push(...others);
	return errors.length - others.length;
}

async function checkEnd(world: World): Promise<void> {
	const { run, held, heldOwned, dropped, droppedOwned, abandoned, deleted } = world;
	const live = held.length + heldOwned.length;
	const freed = dropped.length + droppedOwned.length;
	checkSums(world);
	assert.equal(run.counts, `live ${live} freed ${freed} deleted ${deleted} lost ${abandoned.length}`);
	assert.ok(droppedOwned.every(({ calls }) => calls === 1));
	assert.ok(abandoned.every(({ calls }) => calls === 1));
	assert.ok(held.every((wrapper) => (wrapper as Loose & { my_method(): number }).my_method() >= 0));
	assert.equal(run.takeErrors().filter((text) => text.includes('this deleter')).length, abandoned.length);
	for (const wrapper of held) wrapper.delete();
	for (const { ptr } of [...heldOwned, ...abandoned]) run.native('_MyClass__destructor')(ptr);
	run.finish();
}

for (const from of names)
	for (const to of names)
		test(`from ${from} to ${to}, in the middle of a sweep or look`, async () => {
			const world = await makeWorld();
			const { run } = world;
			const { runtime, clock } = run;
			const all = world.dropped.length + world.droppedOwned.length;
			runtime.setPolicy(from, kIntervalMs);
			clock.soon(() => {
				take(world);
				run.collector.collected();
				// After a slice or two.
				clock.soon(() => {
					checkSums(world);
					const { freedCount, liveCount } = run.snapshot().stats;
					if (reclaims(from)) assert.ok(freedCount < all, 'there is something left to free');
					if (inSlices.includes(from)) assert.ok(freedCount > 0, 'and something is freed');
					else assert.ok(liveCount > all / 8, 'and to look at');
					runtime.setPolicy(to, kIntervalMs);
					checkSums(world);
				});
			});
			await clock.advance(0);
			checkSums(world);
			await letItWork(world);
			checkSums(world);
			const leaks = takeLeaks(run);
			if (from !== 'manual' && to !== 'manual') assert.equal(leaks, 0);
			if (to === 'manual' && !reclaims(from)) assert.ok(leaks > 0);
			if (!reclaims(to)) {
				const { clearedCount, lostCount, freedCount } = run.snapshot().stats;
				assert.equal(clearedCount, 0, 'what is cleared is lost');
				assert.ok(lostCount > 0);
				if (!reclaims(from)) assert.equal(freedCount, 0);
				runtime.setPolicy('interval', kIntervalMs);
				await letItWork(world);
			}
			await checkEnd(world);
		});

test('a tour through all of them, a job each, while objects come and go', async () => {
	const run = await TestRun.start({ policy: 'none' });
	const wrappers: Loose[] = [];
	const owned: Owned[] = [];
	for (let i = 0; i < 300; i++) {
		run.runtime.setPolicy(names[(i * 5) % names.length], 10);
		wrappers.push(...wrapMany(run, 10));
		owned.push(...manageMany(run, 10));
		await run.clock.advance(i % 4);
		emptyAll(wrappers.slice(i * 10, i * 10 + 5));
		const some = owned.slice(i * 10, i * 10 + 5);
		clearAll(some);
		emptyAll(some.map(({ target }) => target));
		await collected(run, i % 3 === 0 ? 'major' : 'minor');
	}
	run.takeErrors();
	for (const to of names.filter(reclaims)) {
		run.runtime.setPolicy(to, 10);
		await collected(run);
		await run.clock.advance(1000);
		run.runtime.idle();
		assert.equal(run.counts, 'live 3000 freed 3000');
	}
	assert.ok(owned.every(({ calls }, i) => calls === (i % 10 < 5 ? 1 : 0)));
	for (const [i, wrapper] of wrappers.entries()) if (i % 10 >= 5) wrapper.delete();
	for (const [i, { ptr }] of owned.entries()) if (i % 10 >= 5) run.native('_MyClass__destructor')(ptr);
	run.finish();
});

test('what a sweep has taken in hand is destroyed, though the policy frees nothing from then on', async () => {
	const run = await TestRun.start({ policy: 'gated' });
	const held = manageMany(run, 600);
	const dropped = wrapMany(run, 2000);
	await run.clock.advance(1000);
	// The look at the first of them uses up the slice.
	costMs(held, run.clock, 0.01);
	emptyAll(dropped);
	run.clock.soon(() => {
		run.collector.collected();
		assert.ok(run.snapshot().stats.cleaningCount > 0, 'something waits in the engine');
		run.runtime.setPolicy('none');
	});
	await run.clock.advance(100);
	const { cleaningCount, freedCount, lostCount, liveCount, nativeLiveBytes } = run.snapshot().stats;
	assert.equal(cleaningCount, 0);
	assert.ok(freedCount > 0, `freed ${freedCount}`);
	assert.deepEqual([freedCount + liveCount, lostCount], [2600, 0]);
	assert.equal(nativeLiveBytes, 32 * liveCount, 'what is freed takes nothing any more');
	run.runtime.setPolicy('gated');
	clearAll(held);
	await run.clock.advance(1000);
	assert.equal(run.counts, 'freed 2600');
	run.finish();
});
