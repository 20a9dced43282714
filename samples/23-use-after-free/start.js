// A pointer is a number. It keeps nothing alive.
const { _MyClass__my_method } = instance.exports;

let wrapper = new MyClass(21);
const ptr = wrapper.ptr;
console.log('1. in use:', _MyClass__my_method(ptr));

wrapper = null;
await collectGarbage(); // and a sweep frees the object
try {
  console.log('2. still:', _MyClass__my_method(ptr));
} catch (error) {
  console.log('2. freed:', error.message);
}

// A freed address waits until more is freed: so free.
let other = new MyClass(500);
for (let i = 1; i <= 10_000 && other.ptr !== ptr; i++) {
  other.delete();
  other = new MyClass(500);
}
globalThis.tenant = other;
console.log('3. given away:', _MyClass__my_method(ptr));
