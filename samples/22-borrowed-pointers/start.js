// 100 objects that live in one arena, and end with it.
const arena = new Arena(100);
const points = [];
for (let i = 1; i <= 100; i++) {
  points.push(arena.make(i)); // it stays the arena's
}
console.log('number 21 says', points[20].my_method());
await tick(400);

for (const point of points) {
  point.delete();
}
arena.delete();
console.log('all is tidy');

try {
  points[20].my_method();
} catch (error) {
  console.log(error.message);
}
