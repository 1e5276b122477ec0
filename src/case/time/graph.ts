/** Which time counts from which: strongly connected components and an order in which each comes after what it needs. */

/**
 * Tarjan's algorithm, without recursion so that a long chain of courses is no deep stack.
 *
 * @param size nodes are 0 .. size-1
 * @param edges what each node needs
 * @returns the components, each after those it needs
 */
export function components(size: number, edges: (node: number) => readonly number[]): number[][] {
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const stack: number[] = [];
  const result: number[][] = [];
  let count = 0;

  for (let root = 0; root < size; root++) {
    if (index[root] !== -1) continue;
    const work: { node: number; targets: readonly number[]; at: number }[] = [];
    const enter = (node: number): void => {
      index[node] = low[node] = count++;
      stack.push(node);
      onStack[node] = 1;
      work.push({ node, targets: edges(node), at: 0 });
    };
    enter(root);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const target = frame.targets[frame.at++];
      if (target !== undefined) {
        if (index[target] === -1) enter(target);
        else if (onStack[target]) low[frame.node] = Math.min(low[frame.node] ?? 0, index[target] ?? 0);
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low[above.node] = Math.min(low[above.node] ?? 0, low[frame.node] ?? 0);
      if (low[frame.node] === index[frame.node]) result.push(takeComponent(stack, onStack, frame.node));
    }
  }
  return result;
}

function takeComponent(stack: number[], onStack: Uint8Array, root: number): number[] {
  const members = stack.splice(stack.lastIndexOf(root));
  for (const member of members) onStack[member] = 0;
  return members;
}

/**
 * A shortest way from a node back to itself inside its component.
 *
 * @returns the nodes in order, the first not repeated at the end; undefined when there is no way back
 */
export function circleThrough(
  start: number,
  members: ReadonlySet<number>,
  edges: (node: number) => readonly number[],
): number[] | undefined {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of edges(node)) {
      if (target === start) return pathTo(node, start, cameFrom);
      if (!members.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return undefined;
}

function pathTo(end: number, start: number, cameFrom: ReadonlyMap<number, number>): number[] {
  const path = [end];
  for (let node = end; node !== start; ) {
    node = cameFrom.get(node) ?? start;
    path.unshift(node);
  }
  return path;
}
