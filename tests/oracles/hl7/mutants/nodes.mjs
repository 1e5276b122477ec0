/** The elements of a resource with what R4 says of each: where a defect can be put. */
import { elementOf, elementsOf } from "../definitions.mjs";

/**
 * One value of an element.
 *
 * @typedef {object} Node
 * @property {object} holder the object that has it
 * @property {string} name the property
 * @property {number | undefined} index of a repeating element
 * @property {unknown} value
 * @property {string} type
 * @property {object} element as elementOf tells
 * @property {object} own for an object: the definition of its properties, `[type, path]`
 */

/** @param {object} resource @returns {Node[]} every element value of it, of what it contains and of entries */
export function nodesOf(resource) {
  const nodes = [];
  visit(resource, resource.resourceType, "", nodes);
  return nodes;
}

function visit(object, type, path, nodes) {
  for (const [name, value] of Object.entries(object)) {
    if (name === "resourceType" || name.startsWith("_")) continue;
    const element = elementOf(type, path, name);
    if (!element) continue;
    const values = Array.isArray(value) ? value : [value];
    for (const [i, item] of values.entries()) {
      const own = ownOf(element, type, item);
      nodes.push({
        holder: object,
        name,
        index: Array.isArray(value) ? i : undefined,
        value: item,
        type: element.type,
        element,
        own,
      });
      if (own) visit(item, ...own, nodes);
    }
  }
}

/** Whose definition the properties of an object are. */
function ownOf({ inline, type, at }, within, item) {
  if (typeof item !== "object" || item === null) return undefined;
  if (type === "Resource") return [item.resourceType, ""];
  return inline ? [within, at] : [type, ""];
}

/** The definitions of an object's properties, the direct ones alone. */
export function propertiesOf([type, path]) {
  const prefix = `${type}${path}.`;
  return (elementsOf(type) ?? []).filter(
    ({ path: full }) => full.startsWith(prefix) && !full.slice(prefix.length).includes("."),
  );
}
