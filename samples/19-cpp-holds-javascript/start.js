// 20 C++ objects, each with a JavaScript function.
const functions = []; // WeakRefs: they keep nothing

function listen(number) {
  const answer = (value) => value + number;
  functions.push(new WeakRef(answer));
  return new Listener(answer); // now C++ holds it
}

function tenFrom(first) {
  const listeners = [];
  for (let i = 0; i < 10; i++)
    listeners.push(listen(first + i));
  return listeners;
}

async function count(when) {
  await tick(); // in a job of its own: looking keeps
  const there = functions.filter((f) => f.deref());
  console.log(when, there.length, 'functions');
  await tick();
}

globalThis.kept = tenFrom(1); // to the end
let dropped = tenFrom(11);
await collectGarbage();
await count('held by C++ alone:');
console.log('the first answers', kept[0].emit(41));

dropped = null;
await collectGarbage(); // and a sweep frees 10 objects
await count('10 listeners freed:');
await collectGarbage();
await count('one collection later:');
