// 30 objects are dropped in one job, and the collector runs
// within that job. Which of them can it take?
let untouched = [];
let lookedAt = [];
function make(many, list) {
  for (let i = 0; i < many; i++) list.push(new MyClass(i));
}
make(10, untouched);
make(10, lookedAt);
const refs = lookedAt.map((wrapper) => new WeakRef(wrapper));
await tick(1000); // the job in which they were made is over

// From here to the next await it is one job.
for (const ref of refs) ref.deref(); // ten are looked at,
make(10, []); // ten more are made,
untouched = lookedAt = null; // and nobody holds any of the 30.
new ArrayBuffer(2 ** 33); // 8 GiB: the collector runs now
console.log('in the same job a sweep freed', sweep());

await tick(1000); // That job is over.
new ArrayBuffer(2 ** 33);
console.log('in a later job a sweep freed', sweep());
