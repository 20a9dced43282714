// Two times 500 objects are dropped in one moment.
// By then half of them are old, and half are young.
let old = [];
function makeOld() {
  for (let i = 0; i < 500; i++) {
    old.push(new MyClass(i));
  }
}
function makeYoung() {
  for (let i = 0; i < 500; i++) {
    new MyClass(i);
  }
}

makeOld();
await collectGarbage();
await collectGarbage(); // what survives is old now
await tick(500);

makeYoung();
old = null; // now nobody holds any of the thousand
console.log('dropped');
await tick(100);

// Ordinary work: small objects, needed for a moment.
for (let turn = 1; turn <= 25; turn++) {
  const rows = [];
  for (let i = 0; i < 20_000; i++) {
    rows.push({ turn, i });
  }
  await tick(40);
}
console.log('has worked; now a major collection');
await collectGarbage();
