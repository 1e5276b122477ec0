/**
 * The case and its tests against the source's own list of facts and codes, which is not ours to copy: it is read where
 * CASE2FHIR_TEST_DATA says.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CODE_SYSTEMS, parseCode } from "../../src/case/codes.js";
import type { Coding } from "../../src/fhir/types.js";
import { BUNDLES, caseText } from "./bundles.js";
import { COUNTS, IMMUNOTHERAPIES, IN_ORDER } from "./counts.js";
import { FACTS } from "./facts.js";
import { TRAPS } from "./traps.js";
import { strings } from "./view.js";

const folder = process.env.CASE2FHIR_TEST_DATA;

interface FactList {
  facts: { id: string; verbatim: string; date: { value: string | null; basis: string; derived_bounds?: Bounds } }[];
  must_not_assert: string[];
  counts: Record<string, unknown>;
}
interface Bounds {
  earliest?: string;
  latest?: string;
}
interface CodeTable {
  concepts: Record<string, { codes: (Coding & { status: string })[] }>;
}
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder ?? "", "seed", name), "utf8")) as T;

/** The last fact that the case must tell; those after it are about the article and its figure's legend. */
const LAST = "F68";
/** Dated there by the diagnosis; here it is a phrase in the diagnosis's evidence, which has no date of its own. */
const UNDATED: ReadonlySet<string> = new Set(["F05"]);

function againstTheList(): void {
  const list = () => read<FactList>("facts.json");

  it("has a row here for each fact up to F68", () => {
    const wanted = list().facts.map(({ id }) => id);
    expect(FACTS.map(({ id }) => id)).toEqual(wanted.filter((id) => id <= LAST));
  });

  it("has a row here for each thing that must not be asserted", () => {
    expect(TRAPS.map(({ id }) => id)).toEqual(list().must_not_assert.map((line) => line.slice(0, 3)));
  });

  it("dates as we date: the value, or bounds that end with it, and what is computed there is no bare value here", () => {
    const wrong = list().facts.flatMap(({ id, date: { value, basis, derived_bounds } }) => {
      const told = FACTS.find((fact) => fact.id === id)?.claims.map(({ says }) => says) ?? [];
      if (value === null || told.length === 0 || UNDATED.has(id)) return [];
      const dated = told.filter((says) => says.includes(`"value":"${value}"`) || says.includes(`"to":"${value}-`));
      const marked = dated.filter((says) => basis === "stated" || /"basis"|"absent"/.test(says));
      const { earliest = "", latest = "" } = derived_bounds ?? {};
      return marked.some((says) => says.includes(earliest) && says.includes(latest)) ? [] : [`${id} ${value}`];
    });
    expect(wrong).toEqual([]);
  });

  it("counts as we count", () => {
    const { counts } = list();
    const ours = COUNTS.flatMap(({ figure, expected }) => (figure ? [[figure, expected]] : []));
    expect(ours).toEqual(ours.map(([figure]) => [figure, counts[figure as string]]));
    expect(counts[IN_ORDER]).toEqual(IMMUNOTHERAPIES);
  });

  it("is restated, not copied: no seven words in a row are the article's", () => {
    const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}/-]+/gu) ?? [];
    const runs = (text: string) => {
      const all = words(text);
      return all.slice(6).map((_, i) => all.slice(i, i + 7).join(" "));
    };
    const title = new Set(runs("Ruxolitinib treatment in a patient with neuromyelitis optica: A case report"));
    const theirs = new Set(list().facts.flatMap(({ verbatim }) => runs(verbatim)));
    const told = BUNDLES.flatMap(([, bundle]) => strings(bundle).map(({ text }) => text));
    const ours = [caseText(), ...told, ...[...FACTS, ...TRAPS].map(({ says }) => says)].flatMap(runs);
    expect(theirs.size).toBeGreaterThan(100);
    expect([...new Set(ours)].filter((run) => theirs.has(run) && !title.has(run))).toEqual([]);
  });
}

function againstTheCodes(): void {
  const verified = () =>
    Object.values(read<CodeTable>("codes.json").concepts)
      .flatMap(({ codes }) => codes)
      .filter(({ status }) => status === "verified")
      .map(({ system, code, display }) => `${system}|${code}|${display}`);

  it("are verified ones, with the display that stands beside them in their source", () => {
    const written = caseText().match(/\b[A-Z0-9]+#[^\s"]+ "[^"]+"/g) ?? [];
    const told = written.map((code) => parseCode(code)).map((coding) => coding && keyOf(coding));
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((coding) => !verified().includes(coding ?? ""))).toEqual([]);
  });

  it("are all that the Bundle says of a terminology, its own words for present, severe and the like included", () => {
    const known = new Set(verified());
    const systems = new Set(Object.values(CODE_SYSTEMS));
    const [, bundle] = BUNDLES[0] ?? [];
    const codings = codingsIn(bundle).filter(({ system = "" }) => systems.has(system));
    expect(codings.length).toBeGreaterThan(80);
    expect([...new Set(codings.map(keyOf))].filter((coding) => !known.has(coding))).toEqual([]);
  });
}

const keyOf = ({ system, code, display }: Coding): string => `${system}|${code}|${display}`;

/** Every Coding inside a value. */
function codingsIn(value: unknown): Coding[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(codingsIn);
  return "system" in value && "code" in value && "display" in value ? [value as Coding, ...inside] : inside;
}

if (folder) {
  describe("the source's own list of facts", againstTheList);
  describe("the codes of the case", againstTheCodes);
} else {
  it("the source's list of facts and codes is not here: name its folder in CASE2FHIR_TEST_DATA", () => {
    console.warn("tests/seed: not compared with the source's list of facts and codes, CASE2FHIR_TEST_DATA is not set");
    expect(process.env.CI, "CI needs CASE2FHIR_TEST_DATA").toBeUndefined();
  });
}
