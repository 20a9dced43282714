// The deleter is made where no wrapper is in sight.
const c = instance.exports;
const deleter = (ptr) => c._MyClass__destructor(ptr);

class Meter {
  constructor(number) {
    const ptr = c._MyClass__constructor(number);
    // The table hands the pointer to the deleter.
    manage(ptr, new WeakRef(this), deleter);

    this.factor = 10;
    this.read = () => { // harmless now
      return c._MyClass__my_method(ptr) * this.factor;
    };
  }
}

function makeAndDrop() {
  for (let i = 1; i <= 99; i++) new Meter(i);
  console.log('100 reads', new Meter(100).read());
}

makeAndDrop();
for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
