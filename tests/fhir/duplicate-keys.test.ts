import { describe, expect, it } from "vitest";
import { duplicateKeys, lostMembers } from "../../src/fhir/duplicate-keys.js";

describe("duplicateKeys", () => {
  it.each([
    ['{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}', []],
    ['{"a": 1, "b": 2,\n "a": 3}', [{ key: "a", line: 2, column: 2 }]],
    ['[{"x": {"value": 3.9, "value": 9.3}}]', [{ key: "value", line: 1, column: 23 }]],
    ['{"\\u0061": 1, "a": 2}', [{ key: "a", line: 1, column: 15 }]],
    ['{"a": "\\"a\\": 1", "b": ["a", "a"], "c" : "a"}', []],
    ['{"__proto__": 1, "__proto__": 2}', [{ key: "__proto__", line: 1, column: 18 }]],
    ['{"a": "a", "a":"a"}', [{ key: "a", line: 1, column: 12 }]],
  ])("%s", (text, found) => {
    expect(lostMembers(text, JSON.parse(text))).toBe(found.length > 0);
    expect(duplicateKeys(text)).toEqual(found);
  });

  it("looks no further than it is told", () => {
    expect(duplicateKeys(`{${Array(100).fill('"a": 1').join(",")}}`, 3)).toHaveLength(3);
  });
});
