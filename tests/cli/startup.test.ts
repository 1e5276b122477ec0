/** What every start of the program loads; how long that takes is measured in bench/, since a clock is no judge. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { program } from "./program.js";

/** The files that are loaded with a file, whatever the command: its static imports and theirs. */
function loadedWith(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, "utf8");
  seen.set(file, text);
  for (const [, chunk = ""] of text.matchAll(/(?:from|^import|;import)\s*"(\.\/[^"]+)"/gm)) {
    loadedWith(join(dirname(file), chunk), seen);
  }
  return seen;
}

it("--help loads yargs and the finding codes, and none of what the commands need", () => {
  const loaded = [...loadedWith(program).values()];
  expect(loaded.length).toBeGreaterThan(1);
  const bytes = loaded.reduce((sum, text) => sum + text.length, 0);
  const folder = dirname(program);
  const all = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const total = all.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  // A tenth of the program, where any one library (ajv, fhirpath, yaml, UCUM) is nearly as much again.
  expect(bytes).toBeLessThan(total / 8);
});
