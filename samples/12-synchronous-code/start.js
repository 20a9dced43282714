// 4,000 buffers of 32 KiB, each dropped at once: that
// is 125 MiB, and the native heap has room for 64.
function makeAndDrop(i) {
  new Buffer(32 * 1024).fill(i % 256);
}

await tick(300);
for (let i = 1; i <= 4_000; i++) {
  makeAndDrop(i);
}
console.log('all 4,000 made');
