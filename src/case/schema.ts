/**
 * A case document held against the case language's JSON Schema: everything that is wrong with it, each thing once, in
 * words, with what was expected. The one door from the case to ajv.
 */
import { createAjv, type ErrorObject, type ValidateFunction } from "../fhir/ajv.js";
import { type Finding, finding } from "../finding/finding.js";
import { negatedNames } from "./negation.js";
import { stepsOf } from "./pointer.js";
import type { CaseText } from "./read.js";
import { caseSchema } from "./schema-nodes.js";
import { explainError, isEcho, type SchemaError } from "./schema-words.js";

/** The published JSON Schema of the case language. */
export { caseSchema };

let compiled: ValidateFunction | undefined;

/**
 * Compiled at the first case, not at start: `--help` needs no schema. The schema itself is checked by the tests. Neither
 * inlining nor optimizing pays for documents of this size: it doubles and triples the time to compile.
 */
function validator(): ValidateFunction {
  compiled ??= createAjv({
    verbose: true,
    allowUnionTypes: true,
    messages: false,
    validateSchema: false,
    meta: false,
    inlineRefs: false,
    code: { optimize: false },
  }).compile(caseSchema);
  return compiled;
}

/**
 * @param document as readDocument gives it; where the schema wants a number and one is written, its text becomes a number in
 *   `document.data`
 * @returns all that is wrong, in the order of the document
 */
export function checkSchema(document: CaseText): Finding[] {
  let errors = schemaErrors(document.data);
  if (readNumbers(document, errors)) errors = schemaErrors(document.data);
  const siblings = byPointer(errors);
  const told = errors.filter(
    (error) => !isMisread(document, error.instancePath) && !isEcho(error, siblings.get(error.instancePath) ?? []),
  );
  const findings = told.map((error) => {
    const { code, params, part, pointer, offset, hint } = explainError(error);
    return finding(code, params, {
      case: document.place(pointer, part, offset),
      ...(hint === undefined ? {} : { hint }),
    });
  });
  findings.push(...negatedNames(document));
  return findings.sort(byPlace);
}

/** Everything that ajv has to say of a document, echoes included. */
export function schemaErrors(data: unknown): SchemaError[] {
  const check = validator();
  return check(data) ? [] : ((check.errors ?? []) as ErrorObject[] as SchemaError[]);
}

function byPointer(errors: readonly SchemaError[]): Map<string, SchemaError[]> {
  const groups = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const group = groups.get(error.instancePath);
    if (group) group.push(error);
    else groups.set(error.instancePath, [error]);
  }
  return groups;
}

const byPlace = (a: Finding, b: Finding): number =>
  (a.case?.line ?? 0) - (b.case?.line ?? 0) || (a.case?.column ?? 0) - (b.case?.column ?? 0);

/** Whether YAML already took this value, or one around it, for something else: it has its finding. */
function isMisread({ misread }: CaseText, pointer: string): boolean {
  if (misread.size === 0) return false;
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) if (misread.has(at)) return true;
  return false;
}

const NUMBERS: Readonly<Record<string, RegExp>> = {
  integer: /^[-+]?\d{1,15}$/,
  number: /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/,
};

/** Numbers are read as the text they were written as; they become numbers only where the schema takes nothing else. */
function readNumbers(document: CaseText, errors: readonly SchemaError[]): boolean {
  let changed = false;
  for (const { keyword, instancePath, data, parentSchema } of errors) {
    if (keyword !== "type" || typeof data !== "string") continue;
    const wanted = [parentSchema.type].flat().find((type) => type && NUMBERS[type]?.test(data));
    if (!wanted || !document.isPlain(instancePath)) continue;
    setAt(document.data, instancePath, Number(data));
    changed = true;
  }
  return changed;
}

function setAt(data: unknown, pointer: string, value: number): void {
  const steps = stepsOf(pointer);
  const last = steps.pop() ?? "";
  const parent = steps.reduce((at, step) => (at as Record<string, unknown>)[step], data);
  (parent as Record<string, unknown>)[last] = value;
}
