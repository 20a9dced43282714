// Each function frees what it has made.
// Every second call of work() throws.
function work(buffer, i) {
  buffer.fill(i);
  if (i % 2 === 0) throw new Error('it went wrong');
}

function atTheEnd(i) {
  // Now no way out of the function misses it.
  using buffer = new Buffer(64 * 1024);
  work(buffer, i);
}

function inFinally(i) {
  const buffer = new Buffer(64 * 1024);
  try {
    work(buffer, i);
  } finally {
    buffer.delete(); // runs however the block is left
  }
}

function withUsing(i) {
  // Deleted where its block ends, however it ends.
  using buffer = new Buffer(64 * 1024);
  work(buffer, i);
}

let errors = 0;
for (const way of [atTheEnd, inFinally, withUsing]) {
  for (let i = 1; i <= 20; i++) {
    try {
      way(i);
    } catch {
      errors++; // the caller goes on, as callers do
    }
  }
  await tick(400); // let the page draw
}
console.log('60 buffers made,', errors, 'errors');
await collectGarbage();
