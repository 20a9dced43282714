// The gauge holds its function; C++ only knows of it.
class Gauge {
  total = 0;
  constructor() {
    this.add = (value) => {
      this.total += value;
    };
    this.listener = new WeakListener(this.add);
  }
}

function makeAndDrop() {
  let gauge;
  for (let i = 1; i <= 50; i++) {
    gauge = new Gauge();
    gauge.listener.emit(i); // C++ calls the function
  }
  console.log('the last gauge has', gauge.total);
}

makeAndDrop();
for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
