import { describe, expect, it } from "vitest";
import { guardOf, hasElement } from "../../src/validate/guard.js";

describe("guardOf", () => {
  it.each([
    ["data.empty() or contentType.exists()", "data"],
    ["code.exists() implies ((system = %ucum) and value.exists())", "code"],
    ["low.empty() or high.empty() or (low <= high)", "low"],
  ])("%s holds without %s", (expression, guard) => {
    expect(guardOf(expression)).toBe(guard);
  });

  it.each([
    "a.empty() or b.exists() implies c.exists()",
    "a.empty() or b.exists() xor c.exists()",
    "a.exists() implies b.exists() implies c.exists()",
    "(low.empty() or low.code = '%') and (high.empty() or high.code = '%')",
    "a.empty()",
    "a.b.empty() or c.exists()",
  ])("%s is decided by no single element", (expression) => {
    expect(guardOf(expression)).toBeUndefined();
  });
});

describe("hasElement", () => {
  it("sees an element under each of its JSON names", () => {
    expect(hasElement({ value: 0 }, "value")).toBe(true);
    expect(hasElement({ _value: {} }, "value")).toBe(true);
    expect(hasElement({ valueString: "x" }, "value")).toBe(true);
    expect(hasElement({ _valueString: {} }, "value")).toBe(true);
    expect(hasElement({ valueset: "x" }, "value")).toBe(false);
    expect(hasElement({}, "value")).toBe(false);
  });
});
