// The original idea, by hand: C functions, a class around the pointer, manage().
const {
  _MyClass__constructor, _MyClass__destructor, _MyClass__my_method,
} = instance.exports;

class MyClass {
  constructor(number) {
    this.ptr = _MyClass__constructor(number);
    manage(this.ptr, new WeakRef(this), deleter);
  }
  myMethod() {
    return _MyClass__my_method(this.ptr);
  }
}

// Outside the class: a deleter that reached `this` would keep the wrapper alive for ever.
function deleter(ptr) {
  _MyClass__destructor(ptr);
}

let wrappers = [];
for (let i = 1; i <= 50; i++) {
  wrappers.push(new MyClass(i));
  if (i % 10 === 0) await tick(80); // let the page draw
}
console.log('50 objects; the last one says', wrappers[49].myMethod());

await tick(400);
wrappers = null; // 1. the wrappers are dropped: nothing happens yet
console.log('dropped, and nobody has noticed');

await tick(400);
const collected = await collectGarbage(); // 2. the WeakRefs empty
console.log(collected ? 'collected: the WeakRefs are empty' : 'no collection came; try the button');
// 3. The loop finds them and runs the destructors, whenever it comes by.
