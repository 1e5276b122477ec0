/** Reading FHIR JSON whose shape is judged elsewhere: what is not as it should be is passed over. */
import { type Property, typeDefinition } from "../../definitions/r4.js";
import { isObject, type JsonObject, objects, text } from "../scope.js";

/** The objects of an array with their indexes. */
export function* indexed(value: unknown): Generator<[index: number, item: JsonObject], void> {
  if (!Array.isArray(value)) return;
  for (const [i, item] of value.entries()) if (isObject(item)) yield [i, item];
}

/** The texts of an array with their indexes. */
export function* indexedTexts(value: unknown): Generator<[index: number, item: string], void> {
  if (!Array.isArray(value)) return;
  for (const [i, item] of value.entries()) if (typeof item === "string") yield [i, item];
}

/** The value of a choice: `valueQuantity` of `value[x]`. */
export interface Choice {
  key: string;
  property: Property;
  value: unknown;
}

/**
 * @param type the FHIR type of the node, e.g. `QuestionnaireResponse.item.answer`
 * @param element as the definition names it, e.g. `value[x]`
 */
export function choiceOf(node: JsonObject, type: string, element: string): Choice | undefined {
  const properties = typeDefinition(type)?.properties;
  for (const key of Object.keys(node)) {
    const property = properties?.get(key);
    if (property?.element === element) return { key, property, value: node[key] };
  }
  return undefined;
}

export const extensionsOf = (node: JsonObject, url: string): JsonObject[] =>
  objects(node.extension).filter((one) => one.url === url);

/** The values of all extensions of this URL. */
export const extensionValues = (node: JsonObject, url: string): unknown[] =>
  extensionsOf(node, url).map((extension) => choiceOf(extension, "Extension", "value[x]")?.value);

/** The value of the first extension of this URL. */
export const extensionValue = (node: JsonObject, url: string): unknown => extensionValues(node, url)[0];

export function extensionNumber(node: JsonObject, url: string): number | undefined {
  const value = extensionValue(node, url);
  return typeof value === "number" ? value : undefined;
}

export const extensionText = (node: JsonObject, url: string): string | undefined => text(extensionValue(node, url));

/** A Coding as sentences show it. */
export function codingText({ system, code, display }: JsonObject): string {
  if (code === undefined && system === undefined) return `"${text(display) ?? ""}"`;
  return `${text(system) ?? ""}#${text(code) ?? ""}`;
}
