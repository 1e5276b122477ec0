/** The canonical form of a case. */
import { describe, expect, it } from "vitest";
import { formatCase } from "../../src/case/index.js";

const UNTIDY = `# yaml-language-server: here
case: c # its name
language: 1
namespace: urn:x:y
# who
patient: {age: 40 years,   sex: male}

timeline:
- {labs: {results: {CRP: 7.0 mg/L, "A: b": positive}}, when: 2024-03, id: first}
# between
- conditions: [{name: gout, id: gout, cite: 12, note: a note that is so long that the line around it has to be broken, codes: 'SCT#90560007 "Gout"'}]
  zeal: unknown
# at the end
`;

const TIDY = `# yaml-language-server: here
language: 1
case: c # its name
namespace: urn:x:y
# who
patient: {sex: male, age: 40 years}

timeline:
  - {id: first, when: 2024-03, labs: {results: {CRP: 7.0 mg/L, "A: b": positive}}}
  # between
  - conditions:
      - id: gout
        name: gout
        note: a note that is so long that the line around it has to be broken
        codes: 'SCT#90560007 "Gout"'
        cite: 12
    zeal: unknown

# at the end
`;

describe("fmt", () => {
  it("orders keys, breaks long lines, and leaves comments, quotes, digits and names as they are", () => {
    expect(formatCase(UNTIDY)).toEqual({ text: TIDY, findings: [] });
    expect(formatCase(TIDY).text).toBe(TIDY);
  });

  it("moves nothing where an alias would come to stand before its anchor", () => {
    const text = "case: c\nlanguage: 1\nnamespace: urn:x:y\npatient: {}\nlabs: &a {cite: 1, positive: [x]}\nexam: *a\n";
    expect(formatCase(text).text).toBe(text);
  });

  it.each([
    ["broken YAML", "case: {a: 1\n", "case/open-bracket"],
    ["JSON", '{"language": 1, "case": "c"}', "case/format-json"],
  ])("leaves %s alone", (_, text, code) => {
    const { text: formatted, findings } = formatCase(text, "case.yaml");
    expect(formatted).toBeUndefined();
    expect(findings.map((found) => found.code)).toEqual([code]);
  });
});
