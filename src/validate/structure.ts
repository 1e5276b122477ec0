/** Findings about one level of a resource: what is unknown there, missing, doubled or of the wrong JSON type. */

import { isResourceType, type TypeDefinition, typeDefinition } from "../definitions/r4.js";
import { MAX_DEPTH } from "../fhir/depth.js";
import { unversioned } from "../fhir/uri.js";
import { nearest } from "../finding/nearest.js";
import { child, type Place, quoteName } from "./place.js";
import type { PropertyPlan } from "./plan.js";
import type { Report } from "./report.js";

/** The resource nests too deep to be judged at all. */
export class TooDeep extends Error {}

/** Sees to it that what the walk does not enter is no deeper than what it may enter. */
export function refuseDepth(value: unknown, limit = MAX_DEPTH): void {
  if (typeof value !== "object" || value === null) return;
  if (limit === 0) throw new TooDeep();
  for (const key in value) refuseDepth((value as Record<string, unknown>)[key], limit - 1);
}

export function unknownElement(report: Report, key: string, value: unknown, type: TypeDefinition, place: Place): void {
  refuseDepth(value);
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

/** A value of the wrong JSON type: an array or none, an object or none, or a primitive of another type. */
export function wrongJson(report: Report, value: unknown, plan: PropertyPlan, at: Place, isItem: boolean): void {
  refuseDepth(value);
  const { property, values, isSibling, repeats } = plan;
  const element = isSibling ? `_${plan.name}` : plan.name;
  if (repeats && !isItem) report.add("validate/not-an-array", at, { element });
  else if (Array.isArray(value) && !repeats) report.add("validate/not-repeating", at, { element });
  else {
    const expected = !values || isSibling ? "an object" : values.primitive.expected;
    report.add("validate/wrong-json-type", at, { element, type: property.type, found: jsonType(value), expected });
  }
}

function jsonType(data: unknown): string {
  if (data === null) return "null";
  if (Array.isArray(data)) return "an array";
  return typeof data === "object" ? "an object" : `the ${typeof data} ${shown(data)}`;
}

/** Text that is none of the type's, or no code of the list. */
export function wrongValue(report: Report, value: unknown, { property, values }: PropertyPlan, at: Place): void {
  const { type, definition } = property;
  const { codes, primitive } = values ?? {};
  if (codes) {
    const { valueSet = "" } = definition.binding ?? {};
    const hint = codesHint(String(value), [...codes] as string[]);
    report.add("validate/code-not-in-value-set", at, { code: shown(value), valueSet: unversioned(valueSet) }, { hint });
  } else report.add("validate/invalid-value", at, { type, value: shown(value), expected: primitive?.expected });
}

/** Few codes are named, of many the nearest one. */
export function codesHint(code: string, codes: readonly string[]): string {
  if (codes.length <= 12) return `one of: ${codes.join(", ")}`;
  const near = nearest(code, codes);
  return near === undefined ? `one of ${codes.length} codes` : `did you mean "${near}"?`;
}

/** A value as a sentence shows it: in quotes, and not more of it than fits. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
