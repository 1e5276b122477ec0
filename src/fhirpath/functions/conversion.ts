/** @see https://hl7.org/fhirpath/N1/#conversion */
import type { Compile, Functions } from "../call.js";
import { single } from "../code.js";
import { meaningOf } from "../comparable.js";
import { type Item, Quantity, Temporal } from "../item.js";
import { truth } from "../logic.js";
import { temporal } from "../temporal.js";
import { BOOLEAN, DECIMAL, INTEGER, STRING, type Types } from "../types.js";

/** What a value is as another type; undefined when it cannot be. */
type Convert = (value: unknown) => Item | undefined;

const TRUE = /^(true|t|yes|y|1|1\.0)$/i;
const FALSE = /^(false|f|no|n|0|0\.0)$/i;

const toBoolean: Convert = (value) => {
  if (typeof value === "boolean") return value;
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return undefined;
  return TRUE.test(text) ? true : FALSE.test(text) ? false : undefined;
};

const number =
  (form: RegExp): Convert =>
  (value) => {
    if (typeof value === "boolean") return Number(value);
    const text = typeof value === "number" ? String(value) : value;
    return typeof text === "string" && form.test(text) ? Number(text) : undefined;
  };

const toText: Convert = (value) => {
  if (value instanceof Temporal) return value.text;
  if (value instanceof Quantity) return value.toString();
  return typeof value === "string"
    ? value
    : typeof value === "object" || value === undefined
      ? undefined
      : String(value);
};

const toTemporal =
  (type: Temporal["type"]): Convert =>
  (value) => {
    if (typeof value === "string") return temporal(value, type);
    if (!(value instanceof Temporal) || (value.type === "Time") !== (type === "Time")) return undefined;
    return new Temporal(type === "Date" ? (value.text.split("T")[0] as string) : value.text, type);
  };

const QUANTITY = /^([+-]?\d+(?:\.\d+)?)\s*(?:'([^']+)'|(year|month|week|day|hour|minute|second|millisecond)s?)?$/;

const toQuantity: Convert = (value) => {
  if (value instanceof Quantity) return value;
  if (typeof value === "number" || typeof value === "boolean") return new Quantity(Number(value), "1", false);
  const [, digits, unit, calendar] = (typeof value === "string" && QUANTITY.exec(value)) || [];
  return digits === undefined
    ? undefined
    : new Quantity(Number(digits), calendar ?? unit ?? "1", calendar !== undefined);
};

/** By the name behind `to` and `convertsTo`. */
const CONVERSIONS: Readonly<Record<string, readonly [Types, Convert]>> = {
  Boolean: [BOOLEAN, toBoolean],
  Integer: [INTEGER, number(/^[+-]?\d+$/)],
  Decimal: [DECIMAL, number(/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/)],
  String: [STRING, toText],
  Date: [["System.Date"], toTemporal("Date")],
  DateTime: [["System.DateTime"], toTemporal("DateTime")],
  Time: [["System.Time"], toTemporal("Time")],
  Quantity: [["System.Quantity"], toQuantity],
};

const conversion =
  (types: Types, convert: Convert): Compile =>
  (input) => {
    const meaning = meaningOf(input.types);
    return single(types, (focus, frame) => {
      const item = input.one(focus, frame);
      return item === undefined ? undefined : convert(meaning(item));
    });
  };

const isConvertible =
  (convert: Convert): Compile =>
  (input) => {
    const meaning = meaningOf(input.types);
    return truth((focus, frame) => {
      const item = input.one(focus, frame);
      return item === undefined ? undefined : convert(meaning(item)) !== undefined;
    });
  };

export const CONVERSION: Functions = Object.fromEntries(
  Object.entries(CONVERSIONS).flatMap(([name, [types, convert]]) => [
    [`to${name}`, [0, 0, conversion(types, convert)] as const],
    [`convertsTo${name}`, [0, 0, isConvertible(convert)] as const],
  ]),
);
