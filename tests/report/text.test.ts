import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.js";
import { jsonReport } from "../../src/report/json.js";
import { styleFor } from "../../src/report/style.js";
import { renderFindings, renderSummary } from "../../src/report/text.js";

const plain = styleFor(false);
const source = "case: x\nmedications:\n  - {name: mitoxantrone, dose: 12 mg/m3}\n";
const found: Finding = {
  severity: "error",
  code: "case/unknown-unit",
  message: '"mg/m3" is a concentration',
  hint: "a dose per body surface is written mg/m2",
  case: { file: "x.yaml", line: 3, column: 34, length: 5 },
  bundle: { entry: 4, expression: "Bundle.entry[4].resource.dosage[0]" },
};
const render = (finding: Partial<Finding>, text = source) =>
  renderFindings([{ ...found, ...finding }], new Map([["x.yaml", text]]), plain);

describe("a finding as text", () => {
  it("has its line, carets under what is meant, its place in the Bundle and its hint", () => {
    expect(render({})).toBe(`error  case/unknown-unit   x.yaml:3:34
  3 |   - {name: mitoxantrone, dose: 12 mg/m3}
    |                                  ^^^^^ "mg/m3" is a concentration
  in the Bundle: Bundle.entry[4].resource.dosage[0]
  hint: a dose per body surface is written mg/m2
`);
  });

  it("shows the message alone where the source is not at hand", () => {
    expect(renderFindings([found], new Map(), plain)).toContain('\n  "mg/m3" is a concentration\n');
    expect(render({ case: { file: "x.yaml", line: 99, column: 1 } })).toContain('\n  "mg/m3" is a concentration\n');
  });

  it("names the file and the entry where there is no line", () => {
    const text = render({ case: undefined, bundle: { file: "b.json", entry: 7 } } as Partial<Finding>);
    expect(text).toMatch(/^error {2}case\/unknown-unit {3}b\.json\n/);
    expect(text).toContain("in the Bundle: Bundle.entry[7]");
  });

  it("shows the part of a long line that is meant", () => {
    const text = render(
      { case: { file: "x.yaml", line: 1, column: 5_001, length: 3 } },
      `${"a".repeat(5_000)}BAD${"z".repeat(5_000)}`,
    );
    const [, line = "", carets = ""] = text.split("\n");
    expect(line.length).toBeLessThan(120);
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("BAD");
  });

  it("keeps carets under the word behind tabs, and within the line", () => {
    const [, line = "", carets = ""] = render(
      { case: { file: "x.yaml", line: 1, column: 3, length: 99 } },
      "\t\tBAD\r\nnext",
    ).split("\n");
    expect(line).toContain("\t\tBAD");
    expect(carets).toContain('\t\t^^^ "mg');
  });

  it("does not let a file steer the terminal", () => {
    const evil = "\u001b]0;owned\u0007\u009b2J";
    const text = render({ message: evil, hint: evil, case: { file: evil, line: 1, column: 1 } });
    for (const control of ["\u001b", "\u0007", "\u009b"]) expect(text).not.toContain(control);
  });

  it("is coloured only when asked", () => {
    const sources = new Map([["x.yaml", source]]);
    const coloured = renderFindings([found], sources, styleFor(true));
    expect(coloured).toContain("\u001b[31merror\u001b[0m");
    expect(coloured.replaceAll(/\p{Cc}\[\d+m/gu, "")).toBe(render({}));
  });
});

describe("the summary", () => {
  it.each([
    [{ errors: 0, warnings: 0, information: 0 }, "no findings"],
    [{ errors: 1, warnings: 0, information: 0 }, "1 error"],
    [{ errors: 2, warnings: 1, information: 3 }, "2 errors, 1 warning, 3 notes"],
  ])("%j", (summary, text) => expect(renderSummary(summary)).toBe(text));
});

describe("findings as JSON", () => {
  it("have the documented members in their order, and nothing else", () => {
    expect(JSON.stringify(jsonReport([found]))).toBe(
      '{"findings":[{"severity":"error","code":"case/unknown-unit","message":"\\"mg/m3\\" is a concentration",' +
        '"hint":"a dose per body surface is written mg/m2","case":{"file":"x.yaml","line":3,"column":34},' +
        '"bundle":{"entry":4,"expression":"Bundle.entry[4].resource.dosage[0]"}}],' +
        '"summary":{"errors":1,"warnings":0,"information":0}}',
    );
  });
});
