// The same with the wrappers that come with the engine.
let buffers = [];
for (let i = 0; i < 50; i++) {
  buffers.push(new Buffer(64 * 1024));
}

buffers[0].fill(7);
console.log('the first:', buffers[0].size(), 'bytes');
await tick(800);

buffers[0].delete(); // destroyed now, by us
buffers = null; // the other 49: later, by the loop
await tick(800);

await collectGarbage();
console.log('collected');
