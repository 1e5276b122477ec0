import fc from "fast-check";
import { expect, it } from "vitest";
import { utf8Length } from "../../src/fhir/utf8.js";

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

it("counts as many bytes as a text is encoded to, pairs of surrogates and single ones too", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "é", "–", "😀", "\ud83d", "\ude00", "x".repeat(40_000)) });
  fc.assert(fc.property(texts, (text) => utf8Length(text) === sizeOf(text)));
  expect(utf8Length("")).toBe(0);
});
