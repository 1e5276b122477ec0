/**
 * The primitive types of R4: what JSON must hold and what the text must look like.
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */

import type { Property } from "../definitions/r4.js";
import { hasSpace, isSpace } from "../fhir/characters.js";
import { isLanguageTag } from "../fhir/language.js";
import { isId } from "../fhir/references.js";
import { isAbsolute, unversioned } from "../fhir/uri.js";
import { isBase64 } from "./base64.js";
import { isDate, isDateTime, isInstant, isTime } from "./temporal.js";

export interface PrimitiveType {
  json: "string" | "number" | "integer" | "boolean";
  /** Whether it is a value of the type. */
  isRight: (value: unknown) => boolean;
  /** What a right value looks like, for the hint. */
  expected: string;
}

const INT_MAX = 2_147_483_647;
/** Each to its end, or to the fragment or version behind it. */
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:$|[#|])/;
const OID = /^urn:oid:[0-2](\.(0|[1-9]\d*))+(?:$|[#|])/;

/** No white space at the ends, and no two of them together. */
function isCode(text: string): boolean {
  let isAfterSpace = true;
  for (let i = 0; i < text.length; i++) {
    const isHere = isSpace(text.charCodeAt(i));
    if (isHere && isAfterSpace) return false;
    isAfterSpace = isHere;
  }
  return !isAfterSpace;
}

/** No white space, and a URN of the two kinds FHIR uses must be a right one. */
function isUri(text: string): boolean {
  if (hasSpace(text)) return false;
  // Only what begins with u or o needs a closer look.
  const first = text.charCodeAt(0);
  if (first !== 0x75 && first !== 0x6f) return true;
  if (text.startsWith("urn:uuid:")) return UUID.test(text);
  if (text.startsWith("urn:oid:")) return OID.test(text);
  return !text.startsWith("oid:") && !text.startsWith("uuid:");
}

const isCanonical = (text: string): boolean => isUri(text) && (text.startsWith("#") || isAbsolute(text));

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

const string = (expected: string, accepts?: (text: string) => boolean): PrimitiveType => ({
  json: "string",
  isRight: accepts ? (value) => typeof value === "string" && value !== "" && accepts(value) : isText,
  expected,
});
const integer = (minimum: number, expected: string): PrimitiveType => ({
  json: "integer",
  isRight: (value) => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= INT_MAX,
  expected,
});

export const PRIMITIVES: Readonly<Record<string, PrimitiveType>> = {
  base64Binary: string("base64 with padding", isBase64),
  boolean: {
    json: "boolean",
    isRight: (value) => typeof value === "boolean",
    expected: "true or false, without quotes",
  },
  canonical: string("an absolute URL, if need be with |version, or #id of a contained resource", isCanonical),
  code: string("a code without leading, trailing or double spaces", isCode),
  date: string("a date of the calendar: 2024, 2024-02 or 2024-02-29", isDate),
  dateTime: string("2024, 2024-02, 2024-02-29 or, with seconds and time zone, 2024-02-29T13:30:00+01:00", isDateTime),
  decimal: { json: "number", isRight: (value) => typeof value === "number", expected: "a number, without quotes" },
  id: string("1 to 64 of A-Z a-z 0-9 - .", isId),
  instant: string("a time to the second with time zone: 2024-02-29T13:30:00.000Z", isInstant),
  integer: integer(-INT_MAX - 1, "a whole number of 32 bits, without quotes"),
  markdown: string("text that is not empty"),
  oid: string("urn:oid: and an object identifier", (text) => text.startsWith("urn:oid:") && isUri(text)),
  positiveInt: integer(1, "a whole number from 1 to 2147483647, without quotes"),
  string: string("text that is not empty"),
  time: string("a time with seconds, without zone: 13:30:00", isTime),
  unsignedInt: integer(0, "a whole number from 0 to 2147483647, without quotes"),
  uri: string("a URI without spaces; urn:uuid: is followed by a UUID in lower case, urn:oid: by an OID", isUri),
  url: string("a URL without spaces", isUri),
  uuid: string("urn:uuid: and a UUID in lower case", (text) => text.startsWith("urn:uuid:") && isUri(text)),
  xhtml: string("an XHTML div"),
};

/** Codes whose value set is a rule: media types (the short forms of R4's _format too) and BCP 47 language tags. */
export const CODE_FORMS: Readonly<Record<string, PrimitiveType>> = {
  "http://hl7.org/fhir/ValueSet/mimetypes": string("a media type such as text/plain", (text) =>
    /^([\w.+-]+\/[\w.+*-]+(\s*;.*)?|xml|json|ttl|turtle|html)$/.test(text),
  ),
  "http://hl7.org/fhir/ValueSet/all-languages": string("a BCP 47 language tag such as en or de-CH", isLanguageTag),
};

/** The id of an element, unlike that of a resource, is any text without spaces. */
const ELEMENT_ID = string("an id without spaces", (text) => !hasSpace(text));

/**
 * The form that an element's values have beyond that of their type.
 *
 * @param demanded the value set of which its codes must be
 */
export function formOf(
  { element, type }: Pick<Property, "element" | "type">,
  demanded = "",
): PrimitiveType | undefined {
  if (element === "id" && type === "string") return ELEMENT_ID;
  return CODE_FORMS[unversioned(demanded)];
}

/** Whether JSON has the right type for a primitive, whatever its text. */
export function hasJsonType({ json }: PrimitiveType, value: unknown): boolean {
  return json === "integer" ? typeof value === "number" && Number.isInteger(value) : typeof value === json;
}
