/**
 * Random damage to official R4 examples, by seed: to the text (bytes, tokens) and to what was read (types, names, depth,
 * loops). Mutant N is always the same, so a failure can be looked at again.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chance } from "./random.mjs";

const folder = fileURLToPath(new URL("../../node_modules/hl7.fhir.r4.examples/", import.meta.url));
const LARGEST = 150_000;
const files = readdirSync(folder)
  .filter((name) => /^[A-Z].*\.json$/.test(name) && statSync(join(folder, name)).size < LARGEST)
  .sort();

const TOKENS = [
  ...["{", "}", "[", "]", ",", ":", "null", "true", "1e999", "-1e-999", "-0", "0123", "1.", "NaN", "Infinity"],
  ...['""', '"\\ud800"', '"\\u0000"', '"__proto__":', '"id":"a","id":"b"', "/* x */", "\ufeff", "\u2028", "'x'"],
  ...["9".repeat(400), `0.${"0".repeat(400)}1`, "[".repeat(10_000), '{"extension":['.repeat(10_000)],
];

/** Damage to the text, each `(text, by chance) => text`. */
const TEXT = {
  "a byte changed": (text, { below }) => {
    const bytes = Buffer.from(text);
    bytes[below(bytes.length)] = below(256);
    return bytes.toString();
  },
  "bytes left out": (text, { below }) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(40));
  },
  "a piece twice": (text, { below }) => {
    const [from, length, to] = [below(text.length), below(200), below(text.length)];
    return text.slice(0, to) + text.slice(from, from + length) + text.slice(to);
  },
  "cut short": (text, { below }) => text.slice(0, below(text.length)),
  "a token put in": (text, by) => between(text, by, (token) => by.pick(TOKENS) + token),
  "a token replaced": (text, by) => between(text, by, () => by.pick(TOKENS)),
  "a key twice": (text, by) =>
    between(text, by, (token) => (token === "{" ? '{"resourceType":"Patient","id":1,' : token)),
};

function between(text, { below }, change) {
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[\w.+-]+/g)];
  const token = tokens[below(tokens.length)];
  return text.slice(0, token.index) + change(token[0]) + text.slice(token.index + token[0].length);
}

/** Values that stand where others are expected. */
const VALUES = [
  ...[null, true, false, 0, -1, 1e308, 1e-320, 2 ** 53, 0.1, "", " ", "x", "\ud800", "\udc00x", "\u0000", "<b>x</b>"],
  ...[
    "2023-02-31",
    "9999-99-99",
    "https://",
    "urn:uuid:x",
    "#",
    "#x",
    "Patient/",
    "?x=y",
    "http://a b",
    "a".repeat(5000),
  ],
  ...[
    "__proto__",
    "constructor",
    "(".repeat(3000),
    "a-".repeat(3000),
    "=".repeat(3000),
    "1.".repeat(3000),
    "/".repeat(3000),
  ],
  ...[
    "<div xmlns='http://www.w3.org/1999/xhtml'>".repeat(500),
    `${"a".repeat(40)}!`,
    "ms.".repeat(500),
    "{".repeat(500),
  ],
  ...[
    [],
    {},
    [[]],
    [null],
    [{}],
    { resourceType: "Patient" },
    { extension: [{}] },
    { reference: "#loop" },
    ["x", 1, null],
  ],
];
const TYPES = [
  "Patient",
  "Bundle",
  "Questionnaire",
  "StructureDefinition",
  "ValueSet",
  "Parameters",
  "DomainResource",
  7,
];

/** Damage to what was read, each `(root, place, by chance) => void`; a place is a holder and a key in it. */
const TREE = {
  "another value": (_, { at, key }, { pick }) => put(at, key, pick(VALUES)),
  "left out": (_, { at, key }) => void (Array.isArray(at) ? at.splice(key, 1) : delete at[key]),
  "in an array": (_, { at, key }) => put(at, key, [at[key]]),
  "in an object": (_, { at, key }) => put(at, key, { value: at[key] }),
  "out of its array": (_, { at, key }) => put(at, key, Object.values(Object(at[key]))[0] ?? null),
  "another name": (_, { at, key }, { pick }) => {
    if (Array.isArray(at)) return;
    const value = at[key];
    delete at[key];
    put(at, pick(["__proto__", "constructor", "toString", "_id", `_${key}`, `${key}x`, "", "a b", "value[x]"]), value);
  },
  "another's value": (root, { at, key }, by) => {
    const other = by.pick(placesOf(root));
    if (other) put(at, key, other.at[other.key]);
  },
  "many times": (_, { at, key }, { below }) => put(at, key, new Array(1 + below(2000)).fill(at[key])),
  "deep down": (_, { at, key }, { pick }) => {
    const [name, depth] = [pick(["extension", "item", "contained", "part", "concept"]), pick([50, 390, 500, 10_000])];
    let value = at[key];
    for (let i = 0; i < depth; i++) value = { [name]: [value] };
    put(at, key, value);
  },
  "a loop": (root, { at, key }) => put(at, key, root),
  "another type": (root, _, { pick }) => put(root, "resourceType", pick(TYPES)),
  "contained in a circle": (root, { at, key }) => {
    const link = (id, next) => ({ resourceType: "Basic", id, code: { text: "x" }, subject: { reference: `#${next}` } });
    root.contained = [link("a", "b"), link("b", "a"), link("loop", "loop")];
    put(at, key, { reference: "#a" });
  },
};

/** As JSON.parse sets it: an own property, whatever its name. */
function put(at, key, value) {
  Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesOf(root) {
  const places = [];
  const open = [root];
  const seen = new Set(open);
  for (let at = open.pop(); at && places.length < 5000; at = open.pop())
    for (const key of Object.keys(at)) {
      places.push({ at, key: Array.isArray(at) ? Number(key) : key });
      const value = at[key];
      if (typeof value === "object" && value !== null && !seen.has(value)) open.push(value);
      seen.add(value);
    }
  return places;
}

const texts = new Map();

function textOf(file) {
  if (!texts.has(file)) texts.set(file, readFileSync(join(folder, file), "utf8"));
  return texts.get(file);
}

/**
 * Mutant `number`: one to four damages to one example.
 *
 * @param {(text: string) => unknown} parse
 * @returns {{ number: number, file: string, kinds: string[], text: string } | { ..., resource: unknown }} the damaged text,
 *   or what was read and then damaged
 */
export function mutant(number, parse) {
  const by = chance(number);
  const file = by.pick(files);
  const [kinds, ofText] = [[], by.below(2) === 0];
  let value = ofText ? textOf(file) : parse(textOf(file));
  for (let left = 1 + by.below(4); left > 0; left--) {
    const kind = by.pick(Object.keys(ofText ? TEXT : TREE));
    kinds.push(kind);
    if (ofText) value = value === "" ? "x" : TEXT[kind](value, by);
    else TREE[kind](value, by.pick(placesOf(value)) ?? { at: value, key: "x" }, by);
  }
  return ofText ? { number, file, kinds, text: value } : { number, file, kinds, resource: value };
}

/**
 * What comes of an input: findings, or that it is no JSON, which the program tells as a finding.
 *
 * @returns {number} how many
 */
export function judgeMutant({ text, resource }, { validator, parseJson }, options = {}) {
  try {
    return validator.validate(text === undefined ? resource : parseJson(text), options).length;
  } catch (error) {
    if (text !== undefined && error instanceof SyntaxError) return 1;
    throw error;
  }
}
