/** `sentences`, as a person runs it. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../src/case/sentences.js";
import { case2fhir, folderWith, reportOf } from "./program.js";

const TEXT = "# A. Author, 2020\n\nCase report\nA man had a cough, and\na fever of 39.5 °C. He left.\n";
const sha256 = createHash("sha256").update(TEXT).digest("hex");

describe("sentences", () => {
  it("prints each sentence on a line, and the hash of the text apart from them", async () => {
    const cwd = folderWith({ "a.txt": TEXT });
    expect(await case2fhir(["sentences", "a.txt"], { cwd })).toMatchObject({
      code: 0,
      out: "1  Case report\n2  A man had a cough, and a fever of 39.5 °C.\n3  He left.\n",
      err: `\nin the case: source: {sha256: ${sha256}}\n`,
    });
  });

  it("gives them as JSON, from the standard input", async () => {
    const { code, out, err } = await case2fhir(["sentences", "-", "--format", "json"], { input: TEXT });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual({ rules: 1, sha256, sentences: sentencesOf(TEXT) });
  });

  it("hashes the file as it is, and counts without its byte order mark", async () => {
    const { out } = await case2fhir(["sentences", "-", "--format", "json"], { input: `\uFEFF${TEXT}` });
    expect(JSON.parse(out).sha256).toBe(createHash("sha256").update(`\uFEFF${TEXT}`).digest("hex"));
    expect(JSON.parse(out).sentences).toEqual(sentencesOf(TEXT));
  });

  it.each([
    ["a file that is not there", "none.txt", "cli/no-such-file"],
    ["an empty file", "empty.txt", "cli/no-sentences"],
    ["a file of nothing but what tells of it", "header.txt", "cli/no-sentences"],
    ["Latin-1", "latin1.txt", "cli/not-utf8"],
    ["UTF-16", "utf16.txt", "cli/not-utf8"],
  ])("refuses %s", async (_, file, code) => {
    const cwd = folderWith({
      "empty.txt": "",
      "header.txt": "# only this\n",
      "latin1.txt": Buffer.from("Naïve.", "latin1"),
      "utf16.txt": Buffer.from("\uFEFFA man.", "utf16le"),
    });
    const ended = await case2fhir(["sentences", file, "--format", "json"], { cwd });
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(reportOf(ended.err).findings.map((found) => found.code)).toEqual([code]);
  });
});
