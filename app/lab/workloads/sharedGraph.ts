// A shared graph: trees of nodes, several handles of each, dropped in any order.
import { kRandom } from './text.ts';
import { type BuiltIn, sizeOf } from './workload.ts';

export const sharedGraph: BuiltIn = {
	title: 'Shared graph',
	what: 'Builds trees of nodes that several handles and their parents share, and drops the handles in any order: when does a node go that many own?',
	sizes: [
		{ name: 'nodes', label: 'Nodes in a tree', unit: '', min: 1, max: 5000, initial: 2000 },
		{ name: 'handles', label: 'Handles of each node', unit: '', min: 1, max: 8, initial: 3 },
		{ name: 'trees', label: 'Trees', unit: '', min: 1, max: 25, initial: 12 },
	],
	program: (sizes, seed) => `// A shared graph: a node lives until its last handle and its parent let go of it.
const seed = ${seed};
const nodes = ${sizeOf(sizes, 'nodes')}; // in each tree
const handles = ${sizeOf(sizes, 'handles')}; // of each node, which share it by shared_ptr
const trees = ${sizeOf(sizes, 'trees')}; // one after the other

${kRandom}

// A tree, and all the handles of its nodes.
function build() {
  const first = []; // one handle of each node
  for (let i = 0; i < nodes; i++) {
    const node = new SharedNode(i);
    if (i > 0) first[below(i)].addChild(node); // the parent owns the child from now on
    first.push(node);
  }
  const all = [...first];
  for (const node of first) {
    for (let i = 1; i < handles; i++) all.push(node.share());
  }
  return all;
}

// Each order is as likely as any other (Fisher and Yates).
function shuffle(all) {
  for (let i = all.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
}

let sum = 0;
for (let tree = 0; tree < trees; tree++) {
  const all = build();
  shuffle(all);
  // A tenth of the handles at a time. Those of one node go at different times.
  const tenth = Math.ceil(all.length / 10);
  while (all.length > 0) {
    sum += all[all.length - 1].value();
    all.length = Math.max(0, all.length - tenth);
    await tick(5);
  }
}
console.log(trees * nodes * handles, 'handles made; the sum is', sum);
`,
	holds: () => 0,
	estimateMs: (sizes) => sizeOf(sizes, 'trees') * (60 + sizeOf(sizes, 'nodes') * sizeOf(sizes, 'handles') * kHandleMs),
};

/** Making a handle and what else it costs, in a browser. */
const kHandleMs = 0.004;
