/** The expressions of real packages: profile invariants, contexts of extensions, search parameters. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { typeDefinition } from "../../src/definitions/r4.js";
import { extensions, ips, mcode } from "../packages/installed.js";
import { compiled } from "./judges.js";

interface Definition {
  resourceType: string;
  expression?: string;
  base?: string[];
  contextInvariant?: string[];
  snapshot?: { element: { path: string; type?: { code: string }[]; constraint?: { expression?: string }[] }[] };
}

/** Every expression with the type that it is about. */
function* expressions(folder: string): Generator<[expression: string, base: string]> {
  for (const file of readdirSync(folder)) {
    if (!/^(StructureDefinition|SearchParameter)-.*\.json$/.test(file)) continue;
    const definition = JSON.parse(readFileSync(join(folder, file), "utf8")) as Definition;
    for (const base of definition.base ?? []) if (definition.expression) yield [definition.expression, base];
    for (const expression of definition.contextInvariant ?? []) yield [expression, "Element"];
    for (const { path, type, constraint } of definition.snapshot?.element ?? [])
      for (const { expression } of constraint ?? [])
        if (expression !== undefined) yield [expression, typeDefinition(path) ? path : (type?.[0]?.code ?? "Element")];
  }
}

it.each([
  ["IPS", ips, 40],
  ["mCODE", mcode, 50],
  ["the extension pack", extensions, 40],
])("all of %s are compiled", (_, folder, least) => {
  const all = [...expressions(folder)];
  expect(new Set(all.map(([expression]) => expression)).size).toBeGreaterThan(least);
  expect(all.filter(([expression, base]) => !compiled(expression, base))).toEqual([]);
});
