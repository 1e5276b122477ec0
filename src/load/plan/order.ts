/** In which order resources are written when what is referred to must be there first. */

/**
 * Groups nodes so that what a group refers to stands in it or in one before; a group of more than one is a circle.
 *
 * Tarjan's strongly connected components (SIAM J. Comput. 1 (1972) 146), on a stack of its own: chains may be long.
 *
 * @param targets the nodes that each node refers to, as indexes
 */
export function parentsFirst(targets: readonly (readonly number[])[]): number[][] {
  const order = new Array<number>(targets.length).fill(-1);
  const low = new Array<number>(targets.length).fill(-1);
  const open: number[] = [];
  const isOpen = new Array<boolean>(targets.length).fill(false);
  const groups: number[][] = [];
  let count = 0;
  const enter = (node: number) => {
    order[node] = low[node] = count++;
    open.push(node);
    isOpen[node] = true;
    return { node, next: 0 };
  };
  const lower = (node: number, to: number) => {
    low[node] = Math.min(low[node] as number, to);
  };
  for (const start of targets.keys()) {
    if (order[start] !== -1) continue;
    const path = [enter(start)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const { node } = visit;
      const target = targets[node]?.[visit.next++];
      if (target !== undefined) {
        if (order[target] === -1) path.push(enter(target));
        else if (isOpen[target]) lower(node, order[target] as number);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) lower(parent.node, low[node] as number);
      if (low[node] !== order[node]) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const member of group) isOpen[member] = false;
      groups.push(group);
    }
  }
  return groups;
}
