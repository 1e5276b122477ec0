/** A file as what it is: a case, or FHIR JSON. */
import { isTooDeep, MAX_DEPTH } from "../fhir/depth.js";
import { duplicateKeys, lostMembers } from "../fhir/duplicate-keys.js";
import { parseJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import { isResource } from "./ndjson.js";
import { readText, type Text } from "./read.js";

export type Input =
  | { kind: "case"; file: string; text: string }
  | { kind: "fhir"; file: string; resource: unknown; findings: Finding[] }
  | { kind: "none"; finding: Finding };

/** Reads a file (`-`: the standard input) that may hold a case or FHIR JSON. */
export const readInput = async (path: string): Promise<Input> => inputOf(await readText(path));

/** What was read, as what it is: JSON is a case when it has what only cases have, and else meant as FHIR. */
export function inputOf(read: Text | { finding: Finding }): Input {
  if ("finding" in read) return { kind: "none", ...read };
  const { file, text } = read;
  if (isXml(text)) return { kind: "none", finding: finding("cli/xml", { file }) };
  const json = isJson(read) || namesResourceType(text) ? readFhir(read) : undefined;
  if (!json || (json.kind === "fhir" && isCase(json.resource))) return { kind: "case", file, text };
  if (json.kind === "fhir" && isOfPackage(file, json.resource))
    return { kind: "none", finding: finding("cli/no-resource", { file }) };
  return json;
}

/** Reads a file that can only be a case. */
export async function readCaseInput(path: string): Promise<Exclude<Input, { kind: "fhir" }>> {
  const read = await readText(path);
  if ("finding" in read) return { kind: "none", ...read };
  const { file, text } = read;
  if (isXml(text)) return { kind: "none", finding: finding("cli/xml", { file }) };
  const json = isJson(read) || namesResourceType(text) ? readFhir(read) : undefined;
  if (json?.kind === "fhir" && namesResourceType(text)) {
    return { kind: "none", finding: finding("cli/not-a-case", { file }) };
  }
  return json?.kind === "none" ? json : { kind: "case", file: read.file, text: read.text };
}

/** Reads a file of JSON that is neither a case nor FHIR, such as a receipt. */
export async function readJson(path: string): Promise<{ json: unknown } | { finding: Finding }> {
  const read = await readText(path);
  if ("finding" in read) return read;
  const parsed = readFhir(read);
  return parsed.kind === "none" ? { finding: parsed.finding } : { json: parsed.resource };
}

const namesResourceType = (text: string): boolean => BRACKET.test(text) && /"resourceType"\s*:/.test(text);

const has = (json: unknown, key: string): boolean =>
  typeof json === "object" && json !== null && Object.hasOwn(json, key);

/** A case has keys that no FHIR resource has, and its language is a number. */
const isCase = (json: unknown): boolean =>
  !has(json, "resourceType") &&
  (has(json, "case") ||
    has(json, "namespace") ||
    typeof (json as { language?: unknown } | null)?.language === "number");

/** A FHIR package has its manifest and its index among its resources. */
const isOfPackage = (file: string, json: unknown): boolean =>
  !has(json, "resourceType") && /(^|[\\/])(package|\.index|\.derived\.index)\.json$/.test(file);

const isXml = (text: string): boolean => /^\s*<[?!A-Za-z]/.test(text);

const BRACKET = /^\s*[[{]/;

/** What can only be meant as JSON; in a file that is called YAML a bracket, or nothing, may be YAML's own. */
const isJson = ({ file, text }: Text): boolean =>
  /\.json$/i.test(file) || (/^\s*([[{]|$)/.test(text) && !/\.ya?ml$/i.test(file));

type Parsed = Exclude<Input, { kind: "case" }>;

/**
 * What can only be FHIR JSON.
 *
 * @param firstLine the line of the file that the text begins in
 */
export function readFhir({ file, text, oddByte }: Text, firstLine = 1): Parsed {
  const none = (found: Finding): Parsed => ({ kind: "none", finding: found });
  const bundle = { file, ...(firstLine > 1 ? { line: firstLine } : {}) };
  if (oddByte >= 0) return none(finding("cli/not-utf8", { file, byte: oddByte }, { bundle }));
  if (!/\S/.test(text)) return none(finding("cli/empty", { file }, { bundle }));
  if (isTooDeep(text)) return none(finding("cli/too-deep", { file, limit: MAX_DEPTH }, { bundle }));
  try {
    const resource = parseJson(text);
    const findings = lostMembers(text, resource) ? duplicates(file, text, firstLine) : [];
    return { kind: "fhir", file, resource, findings };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = fromLine(firstLine, placeOfError(error.message, text));
    const reason = withoutPosition(error.message);
    const hint = isResource(/^.*/.exec(text)?.[0] ?? "")
      ? { hint: "what has a resource in each line is called .ndjson" }
      : {};
    return none(finding("cli/not-json", { ...place, reason }, { bundle: { file, ...place }, ...hint }));
  }
}

const duplicates = (file: string, text: string, firstLine: number): Finding[] =>
  duplicateKeys(text).map(({ key, ...at }) => {
    const place = fromLine(firstLine, at);
    return finding("validate/duplicate-key", { key, ...place }, { bundle: { file, ...place } });
  });

const fromLine = (firstLine: number, { line, column }: { line: number; column: number }) => ({
  line: line + firstLine - 1,
  column,
});

/** Where the parser stopped: parseJson says so in its sentence; where it does not, the text ended too early. */
function placeOfError(message: string, text: string): { line: number; column: number } {
  const position = /position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  const line = before.split("\n").length;
  return { line, column: before.length - before.lastIndexOf("\n") };
}

const withoutPosition = (message: string): string =>
  message.replace(/ (?:in JSON )?at position \d+.*$/s, "").replace(/, .* is not valid JSON$/s, "");
