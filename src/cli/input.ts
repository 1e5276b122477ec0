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
  const json = isFhir || isJson(read) ? readFhir(read) : undefined;
  return json && (isFhir || json.kind === "none") ? json : { kind: "case", file: read.file, text: read.text };
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

/** JSON is FHIR when it names a resourceType, and a case when it names none: cases may be written as JSON, too. */
const namesResourceType = (text: string): boolean => BRACKET.test(text) && /"resourceType"\s*:/.test(text);

const isXml = (text: string): boolean => /^\s*<[?!A-Za-z]/.test(text);

const BRACKET = /^\s*[[{]/;

/** What can only be meant as JSON; in a file that is called YAML a bracket may be YAML's own. */
const isJson = ({ file, text }: Text): boolean =>
  /\.json$/i.test(file) || (BRACKET.test(text) && !/\.ya?ml$/i.test(file));

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
  if (isTooDeep(text)) return none(finding("cli/too-deep", { file, limit: MAX_DEPTH }, { bundle }));
  try {
    return { kind: "fhir", file, resource: parseJson(text), findings: duplicates(file, text, firstLine) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = fromLine(firstLine, placeOfError(error.message, text));
    const reason = withoutPosition(error.message);
    return none(finding("cli/not-json", { ...place, reason }, { bundle: { file, ...place } }));
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
