// Pieces of program text that the workloads share. They are a reader's to see: plain JavaScript, two spaces, comments.

/** `random()` and `below(limit)`. The text before it has a constant `seed`. */
export const kRandom = `// Random numbers, the same for the same seed (mulberry32): from 0 to below 1.
let state = seed;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), state | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
// A whole number from 0 to below the limit.
function below(limit) {
  return Math.floor(random() * limit);
}`;

/** `ordinaryWork()`: some tens of KiB of garbage that no native byte lies behind. After `kRandom`. */
export const kOrdinaryWork = `// What programs do beside: lists, texts and small objects, ordinary garbage of JavaScript's own.
function ordinaryWork() {
  const order = Array.from({ length: 200 }, (_, i) => ({ id: i, name: 'item ' + below(1000), price: random() }));
  return JSON.parse(JSON.stringify(order)).reduce((sum, { price }) => sum + price, 0);
}`;

/** `make()`: one object, of three kinds, of 2 KiB in the mean. After `kRandom`. */
export const kMake = `// One native object: every second a buffer of up to 8 KiB, the others of a few bytes.
function make() {
  if (below(2) === 0) return new Buffer(1 + below(8 * 1024));
  return below(2) === 0 ? new MyClass(below(1000)) : new SharedNode(below(1000));
}`;
