// The policy is none: nobody sweeps. This program has
// itself called back by a FinalizationRegistry.
const { _MyClass__destructor } = instance.exports;

function makeObjects() {
  const registry = new FinalizationRegistry((ptr) => {
    _MyClass__destructor(ptr);
  });
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
