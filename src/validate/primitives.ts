/**
 * The primitive types of R4: what JSON must hold and what the text must look like.
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */

import type { Property } from "../definitions/r4.js";
import { isAbsolute, unversioned } from "../fhir/uri.js";

export interface PrimitiveType {
  json: "string" | "number" | "integer" | "boolean";
  /** Whether the text (of string types) is a value of the type. */
  accepts?: (text: string) => boolean;
  minimum?: number;
  maximum?: number;
  /** What a right value looks like, for the hint. */
  expected: string;
}

const SPACE = /\s/;
const SPACE_ALL = /\s/g;
const INT_MAX = 2_147_483_647;
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/;
const ZONE = /^(.*)(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/s;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OID = /^[0-2](\.(0|[1-9]\d*))+$/;

/** A date of the calendar, to the year, month or day: 2024-02-29 is one, 2023-02-29 is not. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isDateTime(text: string): boolean {
  return text.includes("T") ? isInstant(text) : isDate(text);
}

/** Date, time to the second, and time zone. */
export function isInstant(text: string): boolean {
  const [date = "", rest = ""] = splitOnce(text, "T");
  const zoned = ZONE.exec(rest);
  return date.length === 10 && isDate(date) && zoned !== null && TIME.test(zoned[1] as string);
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** No white space, and a URN of the two kinds FHIR uses must be a right one. */
function isUri(text: string): boolean {
  if (text === "" || SPACE.test(text)) return false;
  // Only what begins with u or o needs a closer look.
  const first = text.charCodeAt(0);
  if (first !== 0x75 && first !== 0x6f) return true;
  if (/^(oid|uuid):/.test(text)) return false;
  const body = text.split(/[#|]/)[0] as string;
  if (body.startsWith("urn:uuid:")) return UUID.test(body.slice(9));
  if (body.startsWith("urn:oid:")) return OID.test(body.slice(8));
  return true;
}

const isCanonical = (text: string): boolean => isUri(text) && (text.startsWith("#") || isAbsolute(text));

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 with padding; white space inside is allowed in R4. */
export function isBase64(text: string): boolean {
  if (BASE64.test(text)) return text !== "" && text.length % 4 === 0;
  const dense = text.replace(SPACE_ALL, "");
  return dense !== text && isBase64(dense);
}

const string = (expected: string, accepts?: (text: string) => boolean): PrimitiveType => ({
  json: "string",
  expected,
  ...(accepts ? { accepts } : {}),
});
const integer = (minimum: number, expected: string): PrimitiveType => ({
  json: "integer",
  minimum,
  maximum: INT_MAX,
  expected,
});

export const PRIMITIVES: Readonly<Record<string, PrimitiveType>> = {
  base64Binary: string("base64 with padding", isBase64),
  boolean: { json: "boolean", expected: "true or false, without quotes" },
  canonical: string("an absolute URL, if need be with |version, or #id of a contained resource", isCanonical),
  code: string("a code without leading, trailing or double spaces", (text) => /^[^\s]+(\s[^\s]+)*$/.test(text)),
  date: string("a date of the calendar: 2024, 2024-02 or 2024-02-29", isDate),
  dateTime: string("2024, 2024-02, 2024-02-29 or, with seconds and time zone, 2024-02-29T13:30:00+01:00", isDateTime),
  decimal: { json: "number", expected: "a number, without quotes" },
  id: string("1 to 64 of A-Z a-z 0-9 - .", (text) => /^[A-Za-z0-9\-.]{1,64}$/.test(text)),
  instant: string("a time to the second with time zone: 2024-02-29T13:30:00.000Z", isInstant),
  integer: integer(-INT_MAX - 1, "a whole number of 32 bits, without quotes"),
  markdown: string("text that is not empty"),
  oid: string("urn:oid: and an object identifier", (text) => text.startsWith("urn:oid:") && isUri(text)),
  positiveInt: integer(1, "a whole number from 1 to 2147483647, without quotes"),
  string: string("text that is not empty"),
  time: string("a time with seconds, without zone: 13:30:00", (text) => TIME.test(text)),
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
  "http://hl7.org/fhir/ValueSet/all-languages": string("a BCP 47 language tag such as en or de-CH", (text) =>
    /^([A-Za-z]{2,8}|[xi])(-[A-Za-z0-9]{1,8})*$/.test(text),
  ),
};

/** The id of an element, unlike that of a resource, is any text without spaces. */
const ELEMENT_ID = string("an id without spaces", (text) => !/\s/.test(text));

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

/** Whether a value of the right JSON type is one of the primitive type. */
export function isValueOf({ accepts, minimum, maximum }: PrimitiveType, value: unknown): boolean {
  if (typeof value === "string") return value !== "" && (accepts?.(value) ?? true);
  return minimum === undefined || ((value as number) >= minimum && (value as number) <= (maximum as number));
}
