/**
 * FHIR XML of conformance resources as FHIR JSON: a few profiles of HL7's test suite come as XML alone.
 * HL7's own StructureDefinitions say which elements repeat and which are booleans or numbers.
 * @see https://hl7.org/fhir/R4/json.html
 */
import { elementOf } from "../hl7/definitions.mjs";

const TOKEN = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)([^>]*?)(\/?)>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const NUMBERS = new Set(["decimal", "integer", "positiveInt", "unsignedInt"]);

/** @param {string} text one resource as XML @returns {object} the same as JSON has it */
export function xmlToJson(text) {
  const root = readTree(text);
  return { resourceType: root.name, ...objectOf(root, root.name, "") };
}

/** Elements with their attributes and children; the narrative keeps its source. */
function readTree(text) {
  const top = { children: [] };
  const open = [top];
  for (const { 0: whole, 1: slash, 2: name, 3: list, 4: closed, index } of text.matchAll(TOKEN)) {
    if (!name) continue;
    if (slash) {
      const ended = open.pop();
      if (ended.name === "div" && open.at(-1).name === "text")
        ended.source = text.slice(ended.at, index + whole.length);
      continue;
    }
    const attributes = {};
    for (const [, key, a, b] of list.matchAll(ATTRIBUTE)) attributes[key] = decode(a ?? b);
    const node = { name, at: index, attributes, children: [] };
    open.at(-1).children.push(node);
    if (!closed) open.push(node);
  }
  return top.children[0];
}

function decode(text) {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(Number(name.startsWith("#x") ? `0${name.slice(1)}` : name.slice(1)));
  });
}

/** What stands in an element of a type; `path` leads to it where the type's own definition goes on (`.contact`). */
function objectOf(node, type, path) {
  const object = {};
  for (const name of ["id", "url"]) if (node.attributes[name] !== undefined) object[name] = node.attributes[name];
  for (const child of node.children) {
    const element = elementOf(type, path, child.name);
    if (!element) throw new Error(`${type}${path} has no ${child.name}`);
    const at = element.inline ? [type, element.at] : [element.type, ""];
    const value = child.source ?? primitive(child.attributes.value, element.type);
    const rest = child.source ? {} : objectOf(child, ...at);
    if (value !== undefined) add(object, child.name, value, element.repeats);
    if (value === undefined) add(object, child.name, rest, element.repeats);
    else if (Object.keys(rest).length > 0) add(object, `_${child.name}`, rest, element.repeats);
  }
  return object;
}

function add(object, name, value, repeats) {
  if (repeats) object[name] = [...(object[name] ?? []), value];
  else object[name] = value;
}

function primitive(text, type) {
  if (text === undefined) return undefined;
  if (type === "boolean") return text === "true";
  return NUMBERS.has(type) ? Number(text) : text;
}
