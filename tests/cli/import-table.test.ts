/** `import-table`, as a person runs it. */
import { describe, expect, it } from "vitest";
import { case2fhir, folderWith, reportOf } from "./program.js";

describe("import-table", () => {
  it("writes labs to stdout, and what it cannot read to stderr", async () => {
    const ended = await case2fhir(["import-table", "-"], { input: "Test\tResult\nCRP\t12 mg/L\nHb\tlow-ish\n" });
    expect(ended).toMatchObject({ code: 0, out: "labs:\n  results:\n    CRP: 12 mg/L\n    Hb: {text: low-ish}\n" });
    expect(ended.err).toContain("warning  case/table-cell   stdin:3:4");
  });

  it.each([
    ["none.tsv", 2, "cli/no-such-file"],
    ["words.txt", 1, "case/no-table"],
    ["latin1.txt", 2, "cli/not-utf8"],
  ])("refuses %s", async (file, code, finding) => {
    const cwd = folderWith({ "words.txt": "no table\n", "latin1.txt": Buffer.from("µ\t1", "latin1") });
    const ended = await case2fhir(["import-table", file, "--format", "json"], { cwd });
    expect(ended).toMatchObject({ code, out: "" });
    expect(reportOf(ended.err).findings.map((found) => found.code)).toEqual([finding]);
  });
});
