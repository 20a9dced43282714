// 300 buffers of 1 MiB, one after the other, each dropped at once. The native heap has room for 64.
const sizeBytes = 1024 * 1024;

for (let i = 1; i <= 300; i++) {
  const buffer = new Buffer(sizeBytes); // to JavaScript, an object of some bytes
  buffer.fill(i % 256);
  if (i % 20 === 0) console.log(i, 'buffers made');
  await tick(); // collector and loop may work now
}
console.log('all 300 made');
