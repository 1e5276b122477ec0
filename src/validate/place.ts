/**
 * Where the judge stands in the resource: a linked list that becomes a FHIRPath only when something is wrong.
 *
 * The form is that of OperationOutcome.issue.expression in HL7's own validator: element names, a choice as
 * `value.ofType(Quantity)`, an index on every repeating element, `Bundle.entry[3].resource` for what an entry holds.
 * @see https://hl7.org/fhir/R4/operationoutcome-definitions.html#OperationOutcome.issue.expression
 */
import type { BundlePlace } from "../finding/finding.js";

export interface Place {
  parent?: Place | undefined;
  /** `Patient`, `name`, `value.ofType(Quantity)`. */
  segment: string;
  index?: number | undefined;
}

export const rootPlace = (type: string): Place => ({ parent: undefined, segment: type, index: undefined });

export const child = (parent: Place, segment: string, index?: number): Place => ({ parent, segment, index });

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name that somebody else chose, as FHIRPath writes it: quoted by back-ticks when it is no identifier. */
export const quoteName = (name: string): string =>
  IDENTIFIER.test(name) ? name : `\`${name.replace(/[\\`]/g, (sign) => `\\${sign}`)}\``;

export function toExpression({ parent, segment, index }: Place): string {
  const own = index === undefined ? segment : `${segment}[${index}]`;
  return parent === undefined ? own : `${toExpression(parent)}.${own}`;
}

/** The place as findings carry it; `entry` is the outermost Bundle's. */
export function toBundlePlace(place: Place, file: string | undefined): BundlePlace {
  let at = place;
  while (at.parent?.parent) at = at.parent;
  const result: BundlePlace = file === undefined ? {} : { file };
  if (at.segment === "entry" && at.index !== undefined && at.parent?.segment === "Bundle") result.entry = at.index;
  result.expression = toExpression(place);
  return result;
}
