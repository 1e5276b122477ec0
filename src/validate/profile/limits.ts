/** The least and greatest value, and the greatest length. */
import type { ElementDefinition } from "../../definitions/structure.js";
import { areCommensurable, parseUcum } from "../../fhir/ucum.js";
import type { Context } from "../context.js";
import { isObject, type JsonObject, text } from "../scope.js";
import { shown } from "../structure.js";
import type { Check } from "./plan.js";
import { choiceValue } from "./values.js";

export function limitChecks(element: ElementDefinition): Check[] {
  const { maxLength } = element;
  const least = choiceValue(element, "minValue")?.value;
  const greatest = choiceValue(element, "maxValue")?.value;
  return [
    ...(least === undefined ? [] : [limitCheck(least, "less")]),
    ...(greatest === undefined ? [] : [limitCheck(greatest, "greater")]),
    ...(maxLength === undefined ? [] : [lengthCheck(maxLength)]),
  ];
}

const limitCheck =
  (limit: unknown, relation: "less" | "greater"): Check =>
  ({ judge, profile, context }, item) => {
    const { value } = item;
    if (isOtherDimension(value, limit))
      judge.tell("validate/profile-limit-unit", item.place, { value: amount(value), limit: amount(limit), profile });
    const order = compare(value, limit, relation, context.now);
    if (order !== undefined && (relation === "less" ? order < 0 : order > 0))
      judge.tell("validate/profile-limit", item.place, {
        value: amount(value),
        relation,
        limit: amount(limit),
        profile,
      });
  };

const lengthCheck =
  (limit: number): Check =>
  ({ judge, profile }, item) => {
    const { value } = item;
    if (typeof value === "string" && value.length > limit)
      judge.tell("validate/profile-length", item.place, { length: value.length, limit, profile });
  };

/** Less than 0, 0 or greater than 0; undefined where the two cannot be compared. */
function compare(
  value: unknown,
  limit: unknown,
  relation: "less" | "greater",
  now: Context["now"],
): number | undefined {
  if (typeof value === "number" && typeof limit === "number") return value - limit;
  if (typeof value === "string" && typeof limit === "string") return compareTexts(value, limit);
  if (isObject(value) && isObject(limit)) return compareQuantities(value, limit);
  const moment = typeof value === "string" && now && isObject(limit) ? momentOf(now(), limit, relation) : undefined;
  return moment === undefined ? undefined : compareTexts(value as string, moment);
}

/** A duration that limits a date reaches from now into the past for the least, into the future for the greatest. */
function momentOf(now: string, { value, code }: JsonObject, relation: "less" | "greater"): string | undefined {
  if (typeof value !== "number" || typeof code !== "string") return undefined;
  const moved = new Date(now);
  const count = relation === "less" ? -value : value;
  const months = MONTHS[code];
  const seconds = parseUcum(code)?.magnitude;
  if (months !== undefined) moved.setUTCMonth(moved.getUTCMonth() + count * months);
  else if (seconds !== undefined) moved.setTime(moved.getTime() + count * seconds * 1000);
  else return undefined;
  return moved.toISOString();
}

const MONTHS: Readonly<Record<string, number>> = { a: 12, mo: 1 };

/** Dates and times: as far as both are known; those with a time by the moment that they mean. */
function compareTexts(value: string, limit: string): number {
  if (value.includes("T") && limit.includes("T")) return Date.parse(value) - Date.parse(limit);
  const length = Math.min(value.length, limit.length);
  const [a, b] = [value.slice(0, length), limit.slice(0, length)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In the same unit, or in units of UCUM that differ by a factor. */
function compareQuantities(value: JsonObject, limit: JsonObject): number | undefined {
  if (typeof value.value !== "number" || typeof limit.value !== "number") return undefined;
  if (unitOf(value) === unitOf(limit)) return value.value - limit.value;
  const [unit, other] = [parseUcum(unitOf(value)), parseUcum(unitOf(limit))];
  if (!unit?.magnitude || !other?.magnitude || !areCommensurable(unit, other)) return undefined;
  return value.value * unit.magnitude - limit.value * other.magnitude;
}

/** Whether both are units of UCUM, but of different dimensions. */
function isOtherDimension(value: unknown, limit: unknown): boolean {
  if (!isObject(value) || !isObject(limit) || value.system !== UCUM || limit.system !== UCUM) return false;
  const [unit, other] = [parseUcum(unitOf(value)), parseUcum(unitOf(limit))];
  return unit !== undefined && other !== undefined && !areCommensurable(unit, other);
}

const UCUM = "http://unitsofmeasure.org";

const unitOf = ({ code, unit }: JsonObject): string => text(code) ?? text(unit) ?? "";

const amount = (value: unknown): string =>
  isObject(value) ? `${value.value} ${value.unit ?? value.code ?? ""}`.trim() : shown(value);
