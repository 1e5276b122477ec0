/** What is thrown while a resource is judged. */
import { describe, expect, it } from "vitest";
import { exitCode } from "../../src/cli/outcome.js";
import { attempt } from "../../src/cli/validate/judge.js";

describe("a bug of ours", () => {
  it("is told at the resource that met it, and ends with 4", async () => {
    const judged = await attempt({ file: "all.ndjson", line: 7 }, {}, async () => {
      throw new TypeError("x is not iterable");
    });
    expect(judged).toMatchObject({
      file: "all.ndjson",
      line: 7,
      findings: [
        {
          severity: "error",
          code: "cli/bug",
          message: "a bug of case2fhir, not of your input: TypeError: x is not iterable",
          hint: expect.stringContaining("please report it"),
          bundle: { file: "all.ndjson", line: 7 },
        },
      ],
    });
    expect(exitCode(judged.findings, "never")).toBe(4);
  });
});
