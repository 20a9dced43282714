// 30 objects are dropped in one job, and the collector
// runs in that job. Which of them can it take?
let untouched = [];
let lookedAt = [];
function make(many, list) {
  for (let i = 0; i < many; i++) {
    list.push(new MyClass(i));
  }
}
make(10, untouched);
make(10, lookedAt);
const refs = lookedAt.map((it) => new WeakRef(it));
await tick(1000); // the job that made them is over

// From here to the next tick() it is one job.
for (const ref of refs) ref.deref(); // ten: looked at
make(10, []); // ten more: made in this job
untouched = lookedAt = null; // nobody holds the 30 now
new ArrayBuffer(2 ** 33); // 8 GiB: the collector runs
console.log('in the same job a sweep freed', sweep());

await tick(1000); // that job is over
new ArrayBuffer(2 ** 33);
console.log('in a later job a sweep freed', sweep());
