// 500 objects are dropped. At half of them the program
// goes on looking, in each turn of its work.
let watched = [];
let unwatched = [];
for (let i = 0; i < 250; i++) watched.push(new MyClass(i));
for (let i = 0; i < 250; i++) unwatched.push(new MyClass(i));
const refs = watched.map((wrapper) => new WeakRef(wrapper));
await tick(500);
watched = unwatched = null; // now nobody holds any of the 500

for (let turn = 1; turn <= 12; turn++) {
  let there = 0;
  // Is it still there? That is all we ask.
  for (const ref of refs) if (ref.deref()) there++;
  console.log('turn', turn, 'sees', there, 'of the watched');
  new ArrayBuffer(2 ** 33); // 8 GiB: the collector runs now
  await tick(100);
}

console.log('nobody looks any more');
await collectGarbage();
