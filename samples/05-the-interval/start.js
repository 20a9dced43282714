// 20,000 objects stay. Beside them, 50 at a time are
// made and dropped, and the collector takes these.
globalThis.kept = [];
for (let i = 0; i < 20_000; i++) {
  kept.push(new MyClass(i));
}

function makeAndDrop() {
  for (let i = 0; i < 50; i++) new MyClass(i);
}

for (let round = 1; round <= 8; round++) {
  makeAndDrop();
  await tick(100);
  await collectGarbage();
  // The 50 are cleared now, and wait for the loop.
}
console.log('eight times 50 were dropped');
