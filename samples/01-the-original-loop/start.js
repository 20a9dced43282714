// The original idea by hand: C functions, a class
// around the address, and manage().
const {
  _MyClass__constructor,
  _MyClass__destructor,
  _MyClass__my_method,
} = instance.exports;

class MyClass {
  constructor(number) {
    this.ptr = _MyClass__constructor(number);
    manage(this.ptr, new WeakRef(this), destroy);
  }
  myMethod() {
    return _MyClass__my_method(this.ptr);
  }
}

// Not made in the constructor: there it could hold
// the wrapper, and then that would never go.
function destroy(ptr) {
  _MyClass__destructor(ptr);
}

let wrappers = [];
for (let i = 1; i <= 50; i++) {
  wrappers.push(new MyClass(i));
  if (i % 10 === 0) await tick(80); // let the page draw
}
console.log('50 made; #1 says', wrappers[0].myMethod());

await tick(400);
wrappers = null; // 1. dropped: nothing happens
console.log('dropped, and nobody has noticed');

await tick(400);
// 2. The collector runs, and the WeakRefs are empty.
const collected = await collectGarbage();
if (collected) console.log('collected');
else console.log('no collection came');
// 3. The loop comes by, some time, and destroys the
// objects.
