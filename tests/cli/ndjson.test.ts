import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLines } from "../../src/cli/ndjson.js";
import { folderWith } from "./program.js";

/** Every line's name, and its text or the code of what is wrong with it. */
async function linesOf(content: string | Buffer): Promise<[string, string][]> {
  const folder = folderWith({ "a.ndjson": content });
  const lines: [string, string][] = [];
  for await (const { name, read } of readLines(join(folder, "a.ndjson"))) {
    const line = await read();
    lines.push([name.slice(folder.length + 1), "finding" in line ? line.finding.code : line.text]);
  }
  return lines;
}

describe("NDJSON", () => {
  it("ends a line at a line feed alone, and numbers lines as an editor does", async () => {
    const text = '{"a": "1\u2028\u0085"}\r\n \n\n{"b": 2}\n{"c": 3}';
    expect(await linesOf(text)).toEqual([
      ["a.ndjson:1", '{"a": "1\u2028\u0085"}\r'],
      ["a.ndjson:4", '{"b": 2}'],
      ["a.ndjson:5", '{"c": 3}'],
    ]);
  });

  it("keeps lines whole that are longer than what is read at once", async () => {
    const long = Array.from({ length: 5 }, (_, n) => `"${String(n).repeat(100_000)}é"`);
    expect((await linesOf(long.join("\n"))).map(([, text]) => text)).toEqual(long);
  });

  it("says of a line alone that it is no UTF-8 to be read", async () => {
    const lines = await linesOf(Buffer.concat([Buffer.from('"a"\n'), Buffer.from('\uFEFF"b"', "utf16le")]));
    expect(lines).toEqual([
      ["a.ndjson:1", '"a"'],
      ["a.ndjson:2", "cli/not-utf8"],
    ]);
  });

  it("says that nothing is in it, and what is not there", async () => {
    expect.assertions(2);
    expect(await linesOf("\n \r\n")).toEqual([["a.ndjson", "cli/no-inputs"]]);
    for await (const { read } of readLines("/nowhere/a.ndjson")) {
      expect(await read()).toMatchObject({ finding: { code: "cli/no-such-file" } });
    }
  });
});
