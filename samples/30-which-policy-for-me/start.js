// A workload of your own: write what your program does.
// Here somebody draws. Each stroke has a picture and points;
// the last 20 strokes are kept, to be undone.
const undo = [];

function draw(number) {
  const picture = new Buffer(160 * 1024);
  picture.fill(number % 256);
  const points = [];
  for (let i = 0; i < 10; i++) points.push(new MyClass(i));
  return { picture, points };
}

for (let number = 1; number <= 300; number++) {
  undo.push(draw(number));
  if (undo.length > 20) undo.shift();
  await tick(8); // the next stroke
}
console.log('300 strokes, the last', undo.length, 'are kept');
