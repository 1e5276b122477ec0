/** What a schema offers (each property, word and type, by JSON Pointer), and which of it a document makes use of. */
import { definition, escapePointer, type SchemaNode, type SchemaRoot } from "./from-schema.js";

/** Every property, enum value and branch of a type union of the schema. */
export function offered(root: SchemaRoot): Set<string> {
  const found = new Set<string>();
  const visit = (schema: SchemaNode, pointer: string) => {
    for (const i of (schema.enum ?? []).keys()) found.add(`${pointer}/enum/${i}`);
    const types = [schema.type ?? []].flat();
    if (types.length > 1) for (const type of types) found.add(`${pointer}/type/${type}`);
    for (const [key, member] of Object.entries(schema.properties ?? {})) {
      const at = `${pointer}/properties/${escapePointer(key)}`;
      found.add(at);
      visit(member, at);
    }
    if (schema.items) visit(schema.items, `${pointer}/items`);
    if (typeof schema.additionalProperties === "object")
      visit(schema.additionalProperties, `${pointer}/additionalProperties`);
  };
  visit(root, "#");
  for (const [name, schema] of Object.entries(root.$defs)) visit(schema, `#/$defs/${name}`);
  return found;
}

/** Adds to `seen` what a document uses; the schema is walked along the document, whatever made the document. */
export function collectUsed(root: SchemaRoot, document: unknown, seen: Set<string>): void {
  const visit = (value: unknown, schema: SchemaNode, pointer: string): void => {
    if (schema.$ref !== undefined) {
      visit(value, definition(root, schema.$ref), schema.$ref);
      return;
    }
    const word = schema.enum?.indexOf(value) ?? -1;
    if (word >= 0) seen.add(`${pointer}/enum/${word}`);
    if (Array.isArray(schema.type)) seen.add(`${pointer}/type/${typeIn(value, schema.type)}`);
    if (Array.isArray(value)) {
      for (const item of value) visit(item, schema.items ?? {}, `${pointer}/items`);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        const named = schema.properties?.[key];
        const at = `${pointer}/properties/${escapePointer(key)}`;
        if (named) {
          seen.add(at);
          visit(member, named, at);
        } else if (typeof schema.additionalProperties === "object") {
          visit(member, schema.additionalProperties, `${pointer}/additionalProperties`);
        }
      }
    }
  };
  visit(document, root, "#");
}

function typeIn(value: unknown, types: readonly string[]): string {
  if (Array.isArray(value)) return "array";
  if (typeof value !== "number") return typeof value;
  return Number.isInteger(value) && types.includes("integer") ? "integer" : "number";
}
