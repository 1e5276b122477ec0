/** Elements that are unknown, missing, too many or of another form, and values that a primitive forbids. */
import { at, isObject, isPrimitive, isText, of, ofType, put, set } from "../change.mjs";
import { nodesOf, propertiesOf } from "../nodes.mjs";

export const structure = {
  "unknown element": at(isObject, ({ value }) => set(value, "colour", "red")),
  "unknown element of the resource": of(undefined, (resource) => set(resource, "colour", "red")),
  "unknown object": at(isObject, ({ value }) => set(value, "colour", { text: "red" })),
  "missing required element": (resource, by) => {
    const objects = [{ value: resource, own: [resource.resourceType, ""] }, ...nodesOf(resource).filter(isObject)];
    const required = objects.flatMap(({ value, own }) =>
      propertiesOf(own)
        .filter(({ min }) => min > 0)
        .map(({ path }) => ({ value, name: path.split(".").pop().replace("[x]", "") })),
    );
    const missing = by.pick(required.filter(({ value, name }) => name in value));
    return missing !== undefined && delete missing.value[missing.name];
  },
  "object for a primitive": at(isPrimitive, (node) => put(node, { value: node.value })),
  "string for an object": at(isObject, (node) => put(node, "x")),
  "array for a single value": at(
    ({ element, index }) => !element.repeats && index === undefined,
    (node) => put(node, [node.value]),
  ),
  "single value for an array": at(
    ({ index, element }) => index === 0 && element.repeats,
    ({ holder, name, value }) => set(holder, name, value),
  ),
  "number for a string": at(isText, (node) => put(node, 5)),
  "string for a boolean": at(ofType("boolean"), (node) => put(node, String(node.value))),
  "string for a number": at(ofType("decimal", "integer", "positiveInt", "unsignedInt"), (node) =>
    put(node, String(node.value)),
  ),
  null: at(
    ({ index }) => index === undefined,
    (node) => put(node, null),
  ),
  "null in an array": at(
    ({ index, own }) => index !== undefined && own !== undefined,
    (node) => put(node, null),
  ),
  "empty array": of(undefined, (resource) => set(resource, "extension", resource.extension ?? [])),
  "empty object": at(isObject, (node) => put(node, {})),
  "only an id": at(isObject, (node) => put(node, { id: "a1" })),
  "type of a choice that is not allowed": at(
    ({ element, index }) => element.choice !== undefined && index === undefined,
    ({ holder, name, element }) => {
      delete holder[name];
      holder[`${element.choice}Signature`] = { text: "x" };
    },
  ),
  "two types of a choice": at(
    ({ element: { choice, definition } }) =>
      choice !== undefined && definition.type.some(({ code }) => code === "string"),
    ({ holder, element: { choice } }) => {
      if (holder[`${choice}String`] !== undefined) return false;
      holder[`${choice}String`] = "x";
    },
  ),
  "more values than are allowed in a primitive sibling": at(
    (node) => isPrimitive(node) && node.index === 0,
    ({ holder, name, value }) =>
      set(holder, `_${name}`, [{ id: "a1" }, { id: "a2" }, { id: "a3" }, value && { id: "a4" }]),
  ),
  "unknown resource type": at(
    ({ type, own }) => type === "Resource" && own,
    ({ value }) => set(value, "resourceType", "Patiant"),
  ),
  "no resource type": at(
    ({ type, own }) => type === "Resource" && own,
    ({ value }) => delete value.resourceType,
  ),
};

/** Type -> values that its format forbids. */
const FORBIDDEN = {
  boolean: ["true", 1],
  integer: [1.5, "1", 3e9],
  positiveInt: [0, -1],
  unsignedInt: [-1],
  decimal: ["x", "1.0"],
  string: ["", " ", " x", "a\u0000b"],
  code: ["", " a", "a  b", "a "],
  id: ["a_b", "", "x".repeat(65)],
  uri: ["http://a b", "", " http://x.org"],
  url: ["http://a b", "", "not absolute"],
  canonical: ["http://a b", ""],
  oid: ["urn:oid:3.1", "1.2.3"],
  uuid: ["urn:uuid:x"],
  base64Binary: ["=", "ab*d", "abc"],
  date: ["2020-13-01", "2021-02-29", "20200101", "2020-1-1", "01.02.2020", "2020-01-01T00:00:00Z", "1020", "0000"],
  dateTime: [
    "2020-01-01T10:00:00",
    "2020-01-01T10:00Z",
    "2021-02-30",
    "2020-01-01T25:00:00Z",
    "2020-01-01 10:00:00Z",
    "x",
  ],
  instant: ["2020-01-01", "2020-01-01T10:00:00", "x"],
  time: ["25:00:00", "10:00", "10:00:00Z"],
  markdown: ["", " "],
};

export const primitives = Object.fromEntries(
  Object.entries(FORBIDDEN).flatMap(([type, values]) =>
    values.map((value) => [
      `${type} ${JSON.stringify(value).slice(0, 24)}`,
      at(
        ({ type: found, name, element }) => found === type && name !== "resourceType" && !element.definition.binding,
        (node) => put(node, value),
      ),
    ]),
  ),
);
