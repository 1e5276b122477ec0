/** What is asked of the text of a right value: white space, HTML where none belongs, addresses that nobody has. */
import type { FindingCode } from "../finding/catalogue.js";
import type { Severity } from "../finding/finding.js";
import type { Settings } from "./context.js";

/** What is wrong with a text; undefined when nothing is. */
export type TextRule = (text: string, settings: Settings) => TextFault | undefined;

export interface TextFault {
  code: FindingCode;
  severity: Severity;
  detail: string;
}

const TAG = /<\/?[A-Za-z!][^\s>]{0,20}/;
const isSpace = (code: number): boolean => code <= 32 || code === 160;

function spaces(text: string): TextFault | undefined {
  if (!isSpace(text.charCodeAt(0)) && !isSpace(text.charCodeAt(text.length - 1))) return undefined;
  const detail = text.trim() === "" ? "it is white space alone" : "it begins or ends with white space";
  return { code: "validate/white-space", severity: "warning", detail };
}

/** @see https://hl7.org/fhir/R4/security.html#narrative */
const string: TextRule = (text, settings) => {
  const tag = settings.securityChecks && text.includes("<") ? TAG.exec(text)?.[0] : undefined;
  return tag === undefined ? spaces(text) : { code: "validate/html-in-text", severity: "error", detail: tag };
};

/** HTML in markdown is for the reader's software to escape; @see https://hl7.org/fhir/R4/datatypes.html#markdown */
const markdown: TextRule = (text, settings) => {
  const tag = text.includes("<") ? TAG.exec(text)?.[0] : undefined;
  if (tag === undefined) return undefined;
  const severity = settings.securityChecks ? "error" : settings.htmlInMarkdown;
  return { code: "validate/html-in-text", severity, detail: tag };
};

/** Hosts that are reserved for examples (RFC 2606), and those that FHIR's own examples use. */
const EXAMPLE_HOST = /^https?:\/\/(?:[\w-]+\.)*(?:example\.(?:com|org|net)|acme\.(?:com|org))(?=[:/]|$)/;
/** Branches of the tree of OIDs that are reserved for examples. */
const EXAMPLE_OID = /^urn:oid:(?:2\.999|1\.3\.6\.1\.4\.1\.32473)\./;

/** Whether an address is one for examples, where nobody expects to find anything. */
export const isExampleUrl = (text: string): boolean => EXAMPLE_HOST.test(text) || EXAMPLE_OID.test(text);

const address: TextRule = (text, settings) =>
  !settings.exampleUrls && isExampleUrl(text)
    ? { code: "validate/example-url", severity: "error", detail: text }
    : undefined;

/** By primitive type. */
export const TEXT_RULES: ReadonlyMap<string, TextRule> = new Map(
  Object.entries({ string, markdown, uri: address, url: address, canonical: address }),
);
