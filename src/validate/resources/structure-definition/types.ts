/** What stands at a path of R4's own types, and what can be said of which type. */
import { typeDefinition } from "../../../definitions/r4.js";

/**
 * @param path as definitions write it: `Observation.value[x]`, `Observation.value`, `Observation.component`,
 * `Patient.name.family`
 * @returns the types of the element; none when R4 has no such element
 */
export function typesAt(path: string): readonly string[] {
  const [root = "", ...steps] = path.split(".");
  let types = typeDefinition(root) ? [root] : [];
  for (const step of steps) types = types.flatMap((type) => typesBelow(type, step));
  return types;
}

function typesBelow(type: string, step: string): string[] {
  const properties = [...(typeDefinition(type)?.properties ?? [])];
  return properties
    .filter(([name, { element }]) => name === step || element === step || element === `${step}[x]`)
    .map(([, property]) => property.type);
}

/** How often the element may be there in R4's own type; undefined when R4 has no such element. */
export function maxAt(path: string): number | undefined {
  const dot = path.lastIndexOf(".");
  const step = path.slice(dot + 1);
  for (const type of dot < 0 ? [] : typesAt(path.slice(0, dot)))
    for (const { element, max } of typeDefinition(type)?.properties.values() ?? []) if (element === step) return max;
  return undefined;
}

const NUMBERS = ["integer", "decimal", "positiveInt", "unsignedInt"];
const TIMES = ["date", "dateTime", "instant", "time"];
const QUANTITIES = ["Quantity", "SimpleQuantity", "MoneyQuantity", "Age", "Count", "Distance", "Duration", "Money"];
const TEXTS = ["string", "uri", "url", "canonical", "code", "id", "oid", "uuid", "markdown"];

/** The types of which an element of a definition can say something. */
export const TYPES_FOR: Readonly<Record<string, readonly string[]>> = {
  binding: [
    "string",
    "uri",
    "url",
    "oid",
    "uuid",
    "code",
    "CodeableConcept",
    "Coding",
    "Extension",
    "Range",
    ...QUANTITIES,
  ],
  maxLength: [...TEXTS, ...NUMBERS, ...TIMES],
  "minValue[x]": [...NUMBERS, ...TIMES, ...QUANTITIES],
  "maxValue[x]": [...NUMBERS, ...TIMES, ...QUANTITIES],
};
