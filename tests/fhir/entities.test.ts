import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEntities } from "../../src/fhir/entities.js";

describe("the entities of XML", () => {
  it.each([
    ["&lt;p&gt; &amp;amp; &quot;&apos;", "<p> &amp; \"'"],
    ["&#65;&#x42;&#X43;&#0000068;", "ABCD"],
    ["a&nbsp;b", "a\u00a0b"],
    ["&unknown; & &; &#; &#x110000; &toString;", "&unknown; & &; &#; &#x110000; &toString;"],
  ])("%s", (text, decoded) => {
    expect(decodeEntities(text)).toBe(decoded);
  });

  it("stand for every character by its number", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const points = [...text].map((sign) => `&#${sign.codePointAt(0)};`);
        expect(decodeEntities(points.join(""))).toBe(text);
      }),
    );
  });
});
