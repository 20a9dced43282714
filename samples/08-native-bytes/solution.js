// 300 buffers of 1 MiB, one after the other, each deleted when it is done with.
const sizeBytes = 1024 * 1024;

for (let i = 1; i <= 300; i++) {
  const buffer = new Buffer(sizeBytes); // to JavaScript, an object of some bytes
  buffer.fill(i % 256);
  buffer.delete(); // nobody has to see that memory is short
  if (i % 20 === 0) console.log(i, 'buffers made');
  await tick(); // collector and loop may work now
}
console.log('all 300 made');
