// 4,000 buffers of 32 KiB, in 20 batches: after each,
// everybody else gets a turn.
function makeAndDrop(i) {
  new Buffer(32 * 1024).fill(i % 256);
}

await tick(300);
for (let i = 1; i <= 4_000; i++) {
  makeAndDrop(i);
  if (i % 200 === 0) await tick(); // a new job begins
}
console.log('all 4,000 made');
