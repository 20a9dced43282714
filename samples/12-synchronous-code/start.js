// 4,000 buffers of 32 KiB, 125 MiB in all, each dropped at
// once. The native heap has room for 64 MiB.
function makeAndDrop(i) {
  new Buffer(32 * 1024).fill(i % 256);
}

await tick(300);
for (let i = 1; i <= 4_000; i++) {
  makeAndDrop(i);
}
console.log('all 4,000 made');
