/** A file as what it is: a case, or FHIR JSON. */
import { isTooDeep, MAX_DEPTH } from "../fhir/depth.js";
import { duplicateKeys } from "../fhir/duplicate-keys.js";
import { parseJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import { readText, type Text } from "./read.js";

export type Input =
  | { kind: "case"; file: string; text: string }
  | { kind: "fhir"; file: string; resource: unknown; findings: Finding[] }
  | { kind: "none"; finding: Finding };

/** Reads a file (`-`: the standard input) that may hold a case or FHIR JSON. */
export const readInput = async (path: string): Promise<Input> => inputOf(await readText(path));

/** What was read, as what it is. */
export function inputOf(read: Text | { finding: Finding }): Input {
  if ("finding" in read) return { kind: "none", ...read };
  if (isXml(read.text)) return { kind: "none", finding: finding("cli/xml", { file: read.file }) };
  const isFhir = namesResourceType(read.text);
  const json = isFhir || isJson(read) ? parse(read) : undefined;
  return json && (isFhir || json.kind === "none") ? json : { kind: "case", file: read.file, text: read.text };
}

/** Reads a file that can only be a case. */
export async function readCaseInput(path: string): Promise<Exclude<Input, { kind: "fhir" }>> {
  const read = await readText(path);
  if ("finding" in read) return { kind: "none", ...read };
  const { file, text } = read;
  if (isXml(text)) return { kind: "none", finding: finding("cli/xml", { file }) };
  const json = isJson(read) || namesResourceType(text) ? parse(read) : undefined;
  if (json?.kind === "fhir" && namesResourceType(text)) {
    return { kind: "none", finding: finding("cli/not-a-case", { file }) };
  }
  return json?.kind === "none" ? json : { kind: "case", file: read.file, text: read.text };
}

/** Reads a file of JSON that is neither a case nor FHIR, such as a receipt. */
export async function readJson(path: string): Promise<{ json: unknown } | { finding: Finding }> {
  const read = await readText(path);
  if ("finding" in read) return read;
  const parsed = parse(read);
  return parsed.kind === "none" ? { finding: parsed.finding } : { json: parsed.resource };
}

/** JSON is FHIR when it names a resourceType, and a case when it names none: cases may be written as JSON, too. */
const namesResourceType = (text: string): boolean => BRACKET.test(text) && /"resourceType"\s*:/.test(text);

const isXml = (text: string): boolean => /^\s*<[?!A-Za-z]/.test(text);

const BRACKET = /^\s*[[{]/;

/** What can only be meant as JSON; in a file that is called YAML a bracket may be YAML's own. */
const isJson = ({ file, text }: Text): boolean =>
  /\.json$/i.test(file) || (BRACKET.test(text) && !/\.ya?ml$/i.test(file));

type Parsed = Exclude<Input, { kind: "case" }>;

function parse({ file, text, oddByte }: Text): Parsed {
  const none = (found: Finding): Parsed => ({ kind: "none", finding: found });
  if (oddByte >= 0) return none(finding("cli/not-utf8", { file, byte: oddByte }, { bundle: { file } }));
  if (isTooDeep(text)) return none(finding("cli/too-deep", { file, limit: MAX_DEPTH }, { bundle: { file } }));
  try {
    return { kind: "fhir", file, resource: parseJson(text), findings: duplicates(file, text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = { ...placeOfError(error.message, text), reason: withoutPosition(error.message) };
    return none(finding("cli/not-json", place, { bundle: { file } }));
  }
}

const duplicates = (file: string, text: string): Finding[] =>
  duplicateKeys(text).map((place) => finding("validate/duplicate-key", { ...place }, { bundle: { file } }));

/** Where the parser stopped: parseJson says so in its sentence; where it does not, the text ended too early. */
function placeOfError(message: string, text: string): { line: number; column: number } {
  const position = /position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  const line = before.split("\n").length;
  return { line, column: before.length - before.lastIndexOf("\n") };
}

const withoutPosition = (message: string): string =>
  message.replace(/ (?:in JSON )?at position \d+.*$/s, "").replace(/, .* is not valid JSON$/s, "");
