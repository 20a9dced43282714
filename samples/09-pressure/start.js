// 500 buffers of 1 MiB, one after the other. The native heap has room for 64.
const sizeBytes = 1024 * 1024;

for (let i = 1; i <= 500; i++) {
  const buffer = new Buffer(sizeBytes); // a wrapper of some bytes in front of a million
  buffer.fill(i % 256);
  if (i % 100 === 0) console.log(i, 'buffers made');
  // Nothing holds the buffer any more. If memory presses, let collector and policy work.
  await breathe();
}
console.log('all 500 made');
