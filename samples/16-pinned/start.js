// Four objects. None of them is needed for long.
function timer() {
  const first = new MyClass(1);
  setInterval(() => first.my_method(), 100);
}

function listener() {
  const second = new MyClass(2);
  addEventListener('offline', () => second.my_method());
}

async function suspended() {
  const third = new MyClass(3);
  await tick(600_000); // ten minutes
  console.log('third says', third.my_method());
}

function lookedUp() {
  const reference = new WeakRef(new MyClass(4));
  globalThis.found = reference.deref();
}

timer();
listener();
suspended();
lookedUp();
await tick(500);
for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
