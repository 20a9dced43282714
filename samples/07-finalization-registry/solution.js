// The registry is kept, where the program can always
// reach it: now it calls back.
const { _MyClass__destructor } = instance.exports;
const destroy = (ptr) => _MyClass__destructor(ptr);
globalThis.registry = new FinalizationRegistry(destroy);

function makeObjects() {
  for (let i = 1; i <= 100; i++) {
    const wrapper = new MyClass(i);
    // Once the wrapper is gone, call with its address.
    registry.register(wrapper, wrapper.ptr);
  }
}

makeObjects(); // nobody holds the 100 wrappers any more
console.log('100 made and dropped');

await tick(500);
await collectGarbage();
console.log('collected; now the callbacks should come');
await tick(500);
