/** One level of a resource against its type's schema: what ajv found, as findings. */
import { isResourceType, type Property, type TypeDefinition, typeDefinition } from "../definitions/r4.js";
import { nearest } from "../finding/nearest.js";
import type { SchemaCheck, SchemaError } from "./ajv.js";
import { child, type Place, quoteName } from "./place.js";
import { CODE_FORMS, PRIMITIVES } from "./primitives.js";
import type { Report } from "./report.js";

/** Which properties of a node must not be looked into, because they do not hold what they should. */
export interface StructureResult {
  broken: ReadonlySet<string>;
  /** An element of this level is missing or not what it should be, so that rules about the whole mean nothing yet. */
  isDamaged: boolean;
}

const SOUND: StructureResult = { broken: new Set(), isDamaged: false };

/** Longer arrays are judged in pieces, so that the errors of a hostile one cannot fill the memory. */
const PIECE = 10_000;

export function checkStructure(
  report: Report,
  node: Record<string, unknown>,
  type: TypeDefinition,
  check: SchemaCheck,
  place: Place,
): StructureResult {
  const long = Object.keys(node).filter((key) => Array.isArray(node[key]) && node[key].length > PIECE);
  const whole =
    long.length === 0 ? node : { ...node, ...Object.fromEntries(long.map((key) => [key, head(node[key])])) };
  const errors = [...check(whole)];
  if (errors.length === 0 && long.length === 0) return SOUND;
  const broken = new Set<string>();
  let isDamaged = false;
  const tell = (error: SchemaError, offset: number) => {
    // What is no string at all is told as such, not as a wrong code too.
    if (error.keyword === "enum" && typeof error.data !== "string") return;
    const [key = "", index] = error.instancePath.split("/").slice(1);
    const at = index === undefined ? undefined : Number(index) + offset;
    const isValue = report.isFull || describe(report, error, type, place, key, at);
    if (error.keyword === "additionalProperties") broken.add(error.params.additionalProperty as string);
    else if (!isValue) isDamaged = true;
    if (key && at === undefined && !isValue) broken.add(key);
  };
  for (const error of errors) tell(error, 0);
  for (const key of long) {
    const items = node[key] as unknown[];
    for (let offset = PIECE; offset < items.length && !report.isFull; offset += PIECE)
      for (const error of check({ [key]: items.slice(offset, offset + PIECE) }))
        if (error.instancePath.startsWith(`/${key}/`)) tell(error, offset);
  }
  return { broken, isDamaged };
}

const head = (items: unknown): unknown[] => (items as unknown[]).slice(0, PIECE);

/** Tells one error; true when only the text of a primitive is wrong. */
function describe(
  report: Report,
  error: SchemaError,
  type: TypeDefinition,
  place: Place,
  key: string,
  index: number | undefined,
): boolean {
  const name = key.startsWith("_") ? key.slice(1) : key;
  const property = type.properties.get(name);
  const at = property ? child(place, property.segment, index) : place;
  const params = { element: key, type: property?.type };
  switch (error.keyword) {
    case "additionalProperties":
      unknownElement(report, error.params.additionalProperty as string, type, place);
      return false;
    case "requiredElements":
      report.add("validate/missing-element", place, { element: error.params.element, type: type.name });
      return false;
    case "singleChoices": {
      const { element, keys } = error.params as { element: string; keys: string[] };
      report.add("validate/two-choices", child(place, element.slice(0, -3)), { element, keys: keys.join(", ") });
      return false;
    }
    case "minItems":
      report.add("validate/empty-array", at, params);
      return false;
    case "maxItems":
      report.add("validate/too-many", at, { ...params, max: error.params.limit as number });
      return false;
    case "minProperties":
      report.add("validate/empty-object", at, params);
      return false;
    case "type":
      wrongJson(report, error.data, property as Property, key, at, index);
      return false;
    case "enum":
      wrongCode(report, error, property as Property, at);
      return true;
    default:
      wrongValue(report, error.data, property as Property, at);
      return true;
  }
}

function unknownElement(report: Report, key: string, type: TypeDefinition, place: Place): void {
  const at = child(place, quoteName(key));
  const choice = [...type.properties.values()].filter(
    ({ element }) => element.endsWith("[x]") && key.startsWith(element.slice(0, -3)),
  );
  const element = choice[0]?.element ?? "";
  const tail = element && key.slice(element.length - 3);
  const wanted = tail && (typeDefinition(tail) ?? typeDefinition((tail[0] as string).toLowerCase() + tail.slice(1)));
  if (wanted && !isResourceType(wanted.name)) {
    const allowed = choice.map((one) => one.type).join(", ");
    report.add("validate/choice-type-not-allowed", at, { key, element, type: wanted.name, allowed });
    return;
  }
  const near = nearest(key, type.properties.keys());
  const hint = near === undefined ? undefined : `did you mean "${near}"?`;
  report.add("validate/unknown-element", at, { element: key, type: type.name }, hint ? { hint } : {});
}

function wrongJson(
  report: Report,
  data: unknown,
  property: Property,
  key: string,
  at: Place,
  index: number | undefined,
): void {
  const repeats = property.max !== 1;
  if (repeats && index === undefined) report.add("validate/not-an-array", at, { element: key });
  else if (Array.isArray(data) && !repeats) report.add("validate/not-repeating", at, { element: key });
  else {
    const isObject = property.kind !== "primitive-type" || key.startsWith("_");
    const expected = isObject ? "an object" : (PRIMITIVES[property.type]?.expected ?? "text");
    report.add("validate/wrong-json-type", at, { element: key, type: property.type, found: jsonType(data), expected });
  }
}

function jsonType(data: unknown): string {
  if (data === null) return "null";
  if (Array.isArray(data)) return "an array";
  return typeof data === "object" ? "an object" : `the ${typeof data} ${shown(data)}`;
}

function wrongCode(report: Report, error: SchemaError, property: Property, at: Place): void {
  const codes = (error.params.allowedValues as unknown[]).filter((code) => typeof code === "string");
  const code = String(error.data);
  report.add(
    "validate/code-not-in-value-set",
    at,
    { code: shown(code), valueSet: property.definition.binding },
    { hint: codesHint(code, codes) },
  );
}

/** Few codes are named, of many the nearest one. */
export function codesHint(code: string, codes: readonly string[]): string {
  if (codes.length <= 12) return `one of: ${codes.join(", ")}`;
  const near = nearest(code, codes);
  return near === undefined ? `one of ${codes.length} codes` : `did you mean "${near}"?`;
}

function wrongValue(report: Report, data: unknown, { type, definition }: Property, at: Place): void {
  const { expected } = (definition.form && CODE_FORMS[definition.form]) ?? PRIMITIVES[type] ?? { expected: "text" };
  report.add("validate/invalid-value", at, { type, value: shown(data), expected });
}

/** A value as a sentence shows it: in quotes, and not more of it than fits. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
