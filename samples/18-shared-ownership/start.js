// Nodes that several own. The root is kept to the end.
globalThis.root = new SharedNode(0); // a node's handle

function twoHandles() {
  const twin = root.share(); // of the same node
  console.log('owners of the root:', root.useCount());
  twin.setValue(7);
  console.log('the root says', root.value());
  twin.delete(); // this handle ends, the node does not
  console.log('owners of the root:', root.useCount());
}

function plant() {
  for (let i = 1; i <= 10; i++) {
    const child = new SharedNode(i);
    root.addChild(child); // the parent owns it too
    if (i > 1) continue;
    console.log('owners of a child:', child.useCount());
  }
}

twoHandles();
plant(); // nobody has the ten handles any more
await tick(400);
await collectGarbage();
console.log('collected; children:', root.childCount());
