// 50 files. A file tells the program when it closes.
const c = instance.exports;
const table = new Set(); // the program's own table

function closed(number) {
  if (number !== 10) return;
  throw new Error('file 10: the disk is full');
}

function make(number) {
  const wrapper = { ptr: c._MyClass__constructor(1) };
  const reference = new WeakRef(wrapper);
  const deleter = (ptr) => {
    closed(number); // calls back
    c._MyClass__destructor(ptr);
  };
  table.add({ ptr: wrapper.ptr, reference, deleter });
}

function ownSweep() {
  for (const row of table) {
    if (row.reference.deref()) continue;
    row.deleter(row.ptr);
    table.delete(row);
  }
}

for (let i = 1; i <= 50; i++) make(i);
await tick(20);
await collectGarbage(); // nobody has a wrapper any more

const loop = setInterval(ownSweep, 100);
await tick(550); // some five sweeps
clearInterval(loop);
console.log('rows left in the table:', table.size);
