// 300 buffers of 1 MiB, one after the other, each used
// and deleted.
const sizeBytes = 1024 * 1024;

for (let i = 1; i <= 300; i++) {
  // To JavaScript, this is an object of some bytes.
  const buffer = new Buffer(sizeBytes);
  buffer.fill(i % 256);
  buffer.delete(); // waits for no collection
  if (i % 20 === 0) console.log(i, 'buffers made');
  await tick(10); // collector and loop may work now
}
console.log('all 300 made');
