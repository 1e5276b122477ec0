/** What lacks an element that a rule needs fulfils it: by reading the rule, and by asking fhirpath.js. */
import { describe, expect, it } from "vitest";
import { needsOf, parseFhirPath } from "../../src/fhirpath/index.js";
import { exampleNames, isThrow, type Json, ours, readExample, type Subject, subjects, theirs } from "./judges.js";

const needs = (expression: string): string[] => [...needsOf(parseFhirPath(expression))].sort();

describe("what a rule needs", () => {
  it.each([
    ["code.empty() or system.exists()", ["code"]],
    ["a.exists() implies b.exists()", ["a"]],
    ["a.exists() implies b.empty()", ["a", "b"]],
    ["(a.exists() and b.exists()).not()", ["a", "b"]],
    ["a.empty() and b.empty()", []],
    ["a.where(c = 1).b[0].exists(d) implies false", ["a"]],
    ["Timing.repeat.all(count > 1)", ["repeat"]],
    ["$this.a.hasValue().not()", ["a"]],
    ["a.as(Range).low.empty()", ["a"]],
    ["(a as Range).empty() or b in ('x' | 'y')", ["a"]],
    ["(a | b).exists() implies c = 1", []],
    ["(a | a.b).exists() implies c = 1", ["a"]],
    ["(a > 1).exists() implies c", ["a"]],
    ["(a & b).empty()", []],
    ["a.count() <= 1", []],
    ["a.toString().empty()", []],
    ["exists()", []],
    ["%resource.a.empty()", []],
    ["a = 'x'", []],
    ["where(a.empty()).exists()", []],
  ])("%s", (expression, expected) => {
    expect(needs(expression)).toEqual(expected);
  });
});

const keyOf = (value: Json, name: string): string[] =>
  Object.keys(value).filter((key) => key.replace(/^_/, "").replace(/^value[A-Z]\w*$/, "value") === name);

/** The subject without that element. */
function without(subject: Subject, name: string): Subject {
  const value = { ...(subject.value as Json) };
  for (const key of keyOf(value, name)) delete value[key];
  return { ...subject, value };
}

describe("the invariants of R4", () => {
  it("are true of what lacks an element that they need", () => {
    const asked = new Map<string, number>();
    const needing = new Set<string>();
    const wrong: string[] = [];
    for (const name of exampleNames(100_000))
      for (const subject of subjects(readExample(name))) {
        const { constraint, base, value } = subject;
        const id = `${constraint.key} ${base}`;
        const count = (asked.get(id) ?? 0) + 1;
        asked.set(id, count);
        if (count > 5 || typeof value !== "object") continue;
        for (const element of needs(constraint.expression)) {
          needing.add(constraint.key);
          const less = without(subject, element);
          const answers = [ours(less), theirs(less)];
          if (!answers.every((answer) => answer === true || isThrow(answer)))
            wrong.push(`${id} without ${element}: ${answers.join(", ")}`);
        }
      }
    expect(wrong).toEqual([]);
    expect(needing.size).toBeGreaterThan(100);
  });
});
