/** Reading HL7's OperationOutcomes: how many issues of which weight, where, and as a line of text. */

const ERRORS = new Set(["error", "fatal"]);

export const isError = (issue) => ERRORS.has(issue.severity);

export const errorsOf = (outcome) => (outcome.issue ?? []).filter(isError);

export const warningsOf = (outcome) => (outcome.issue ?? []).filter((issue) => issue.severity === "warning");

/** Where an issue stands, without the remarks HL7's validator puts into its expressions. */
export const placeOf = (issue) => (issue.expression?.[0] ?? "").replaceAll(/\/\*.*?\*\//g, "");

export const lineOf = (issue) => `${issue.severity.padEnd(7)} ${placeOf(issue)}  ${issue.details?.text ?? ""}`;
