// A console that does what a browser's own one does.
globalThis.kept = [];
const browserConsole = {
  log(...values) {
    kept.push(values); // to be unfolded later
    console.log(...values);
  },
};

function toThisConsole() {
  for (let i = 1; i <= 10; i++) {
    console.log('this console:', new MyClass(i));
  }
}

function toTheOther() {
  for (let i = 1; i <= 10; i++) {
    browserConsole.log('the other:', new MyClass(i));
  }
}

toThisConsole();
toTheOther();
for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
