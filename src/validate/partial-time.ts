/** Comparing dates and times of any precision, as FHIRPath does: part by part, until one is missing. */

const PARTS = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(.*))?)?)?$/;

/**
 * Whether `start` is certainly not after `end`: of 2016 and 2016-02 nobody can tell, and a rule that demands an order
 * is not met then. Text that is no date is told elsewhere and passes.
 * @see https://hl7.org/fhirpath/N1/#datetime-comparison
 */
export function isInOrder(start: string, end: string): boolean {
  const [from, to] = [PARTS.exec(start), PARTS.exec(end)];
  if (!from || !to) return true;
  if (from[4] !== undefined && to[4] !== undefined) return !(Date.parse(start) > Date.parse(end));
  for (const part of [1, 2, 3, 4]) {
    const [a, b] = [from[part], to[part]];
    if (a === undefined || b === undefined) return a === b;
    if (a !== b) return a < b;
  }
  return true;
}
