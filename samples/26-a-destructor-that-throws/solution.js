// The page's table: a deleter that throws is told as an
// error, and the sweep goes on with the next row.
const c = instance.exports;

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
  manage(wrapper.ptr, reference, deleter);
}

for (let i = 1; i <= 50; i++) make(i);
await tick(20);
await collectGarbage(); // nobody has a wrapper any more
console.log('collected');
