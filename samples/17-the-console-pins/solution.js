// The other console is given texts alone.
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
    const number = new MyClass(i).my_method();
    browserConsole.log(`the other: it says ${number}`);
  }
}

toThisConsole();
toTheOther();
for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
