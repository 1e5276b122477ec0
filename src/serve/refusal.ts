import type { OperationOutcomeIssue } from "../fhir/types.js";

/** An answer that ends the interaction: thrown where the reason is known, turned into an OperationOutcome at the door. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly issues: readonly OperationOutcomeIssue[],
  ) {
    super(issues[0]?.diagnostics ?? `HTTP ${status}`);
  }
}

/**
 * Makes a refusal with one issue.
 *
 * @param code of http://hl7.org/fhir/issue-type
 * @param expression FHIRPath of the element at fault
 */
export function refuse(
  status: number,
  code: OperationOutcomeIssue["code"],
  diagnostics: string,
  expression?: string,
): Refusal {
  return new Refusal(status, [
    { severity: "error", code, diagnostics, ...(expression ? { expression: [expression] } : {}) },
  ]);
}

/** What is answered after an error: a refusal says it itself, anything else is a fault of the server. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(500, [
    { severity: "fatal", code: "exception", diagnostics: "The server failed at this request." },
  ]);
}

/** Runs a step of one entry: what it refuses is told at `Bundle.entry[index]`. */
export function atEntry<T>(index: number, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.status, placeAtEntry(index, error.issues));
  }
}

/** `Patient.name` of entry 3 is `Bundle.entry[3].resource.name`; an issue without a place gets the entry's. */
function placeAtEntry(index: number, issues: readonly OperationOutcomeIssue[]): OperationOutcomeIssue[] {
  const entry = `Bundle.entry[${index}]`;
  const place = (expression: string) =>
    /^[A-Z]/.test(expression) ? expression.replace(/^\w+/, `${entry}.resource`) : `${entry}.${expression}`;
  return issues.map((issue) => ({ ...issue, expression: issue.expression?.map(place) ?? [entry] }));
}
