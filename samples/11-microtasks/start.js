// 50 objects are made and dropped, with an await after
// each. Which of them can the collector take?
function makeAndDrop(i) {
  new MyClass(i);
}
function collectAndSweep() {
  new ArrayBuffer(2 ** 33); // 8 GiB: a collection
  return sweep();
}

await tick(300);
for (let i = 0; i < 50; i++) {
  makeAndDrop(i);
  await null;
}
console.log('the first sweep freed', collectAndSweep());

await new Promise((wake) => setTimeout(wake, 500));
console.log('the second one freed', collectAndSweep());
