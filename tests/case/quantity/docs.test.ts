import { describe, expect, test } from "vitest";
import {
  type ParsedAmount,
  type ParsedDose,
  type ParsedQuantity,
  type ParsedResult,
  readDose,
  readResult,
  readUnit,
  refusalFinding,
} from "../../../src/case/quantity/index.js";
import { LIMITS } from "../../../src/case/quantity/limits.js";
import { type Row, tablesOf } from "../time/markdown.js";

const tables = tablesOf("quantities.md");
const table = (column: string): (readonly [string, Row])[] =>
  tables
    .filter(([row]) => row && column in row)
    .flat()
    .map((row) => [row[column] ?? "", row] as const);

const numberOf = ({ comparator, approximate, value, high }: ParsedQuantity): string =>
  `${comparator ?? ""}${approximate ? "about " : ""}${value}${high === undefined ? "" : ` to ${high}`}`;

function besideIt({ same, words, range }: ParsedResult): string {
  const ends =
    range &&
    `ref${range.low === undefined ? "" : ` ${range.low}`}${range.high === undefined ? "" : ` to ${range.high}`}`;
  return [...(same ?? []).map((other) => `= ${other.text}`), ...(words ?? []), ...(ends ? [ends] : [])].join("; ");
}

function howOften({ timing, when, count, over, rate, asNeeded, asNeededFor, max }: ParsedDose): string {
  const range = (low: number, high: number | undefined): string => (high === undefined ? `${low}` : `${low}-${high}`);
  const often =
    timing &&
    `${range(timing.frequency, timing.frequencyMax)} per ${range(timing.period, timing.periodMax)} ${timing.periodUnit}`;
  return [
    often,
    when?.join(" "),
    count === 1 ? "once" : count && `${count} in all`,
    over && `over ${range(over.value, over.high)} ${over.unit}`,
    rate && `at ${amountOf(rate)}`,
    asNeeded && (asNeededFor ? `as needed for ${asNeededFor}` : "as needed"),
    max && `max ${amountOf(max)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

const amountOf = ({ quantity, per }: ParsedAmount): string =>
  [numberOf(quantity), quantity.unit?.ucum, per && `per ${per.value} ${per.unit}`].filter(Boolean).join(" ");

describe("docs/quantities.md says what happens", () => {
  test("and has its tables", () => {
    expect(["interpretation", "per", "unit", "as"].map((column) => table(column).length > 10)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test.each(table("result"))("to the result %s", (text, row) => {
    const result = readResult(text).value;
    if (!result) throw new Error("it is refused");
    const { quantity, axes, ratio, pair, verdict } = result;
    const value =
      (quantity && numberOf(quantity)) ??
      ratio?.text ??
      axes?.lengths.map(numberOf).join(" by ") ??
      (pair && `${pair.first.value} over ${pair.second.value}`) ??
      verdict;
    expect(value).toBe(row.value);
    expect((quantity ?? axes?.lengths[0] ?? pair?.first)?.unit?.ucum ?? "").toBe(row.UCUM);
    expect(result.interpretation?.code ?? "").toBe(row.interpretation);
    expect(besideIt(result)).toBe(row["beside it"]);
  });

  test.each(table("dose"))("to the dose %s", (text, row) => {
    const dose = readDose(text).value;
    if (!dose) throw new Error("it is refused");
    expect(dose.quantity ? numberOf(dose.quantity) : "").toBe(row.amount);
    expect(dose.quantity?.unit?.ucum ?? "").toBe(row.UCUM);
    expect(dose.per ? `${dose.per.value} ${dose.per.unit}` : "").toBe(row.per);
    expect(
      [howOften(dose), ...(dose.same ?? []).map((amount) => `= ${amountOf(amount)}`)].filter(Boolean).join("; "),
    ).toBe(row["how often"]);
  });

  test("of what has limits", () => {
    expect(table("possible").map(([, row]) => row)).toEqual(
      LIMITS.map(({ name, names, limits }) => ({
        measured: name,
        "also called": names.join(", "),
        possible: Object.entries(limits)
          .map(([unit, [low, high]]) => `${low}-${high} ${unit}`.trim())
          .join("; "),
      })),
    );
  });

  test.each(table("unit"))("to the unit %s", (text, row) => {
    expect(readUnit(text, 0).value?.ucum).toBe(row.UCUM);
  });

  test.each(table("written"))("when it refuses %s", (_, row) => {
    const { refusal } = row.as === "dose" ? readDose(row.written ?? "") : readResult(row.written ?? "");
    if (!refusal) throw new Error("it is read");
    const { code, message, hint } = refusalFinding(refusal, () => undefined);
    expect(code).toBe(row.finding);
    expect(`${message} | ${hint}`).toContain(row["message or hint"]);
  });
});
