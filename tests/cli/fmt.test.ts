/** `fmt`, as a person runs it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { case2fhir, folderWith, smallCase } from "./program.js";

const TIDY = smallCase();
const UNTIDY = `${TIDY.replace("language: 1\n", "")}language: 1 # now\n`;

describe("fmt", () => {
  it("writes the file, and nothing when it is right", async () => {
    const cwd = folderWith({ "c.yaml": UNTIDY });
    expect(await case2fhir(["fmt", "c.yaml", "--check"], { cwd })).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("error  case/not-formatted"),
    });
    expect(readFileSync(join(cwd, "c.yaml"), "utf8")).toBe(UNTIDY);
    expect(await case2fhir(["fmt", "c.yaml"], { cwd })).toMatchObject({ code: 0, out: "", err: "" });
    expect(readFileSync(join(cwd, "c.yaml"), "utf8")).toBe(TIDY.replace("language: 1\n", "language: 1 # now\n"));
    expect(await case2fhir(["fmt", "c.yaml", "--check"], { cwd })).toMatchObject({ code: 0, out: "", err: "" });
  });

  it("reads the standard input and writes stdout", async () => {
    expect(await case2fhir(["fmt", "-"], { input: TIDY })).toMatchObject({ code: 0, out: TIDY, err: "" });
  });

  it("changes nothing of a file that it cannot read", async () => {
    const cwd = folderWith({ "c.yaml": "case: [\n" });
    expect((await case2fhir(["fmt", "c.yaml"], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "c.yaml"), "utf8")).toBe("case: [\n");
    expect((await case2fhir(["fmt", "none.yaml"], { cwd })).code).toBe(2);
  });
});
