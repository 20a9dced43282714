// The same, and the heart goes on beating.
let tree = new Tree(2_000_000, 2); // 2: a binary tree
await tick(200);

let beats = 0;
let longest = 0;
let last = performance.now();
const heart = setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  beats++;
}, 10);
await tick(200);

tree.deleteLater(); // in the background
tree = null;
await tick(800);

clearInterval(heart);
console.log(beats, 'beats');
console.log('longest pause', Math.round(longest), 'ms');
