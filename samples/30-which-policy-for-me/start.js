// A workload: write what your own program does.
// Here somebody draws strokes of a picture and points.
// The last 20 strokes are kept, to be undone.
const undo = [];

function draw(number) {
  const picture = new Buffer(160 * 1024);
  picture.fill(number % 256);
  const points = [];
  for (let i = 0; i < 10; i++)
    points.push(new MyClass(i));
  return { picture, points };
}

for (let i = 1; i <= 300; i++) {
  undo.push(draw(i));
  if (undo.length > 20) undo.shift();
  await tick(8); // the next stroke
}
console.log('300 strokes,', undo.length, 'are kept');
