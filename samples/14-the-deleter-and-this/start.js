// A class by hand, as in the first lesson. The deleter
// is made in the constructor, in two ways.
const {
  _MyClass__constructor, _MyClass__destructor,
} = instance.exports;

class MyClass {
  constructor(number) {
    this.ptr = _MyClass__constructor(number);
    const deleter = number % 2
      ? () => this.destroy()
      : this.destroy.bind(this);
    manage(this.ptr, new WeakRef(this), deleter);
  }
  destroy() {
    _MyClass__destructor(this.ptr);
  }
}

// 100 are made, and nobody keeps any.
for (let i = 1; i <= 100; i++) new MyClass(i);
await tick(500);

for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
