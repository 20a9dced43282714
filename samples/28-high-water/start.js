// How much memory there is, before and after a flood.
const { memory } = instance.exports;

const box = new MyClass(42);
const view = new Uint8Array(memory.buffer); // all bytes
console.log('the view reads', view[box.ptr]);

async function flood() { // 48 buffers, and then none
  const buffers = [];
  for (let i = 0; i < 48; i++)
    buffers.push(new Buffer(1024 * 1024));
  await tick(300);
  for (const buffer of buffers) buffer.delete();
}

function say(when) {
  const mib = memory.buffer.byteLength / 1024 / 1024;
  console.log(`${when}: memory of ${mib} MiB`);
}

say('before');
await tick(300);
await flood();
say('after a flood');
await tick(300);
await flood();
say('after another flood');
await tick(400);

const read = view[box.ptr];
if (read !== 42) throw Error(`The view reads ${read}`);
console.log('the view reads', read, 'as before');
box.delete();
