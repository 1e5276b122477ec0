/** Findings as FHIR says them: OperationOutcome, with the extensions that HL7's validator uses. */
import type { Finding, Severity } from "../finding/finding.js";
import type { Extension, OperationOutcome, OperationOutcomeIssue } from "./types.js";

const EXTENSION = "http://hl7.org/fhir/StructureDefinition/operationoutcome-";

type IssueType = OperationOutcomeIssue["code"];

/** The kind of issue by what the finding's code speaks of (https://hl7.org/fhir/R4/valueset-issue-type.html); the first that fits. */
const TYPES: readonly (readonly [RegExp, IssueType])[] = [
  [/too-many|too-deep|too-large/, "too-costly"],
  [/invariant|constraint/, "invariant"],
  [/extension/, "extension"],
  [/display|binding|value-set|code-(?!missing)|unit/, "code-invalid"],
  [/missing|required|too-few/, "required"],
  [/unresolved|not-found|dangling|no-such/, "not-found"],
  [/not-json|not-utf8|duplicate-key|element|resource-type|not-an?-/, "structure"],
  [/value|format/, "value"],
];

const OTHERWISE: Readonly<Record<Severity, IssueType>> = {
  error: "invalid",
  warning: "invalid",
  information: "informational",
};

const typeOf = ({ code, severity }: Finding): IssueType =>
  TYPES.find(([words]) => words.test(code))?.[1] ?? OTHERWISE[severity];

/** A finding as an issue; where it stands in a case counts before where it stands in what the case became. */
export function issueOf(finding: Finding): OperationOutcomeIssue {
  const { severity, code, message, hint, messageId, bundle } = finding;
  const place: { line?: number; column?: number } = finding.case ?? bundle ?? {};
  const extension: Extension[] = [
    ...extensionOf("issue-line", { valueInteger: place.line }),
    ...extensionOf("issue-col", { valueInteger: place.column }),
    ...extensionOf("issue-source", { valueString: "case2fhir" }),
    ...extensionOf("message-id", { valueString: messageId }),
  ];
  return {
    extension,
    severity,
    code: typeOf(finding),
    details: { text: message },
    diagnostics: [`${code}: ${message}`, hint].filter(Boolean).join("; "),
    ...(bundle?.expression ? { expression: [bundle.expression] } : {}),
  };
}

/** An OperationOutcome has at least one issue. */
export function outcomeOf(issues: readonly OperationOutcomeIssue[], file?: string): OperationOutcome {
  const none: OperationOutcomeIssue = {
    severity: "information",
    code: "informational",
    details: { text: "All OK" },
    diagnostics: "All is well.",
  };
  const extension = extensionOf("file", { valueString: file });
  return {
    resourceType: "OperationOutcome",
    ...(extension.length > 0 ? { extension } : {}),
    issue: issues.length > 0 ? [...issues] : [none],
  };
}

/** Nothing where there is no value. */
function extensionOf(name: string, value: { valueInteger?: number | undefined; valueString?: string | undefined }) {
  const [[kind, content]] = Object.entries(value) as [[string, number | string | undefined]];
  return content === undefined ? [] : [{ url: `${EXTENSION}${name}`, [kind]: content } as Extension];
}
