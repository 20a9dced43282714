// 500 objects are dropped. The program goes on looking
// at half of them, once in each round.
let watched = [];
let unwatched = [];
for (let i = 0; i < 250; i++) {
  watched.push(new MyClass(i));
  unwatched.push(new MyClass(i));
}
const refs = watched.map((it) => new WeakRef(it));
await tick(500);
watched = unwatched = null; // nobody holds the 500 now

for (let round = 1; round <= 6; round++) {
  let there = 0;
  // Is it still there? That is all we ask.
  for (const ref of refs) if (ref.deref()) there++;
  console.log('round', round, 'sees', there, 'watched');
  new ArrayBuffer(2 ** 33); // 8 GiB: the collector runs
  await tick(100);
}

console.log('nobody looks any more');
await collectGarbage();
