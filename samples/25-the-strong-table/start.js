// A cache: a picture that was made once is used again.
globalThis.cache = new Map();

function picture(name) {
  const cached = cache.get(name);
  if (cached) return cached;
  const made = new Buffer(64 * 1024);
  cache.set(name, made);
  return made;
}

function show(page) { // the 20 pictures of one page
  for (let i = 1; i <= 20; i++) {
    picture(`page ${page}, picture ${i}`).fill(i);
  }
}

for (let page = 1; page <= 10; page++) {
  show(page);
  show(page); // the second time out of the cache
  await tick(20);
}
console.log(cache.size, 'pictures made, none in use');

for (let i = 1; i <= 3; i++) await collectGarbage();
console.log('collected again and again');
