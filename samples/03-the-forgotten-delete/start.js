// 60 buffers, each made, used and dropped. The function
// returns at two places, and forgets to delete at one.
function checksumOf(i) {
  const buffer = new Buffer(64 * 1024);
  if (i % 3 === 0) return 0; // out early
  buffer.fill(i);
  const sum = buffer.checksum();
  buffer.delete();
  return sum;
}

let total = 0;
for (let i = 1; i <= 60; i++) {
  total += checksumOf(i);
  if (i % 6 === 0) await tick(60); // let the page draw
}
console.log('done; the checksums add up to', total);

await tick(400);
await collectGarbage(); // takes the dropped wrappers
console.log('collected');
