/** `check`, as a person runs it. */
import { describe, expect, it } from "vitest";
import { case2fhir, folderWith, reportOf, smallCase } from "./program.js";

const files = {
  "a.txt": "A woman of 44 came. She had arthritis in March 2024.\n",
  "right.yaml": smallCase("source: {title: T}\n").replace("onset: 2024-03-01", "onset: 2024-03, cite: 1-2"),
  "wrong.yaml": smallCase("source: {title: T}\n").replace("onset: 2024-03-01", "onset: 2024-04, cite: 2"),
  "broken.yaml": smallCase("sauce: {title: T}\n"),
};

describe("check", () => {
  it("says nothing of a case that is right", async () => {
    const ended = await case2fhir(["check", "right.yaml", "--source", "a.txt"], { cwd: folderWith(files) });
    expect(ended).toMatchObject({ code: 0, out: "", err: "" });
  });

  it("points at the line of the case, and of the text", async () => {
    const cwd = folderWith(files);
    const ended = await case2fhir(["check", "wrong.yaml", "--source", "a.txt"], { cwd });
    expect(ended).toMatchObject({ code: 0, err: "" });
    expect(ended.out).toContain("warning  case/number-not-cited   wrong.yaml:6:57");
    expect(ended.out).toContain("^^ 04 does not stand in sentence 2");
    expect(ended.out).toContain("information  case/uncited   a.txt:1:1\n  1 | A woman of 44 came. She");
    const strict = await case2fhir(["check", "wrong.yaml", "--source", "-", "--fail-on", "warning"], {
      cwd,
      input: files["a.txt"],
    });
    expect(strict.code).toBe(1);
  });

  it("gives its findings as JSON", async () => {
    const { out } = await case2fhir(["check", "wrong.yaml", "--source", "a.txt", "--format", "json"], {
      cwd: folderWith(files),
    });
    expect(reportOf(out).findings.map(({ code }) => code)).toEqual(["case/number-not-cited", "case/uncited"]);
  });

  it.each([
    [["broken.yaml", "--source", "a.txt"], 1, "case/unknown-key"],
    [["none.yaml", "--source", "a.txt"], 2, "cli/no-such-file"],
    [["right.yaml", "--source", "none.txt"], 2, "cli/no-such-file"],
    [["right.yaml"], 2, "cli/usage"],
    [["-", "--source", "-"], 2, "cli/usage"],
  ])("refuses %j", async (args, code, finding) => {
    const ended = await case2fhir(["check", ...args, "--format", "json"], { cwd: folderWith(files) });
    expect(ended.code).toBe(code);
    expect(reportOf(ended.out + ended.err).findings.map((found) => found.code)).toEqual([finding]);
  });
});
