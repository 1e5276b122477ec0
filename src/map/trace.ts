/** The Trace: for every resource and element, the line of the case it came from and the rule that made it. */
import type { CasePlace } from "../finding/finding.js";

export interface ElementTrace {
  /** FHIRPath inside the resource, e.g. `MedicationStatement.dosage`. */
  expression: string;
  rule: string;
  case: CasePlace;
}

export interface ResourceTrace {
  /** The Bundle entry, 0-based. */
  entry: number;
  /** `Type/id`. */
  resource: string;
  /** What it is in the case's words: condition, medication, imaging ... */
  kind: string;
  rule: string;
  case: CasePlace;
  elements: ElementTrace[];
}

export interface Trace {
  case: string;
  resources: ResourceTrace[];
}

/**
 * Finds the line of the case behind a place in the Bundle.
 *
 * @param entry the Bundle entry, 0-based
 * @param expression FHIRPath as findings on the Bundle carry it (`Bundle.entry[3].resource.dosage[0].text`)
 * @returns the place of the longest traced element that contains it, or of the whole resource
 */
export function locateInCase(trace: Trace, entry: number | undefined, expression?: string): CasePlace | undefined {
  const resource = trace.resources.find((candidate) => candidate.entry === entry);
  if (!resource) return undefined;
  const path = expression?.replace(/^Bundle\.entry\[\d+\]\.resource\.?/, "") ?? "";
  const indexed = path.replace(/^[A-Z]\w*\./, "").replace(/\.ofType\(\w+\)/g, "");
  const steps = indexed.replace(/\[\d+\]/g, "");
  const inside = resource.elements.filter(({ expression: traced }) => {
    const element = traced.slice(traced.indexOf(".") + 1);
    return (
      [indexed, steps].some((place) => place === element || place.startsWith(`${element}.`)) ||
      element.replace(/(DateTime|Period|Quantity|CodeableConcept|String|Range|Ratio)$/, "") === steps.split(".")[0]
    );
  });
  inside.sort((a, b) => b.expression.length - a.expression.length);
  return (inside[0] ?? resource).case;
}
