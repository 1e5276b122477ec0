/** Items as what they mean: FHIR's dates as dates, its quantities as quantities, everything else as its JSON. */
import { EvaluationError } from "./code.js";
import { type Item, isObject, jsonOf, Quantity, type Temporal, typeOf } from "./item.js";
import { temporal } from "./temporal.js";
import { systemType, type Types } from "./types.js";

/** What the values of a type mean; undefined for a primitive without a value. */
export function meaningOf(types: Types): (item: Item) => unknown {
  const [type] = types;
  if (type !== undefined && types.length === 1) {
    const convert = CONVERT[systemType(type)];
    return convert ? (item) => convert(jsonOf(item)) : jsonOf;
  }
  return (item) => {
    const convert = CONVERT[systemType(typeOf(item, types))];
    return convert ? convert(jsonOf(item)) : jsonOf(item);
  };
}

const temporalOf =
  (type: Temporal["type"]) =>
  (value: unknown): unknown =>
    temporal(value, type) ?? value;

/** By System type. */
const CONVERT: Readonly<Record<string, (value: unknown) => unknown>> = {
  "System.Date": temporalOf("Date"),
  "System.DateTime": temporalOf("DateTime"),
  "System.Time": temporalOf("Time"),
  "System.Quantity": quantityOf,
};

const UCUM = "http://unitsofmeasure.org";

/** A FHIR Quantity in UCUM units is one of FHIRPath's; any other stays what it is. */
function quantityOf(quantity: unknown): unknown {
  if (!isObject(quantity) || quantity instanceof Quantity) return quantity;
  const { system, code, value, comparator } = quantity;
  if (system !== UCUM || typeof code !== "string" || typeof value !== "number") return quantity;
  if (comparator !== undefined) throw new EvaluationError("a quantity with a comparator is no single number");
  return new Quantity(value, code, false);
}
