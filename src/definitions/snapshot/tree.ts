/** The elements of a snapshot as a tree: what an element holds, and the slices of what repeats or has a choice of types. */
import type { ElementDefinition } from "../structure.js";
import { stepReader } from "./steps.js";

export interface Node {
  /** The last part of the path. */
  name: string;
  element: ElementDefinition;
  children: Node[];
  /** In the order of the snapshot, slices of slices (`a/b`) after the slice they belong to. */
  slices: Node[];
  /** For a slice: whether the differential began it, and whether only by the short name of its type. */
  begun?: "by-name" | "by-short-name";
  /** Whether the differential speaks of it, and not only of what it holds or of its slices. */
  isStated?: boolean;
}

export const makeNode = (name: string, element: ElementDefinition): Node => ({
  name,
  element,
  children: [],
  slices: [],
});

/** A snapshot as a tree; its ElementDefinitions are not copied. */
export function toTree(elements: readonly ElementDefinition[]): Node | undefined {
  const [first, ...others] = elements;
  if (!first) return undefined;
  const root = makeNode(first.path, first);
  const steps = stepReader();
  for (const element of others) {
    const way = steps(element);
    const last = way.pop();
    let parent: Node | undefined = root;
    for (const { name, slice } of way) parent = parent && findNode(parent, name, slice);
    if (!parent || !last) continue;
    const node = makeNode(last.name, element);
    if (last.slice === undefined) parent.children.push(node);
    else findNode(parent, last.name)?.slices.push(node);
  }
  return root;
}

export function findNode(parent: Node, name: string, slice?: string): Node | undefined {
  const node = parent.children.find((one) => one.name === name);
  return slice === undefined ? node : node?.slices.find(({ element }) => element.sliceName === slice);
}

/** The elements in the order of a snapshot: an element, what it holds, then its slices. Paths and ids are made anew. */
export function toElements(root: Node): ElementDefinition[] {
  const elements: ElementDefinition[] = [];
  const add = (node: Node, path: string, id: string): void => {
    elements.push({ ...node.element, id, path });
    for (const child of node.children) add(child, `${path}.${child.name}`, `${id}.${child.name}`);
    for (const slice of node.slices) add(slice, path, `${id}:${slice.element.sliceName}`);
  };
  add(root, root.name, root.name);
  return elements;
}

/** A copy whose nodes can change; the ElementDefinitions are shared. */
export const copyOf = (node: Node): Node => ({
  ...node,
  children: node.children.map(copyOf),
  slices: node.slices.map(copyOf),
});
