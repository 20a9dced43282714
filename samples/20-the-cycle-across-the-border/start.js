// 50 gauges, each called by a C++ object of its own.
class Gauge {
  total = 0;
  constructor() {
    this.listener = new Listener((value) => {
      this.total += value;
    });
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
