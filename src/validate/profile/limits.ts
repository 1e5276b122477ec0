/** The least and greatest value, and the greatest length. */
import type { ElementDefinition } from "../../definitions/structure.js";
import { isObject } from "../scope.js";
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
  ({ judge, profile }, { value, place }) => {
    const order = compare(value, limit);
    if (order !== undefined && (relation === "less" ? order < 0 : order > 0))
      judge.tell("validate/profile-limit", place, { value: amount(value), relation, limit: amount(limit), profile });
  };

const lengthCheck =
  (limit: number): Check =>
  ({ judge, profile }, { value, place }) => {
    if (typeof value === "string" && value.length > limit)
      judge.tell("validate/profile-length", place, { length: value.length, limit, profile });
  };

/** Less than 0, 0 or greater than 0; undefined where the two cannot be compared. */
function compare(value: unknown, limit: unknown): number | undefined {
  if (typeof value === "number" && typeof limit === "number") return value - limit;
  if (typeof value === "string" && typeof limit === "string") return compareTexts(value, limit);
  if (isObject(value) && isObject(limit)) return compareQuantities(value, limit);
  return undefined;
}

/** Dates and times: as far as both are known; those with a time by the moment that they mean. */
function compareTexts(value: string, limit: string): number {
  if (value.includes("T") && limit.includes("T")) return Date.parse(value) - Date.parse(limit);
  const length = Math.min(value.length, limit.length);
  const [a, b] = [value.slice(0, length), limit.slice(0, length)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In the same unit; of no unit's zero there is less or more than nothing, whatever the unit. */
function compareQuantities(value: Record<string, unknown>, limit: Record<string, unknown>): number | undefined {
  if (typeof value.value !== "number" || typeof limit.value !== "number") return undefined;
  const isSame = (value.code ?? value.unit) === (limit.code ?? limit.unit) && value.system === limit.system;
  return isSame || limit.value === 0 ? value.value - limit.value : undefined;
}

const amount = (value: unknown): string =>
  isObject(value) ? `${value.value} ${value.unit ?? value.code ?? ""}`.trim() : shown(value);
