// The page's table: manage() gives a row a generation.
const c = instance.exports;

class Seat {
  constructor(number) {
    this.ptr = c._MyClass__constructor(number);
    const deleter = c._MyClass__destructor;
    manage(this.ptr, new WeakRef(this), deleter);
  }
  delete() { // the object ends, and its row
    c._MyClass__destructor(this.ptr);
  }
}

function makeAndDelete() {
  const seats = [];
  for (let i = 1; i <= 10; i++) seats.push(new Seat(i));
  for (const seat of seats) seat.delete();
  return seats.map((seat) => seat.ptr);
}

const old = makeAndDelete();
globalThis.tenants = []; // nobody deletes these
for (let i = 1; i <= 10; i++) {
  tenants.push(new MyClass(i));
}
const same = tenants.filter((t) => old.includes(t.ptr));
console.log(same.length, 'of 10 have an old address');

await collectGarbage();
sweep();
for (const tenant of tenants) tenant.my_method();
console.log('all 10 tenants answer');
