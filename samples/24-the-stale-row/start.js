// A table of its own: from pointer to WeakRef.
const c = instance.exports;
const table = new Map();

class Seat {
  constructor(number) {
    this.ptr = c._MyClass__constructor(number);
    table.set(this.ptr, new WeakRef(this));
  }
  delete() { // the object ends; its row stays
    c._MyClass__destructor(this.ptr);
  }
}

function ownSweep() {
  for (const [ptr, reference] of table) {
    if (reference.deref()) continue;
    c._MyClass__destructor(ptr);
    table.delete(ptr);
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
ownSweep();
for (const tenant of tenants) tenant.my_method();
console.log('all 10 tenants answer');
