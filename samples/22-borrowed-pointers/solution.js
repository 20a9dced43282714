// The owner alone ends what others have borrowed.
const arena = new Arena(100);
const points = [];
for (let i = 1; i <= 100; i++) {
  points.push(arena.make(i)); // it stays the arena's
}
console.log('number 21 says', points[20].my_method());
await tick(400);

arena.delete(); // and with it all that it has lent
console.log('all is tidy');

try {
  points[20].my_method();
} catch (error) {
  console.log(error.message);
}
