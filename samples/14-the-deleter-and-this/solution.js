// The deleter is given the address, and knows nothing
// of the wrapper.
const {
  _MyClass__constructor, _MyClass__destructor,
} = instance.exports;

class MyClass {
  constructor(number) {
    this.ptr = _MyClass__constructor(number);
    manage(this.ptr, new WeakRef(this), destroy);
  }
}

function destroy(ptr) {
  _MyClass__destructor(ptr);
}

// 100 are made, and nobody keeps any.
for (let i = 1; i <= 100; i++) new MyClass(i);
await tick(500);

for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
