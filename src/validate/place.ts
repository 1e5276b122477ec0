/**
 * Where the judge stands in the resource: a linked list that becomes a FHIRPath only when something is wrong.
 *
 * The form is that of OperationOutcome.issue.expression in HL7's own validator: element names, a choice as
 * `value.ofType(Quantity)`, an index on every repeating element, `Bundle.entry[3].resource` for what an entry holds.
 * @see https://hl7.org/fhir/R4/operationoutcome-definitions.html#OperationOutcome.issue.expression
 */
import type { BundlePlace } from "../finding/finding.js";

export interface Place {
  parent?: Place;
  /** `Patient`, `name`, `value.ofType(Quantity)`. */
  segment: string;
  index?: number;
}

export const rootPlace = (type: string): Place => ({ segment: type });

export const child = (parent: Place, segment: string, index?: number): Place => ({ parent, segment, index });

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name that somebody else chose, as FHIRPath writes it: quoted by back-ticks when it is no identifier. */
export const quoteName = (name: string): string =>
  IDENTIFIER.test(name) ? name : `\`${name.replace(/[\\`]/g, (sign) => `\\${sign}`)}\``;

export function toExpression(place: Place): string {
  const segments: string[] = [];
  for (let at: Place | undefined = place; at; at = at.parent)
    segments.push(at.index === undefined ? at.segment : `${at.segment}[${at.index}]`);
  return segments.reverse().join(".");
}

/** The place as findings carry it; `entry` is the outermost Bundle's. */
export function toBundlePlace(place: Place, file: string | undefined): BundlePlace {
  let entry: number | undefined;
  for (let at = place; at.parent; at = at.parent)
    if (!at.parent.parent && at.parent.segment === "Bundle" && at.segment === "entry") entry = at.index;
  return {
    ...(file === undefined ? {} : { file }),
    ...(entry === undefined ? {} : { entry }),
    expression: toExpression(place),
  };
}
