/** Copies of a resource with another time or another value: a fact that still holds of them says too little. */
import { type Json, leavesOf, type Resource } from "./resources.js";

type Change = (value: string | number | boolean, path: readonly string[]) => string | number | boolean;

function changed<T>(value: T, change: Change, path: readonly string[] = []): T {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return change(value, path) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, changed(inner, change, [...path, key])]);
  return (Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)) as T;
}

const plusOne = (digits: string): string => String(Number(digits) + 1).padStart(digits.length, "0");

/** Every number becomes another; words change where they have no number and there is none beside them. */
function alter<T>(element: T): T {
  const hasNumber = leavesOf(element).some(({ value }) => typeof value === "number");
  return changed(element, (value) => {
    if (typeof value === "number") return value + 1;
    if (typeof value === "boolean") return !value;
    return hasNumber || /\d/.test(value) ? value.replaceAll(/\d+/g, plusOne) : `not ${value}`;
  });
}

/** Elements that hold what was found, of the types that have any. */
const VALUE = /^(value|dataAbsentReason)/;

/** A copy for each value of the resource, in which that one is another. `withDose` counts a drug's dosage as a value. */
export function otherValues(resource: Resource, withDose: boolean): { what: string; copy: Resource }[] {
  const { component = [], dosage } = resource as Json & { component?: Json[] };
  // Numbers that are told as components stand beside their words, which say the same again.
  const isSaidAgain = component.some((part) => "valueQuantity" in part || "valueRange" in part);
  const own = Object.keys(resource)
    .filter(
      (key) => resource.resourceType === "Observation" && VALUE.test(key) && !(key === "valueString" && isSaidAgain),
    )
    .map((key) => ({ what: key, copy: { ...resource, [key]: alter(resource[key]) } }));
  const parts = component.flatMap((part, i) =>
    Object.keys(part)
      .filter((key) => /^value(Quantity|Range|Ratio|Integer)$/.test(key))
      .map((key) => ({
        what: `component[${i}].${key}`,
        copy: { ...resource, component: component.with(i, { ...part, [key]: alter(part[key]) }) },
      })),
  );
  const doses = withDose && dosage ? [{ what: "dosage", copy: { ...resource, dosage: alter(dosage) } }] : [];
  return [...own, ...parts, ...doses];
}

/** Dates, the words a time was told in, and ages: by key, or by the URL of the extension they stand in. */
const DATE = /^\d{4}(-\d\d){0,2}(T.*)?$/;
const isTime = (value: unknown, path: readonly string[], resource: Resource): boolean =>
  (typeof value === "string" &&
    DATE.test(value) &&
    /(DateTime|Date|Instant|start|end|started|event)$/.test(path.at(-1) ?? "")) ||
  /^(onset|abatement|deceased|age)(Age|Range|String)$/.test(path[0] ?? "") ||
  /\/originalText$/.test(String((at(resource, path.slice(0, -1)) as Json | undefined)?.url));

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((inner, key) => (inner as Json | undefined)?.[key], value);

/** A copy in which every time that the resource tells is another; undefined when it tells none. */
export function otherTimes(resource: Resource): Resource | undefined {
  const told = leavesOf(resource).some(({ value, path }) => isTime(value, path, resource));
  if (!told) return undefined;
  return changed(resource, (value, path) => {
    if (path.at(-1) === "url" || !isTime(value, path, resource)) return value;
    if (typeof value === "string" && DATE.test(value)) return value.replace(/^\d{4}/, plusOne);
    return typeof value === "number" ? value + 1 : `not ${value}`;
  });
}
