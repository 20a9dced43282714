// Two times 500 objects are dropped in the same moment.
// By then half of them are old, and half are young.
let old = [];
function makeOld() {
  for (let i = 0; i < 500; i++) old.push(new MyClass(i));
}
function makeYoung() {
  for (let i = 0; i < 500; i++) new MyClass(i);
}

makeOld();
await collectGarbage();
await collectGarbage(); // what survives them counts as old
await tick(500);

makeYoung();
old = null; // from here on nobody holds any of the thousand
console.log('dropped');

// Ordinary work: many small objects, needed for a moment.
for (let turn = 1; turn <= 25; turn++) {
  const rows = [];
  for (let i = 0; i < 20_000; i++) rows.push({ turn, i });
  await tick(40);
}
console.log('has worked; now a major collection');
await collectGarbage();
