import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { formatCase } from "../../src/case/index.js";
import { mapText } from "./bundles.js";
import { cases } from "./cases.js";

const RUNS = 40;

/** As people write: in brackets or on lines, keys in any order, comments before, behind and between them. */
const written = fc
  .record({ document: cases, style: fc.constantFrom("block", "flow"), turn: fc.nat() })
  .map(({ document, style, turn }) => {
    const members = Object.entries(document as object);
    const turned = [...members.slice(turn % members.length), ...members.slice(0, turn % members.length)];
    return turned
      .map(([key, value], i) => {
        const member = stringify({ [key]: value }, { lineWidth: 0, collectionStyle: "block" });
        const flow = `${key}: ${stringify(value, { lineWidth: 0, collectionStyle: "flow" }).trim()} # behind ${i}\n`;
        const isFlow = style === "flow" && typeof value === "object";
        return `# before ${i}\n${isFlow ? flow : member.replace(/^(\S.*:)\n/, `$1 # behind ${i}\n`)}`;
      })
      .join("");
  });

describe("the canonical form", () => {
  it("of any case makes the same Bundle, keeps every comment, and is its own canonical form", () => {
    const count = { formatted: 0 };
    fc.assert(
      fc.property(written, (text) => {
        const { text: formatted, findings } = formatCase(text);
        if (formatted === undefined) {
          expect(findings).not.toEqual([]);
          return;
        }
        count.formatted++;
        expect(formatCase(formatted).text).toBe(formatted);
        expect(mapText(formatted)?.bytes).toBe(mapText(text)?.bytes);
        const comments = (of: string) => (of.match(/# (before|behind) \d+/g) ?? []).sort();
        expect(comments(formatted)).toEqual(comments(text));
      }),
      { numRuns: RUNS },
    );
    expect(count.formatted).toBeGreaterThan(RUNS / 2);
  });
});
