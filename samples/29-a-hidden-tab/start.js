// A tab in front, then hidden, then in front again.
// Each turn makes and drops 40 objects. A sweep comes
// every 10 turns in front, and every 100 when hidden.
async function stay(where, sweeps, turnsPerSweep) {
  for (let i = 1; i <= sweeps; i++) {
    for (let turn = 1; turn <= turnsPerSweep; turn++) {
      for (let n = 0; n < 40; n++) new Buffer(1024);
      await tick(10);
    }
    await collectGarbage();
    const begin = performance.now();
    const freed = sweep();
    const ms = (performance.now() - begin).toFixed(1);
    console.log(`${where}: ${freed} freed in ${ms} ms`);
  }
}

await stay('in front', 4, 10);
await stay('hidden', 2, 100);
await stay('in front again', 4, 10);
