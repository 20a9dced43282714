// 100 results, each deleted after use.
const a = new Matrix(32, 32);
const b = new Matrix(32, 32);
const c = new Matrix(32, 32);
a.set(0, 0, 2);
b.set(0, 0, 3);
c.set(0, 0, 1);

let sum = 0;
for (let i = 1; i <= 100; i++) {
  const result = a.mul(b).add(c);
  sum += result.get(0, 0); // 2 · 3 + 1
  result.delete();
}
console.log('sum:', sum);

for (const matrix of [a, b, c]) matrix.delete();
await collectGarbage();
console.log('everything that has a name is deleted');
