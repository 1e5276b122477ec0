/**
 * Which element an ElementDefinition is about: its path, and the slice meant at each step of it. That is what its id
 * says; where the id is missing or says something else, the path and the slices begun before it say it.
 * @see https://hl7.org/fhir/R4/elementdefinition.html#id
 */
import type { ElementDefinition } from "../structure.js";

export interface Step {
  /** The element's name: `component`, `value[x]`, or the short `valueQuantity`. */
  name: string;
  /** `systolic`, and `systolic/left` for a slice of a slice. */
  slice?: string;
}

/** The steps of each element, the root's name not among them; to be asked in the order of the definition. */
export function stepReader(): (element: ElementDefinition) => Step[] {
  /** The slice last begun at each path. */
  const slices = new Map<string, string | undefined>();
  return (element) => {
    const steps = stepsOfId(element) ?? stepsOfPath(element, slices);
    for (const path of slices.keys()) if (path.startsWith(`${element.path}.`)) slices.delete(path);
    const parts = element.path.split(".");
    for (const [i, { slice }] of steps.entries()) slices.set(parts.slice(0, i + 2).join("."), slice);
    return steps;
  };
}

/** @returns undefined unless the id agrees with the path and the slice's name */
function stepsOfId({ id, path, sliceName }: ElementDefinition): Step[] | undefined {
  const steps = id?.split(".").map(toStep);
  if (steps?.map(({ name }) => name).join(".") !== path || steps.at(-1)?.slice !== sliceName) return undefined;
  return steps.slice(1);
}

function toStep(segment: string): Step {
  const colon = segment.indexOf(":");
  return colon < 0 ? { name: segment } : { name: segment.slice(0, colon), slice: segment.slice(colon + 1) };
}

function stepsOfPath({ path, sliceName }: ElementDefinition, slices: ReadonlyMap<string, string | undefined>): Step[] {
  const parts = path.split(".");
  return parts.slice(1).map((name, i) => {
    const isLast = i === parts.length - 2;
    const slice = isLast ? sliceName : slices.get(parts.slice(0, i + 2).join("."));
    return slice === undefined ? { name } : { name, slice };
  });
}
