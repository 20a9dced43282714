// 500 buffers of 1 MiB, one after the other, each used
// and dropped. The native heap has room for 63.
const sizeBytes = 1024 * 1024;

for (let i = 1; i <= 500; i++) {
  // To JavaScript, this is an object of some bytes.
  const buffer = new Buffer(sizeBytes);
  buffer.fill(i % 256);
  if (i % 100 === 0) console.log(i, 'buffers made');
  // Pauses if native memory has grown much, so that
  // collector and policy can work.
  await breathe();
}
console.log('all 500 made');
