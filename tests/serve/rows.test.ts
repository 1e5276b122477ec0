import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { RESOURCE_TYPES, typeDefinition } from "../../src/definitions/r4.js";
import { PARAMETER_ROWS } from "../../src/serve/search/rows.js";

const folder = fileURLToPath(new URL("../../node_modules/hl7.fhir.r4.examples/", import.meta.url));

interface SearchParameter {
  code: string;
  type: string;
  expression?: string;
}

/** One line per type, parameter, path and target, as HL7's FHIRPath says them. */
function official(codes: ReadonlySet<string>): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("SearchParameter-"))
    .map((name): SearchParameter => JSON.parse(readFileSync(folder + name, "utf8")))
    .filter(({ code, type }) => codes.has(code) && ["token", "reference", "date"].includes(type))
    .flatMap(({ code, type, expression = "" }) =>
      expression.split(" | ").map((part) => `${code} ${type} ${pathOf(part)}`),
    )
    .filter((line) => RESOURCE_TYPES.includes(line.split(" ")[2]?.split(".")[0] ?? ""));
}

/** `(Procedure.performed as Period)` is `Procedure.performedPeriod`, a choice without a type is `name[x]`. */
function pathOf(expression: string): string {
  const target = /\.where\(resolve\(\) is (\w+)\)/.exec(expression)?.[1] ?? "";
  const plain = expression
    .trim()
    .replace(/^\((.*)\)$/, "$1")
    .replace(/\.where\(.*$/, "");
  const [, path = plain, as = ""] = /^(.*?)(?: as |\.as\()(\w+)\)?$/.exec(plain) ?? [];
  const typed = path + as.charAt(0).toUpperCase() + as.slice(1);
  const [type = "", element = ""] = path.split(".");
  const isChoice = !as && typeDefinition(type)?.elements.some((group) => group.element === `${element}[x]`);
  return `${typed}${isChoice ? "[x]" : ""} ${target}`;
}

describe("the table of search parameters", () => {
  it("says what HL7's SearchParameter resources say", () => {
    const codes = new Set(PARAMETER_ROWS.map((row) => row.code));
    const ours = PARAMETER_ROWS.flatMap(({ code, kind, path, target = "", on }) =>
      on.split(" ").map((type) => `${code} ${kind} ${type}.${path} ${target}`),
    );
    const theirs = official(codes);
    expect(theirs.length).toBeGreaterThan(400);
    expect([...new Set(ours)].sort()).toEqual([...new Set(theirs)].sort());
  });
});
