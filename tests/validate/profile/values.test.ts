import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareValue, isSame } from "../../../src/validate/profile/values.js";

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("a", "b", 1, true),
    fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__"), tie("value"), { maxKeys: 3 }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));

describe("fixed values and patterns", () => {
  it("are met where nothing differs", () => {
    fc.assert(
      fc.property(fc.option(value, { nil: undefined }), value, fc.boolean(), (one, expected, isPattern) => {
        expect(isSame(one, expected, isPattern)).toBe(compareValue(one, expected, isPattern).length === 0);
      }),
    );
  });

  it("are met by themselves, and patterns by more", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a", "b"), value), value, (one, more) => {
        expect(isSame(one, structuredClone(one), false)).toBe(true);
        expect(isSame({ ...one, further: more }, one, true)).toBe(true);
        expect(isSame({ ...one, further: more }, one, false)).toBe(false);
      }),
    );
  });
});
