/** Ways to put one defect into a resource. A kind is `(resource, by chance) => false` where it does not fit. */
import { nodesOf } from "./nodes.mjs";

/** Assigns and says nothing. */
export function set(object, name, value) {
  object[name] = value;
}

/** A kind that changes one node of those that fit: `(node, by, resource) => false` when it turns out not to fit. */
export const at = (fits, change) => (resource, by) => {
  const nodes = nodesOf(resource).filter((node) => fits(node, resource));
  return nodes.length > 0 && change(by.pick(nodes), by, resource) !== false;
};

/** A kind that changes the resource itself, where it is of that type (any when undefined). */
export const of = (type, change) => (resource, by) =>
  (type === undefined || resource.resourceType === type) && change(resource, by) !== false;

/** Another value in the place of a node's. */
export function put({ holder, name, index }, value) {
  if (index === undefined) holder[name] = value;
  else holder[name][index] = value;
}

/** Which nodes a kind fits. */
export const ofType =
  (...types) =>
  ({ type, value }) =>
    types.includes(type) && value !== null;
export const isObject = ({ own }) => own !== undefined && own[0] !== "Narrative" && own[1] !== undefined;
export const isPrimitive = ({ own, type, value }) => own === undefined && type !== "xhtml" && value !== null;
export const isText = (node) => isPrimitive(node) && typeof node.value === "string";
export const bound =
  (type, strength) =>
  ({ type: found, element }) =>
    found === type && element.definition.binding?.strength === strength;

/** Kinds that are the same but for a value, named after it. */
export const each = (title, values, make) =>
  Object.fromEntries(values.map((value) => [`${title} ${JSON.stringify(value)}`, make(value)]));
