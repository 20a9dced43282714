// The same four, each let go in time.
function timer() {
  const first = new MyClass(1);
  const id = setInterval(() => {
    console.log('first says', first.my_method());
    clearInterval(id); // once was enough
  }, 100);
}

function listener() {
  const second = new MyClass(2);
  // The listener needs the number, not the wrapper.
  const said = second.my_method();
  addEventListener('offline', () => console.log(said));
}

async function suspended() {
  let third = new MyClass(3);
  const number = third.my_method();
  third = null; // before the long wait
  await tick(600_000); // ten minutes
  console.log('third says', number);
}

function lookedUp() {
  // Keep the WeakRef, and ask it each time.
  globalThis.reference = new WeakRef(new MyClass(4));
  const number = reference.deref()?.my_method();
  console.log('fourth says', number);
}

timer();
listener();
suspended();
lookedUp();
await tick(500);
for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
