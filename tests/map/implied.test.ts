import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { caseSchema } from "../../src/case/index.js";
import { parseJson } from "../../src/fhir/json.js";
import { mapped } from "./mapped.js";

const INFERRED = "inferred by the writer of the case";

/** What each key may say; links go to a condition, a drug or a study that the case has. */
const VALUES: Readonly<Record<string, unknown>> = {
  "part of": "nmo",
  "due to": "nmo",
  "led to": "nmo",
  by: "nmo",
  suspected: "drug",
  follows: "nmo",
  evidence: "nmo",
  for: "nmo",
  because: "nmo",
  of: "nmo",
  "compared with": "scan",
  onset: "2015",
  ended: "2016",
  when: "2015",
  from: "2015",
  until: "2016",
  "as of": "2016",
  course: "relapse",
  certainty: "confirmed",
  route: "oral",
  dose: "5 mg",
  site: "brain",
  findings: { present: ["mass"] },
};

/** A case with one item of a kind, with whatever more it says. */
const AROUND: Readonly<Record<string, (more: object) => object>> = {
  condition: (more) => ({
    conditions: [
      { id: "nmo", name: "NMO" },
      { id: "it", name: "it", ...more },
    ],
  }),
  observed: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], findings: { present: [{ name: "it", ...more }] } }),
  panel: (more) => ({ labs: { panels: [{ name: "it", ...more, results: { Hb: "9 g/dL" } }] } }),
  variant: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], genetics: [{ gene: "JAK2", ...more }] }),
  allergy: (more) => ({ allergies: [{ name: "it", ...more }] }),
  immunization: (more) => ({
    conditions: [{ id: "nmo", name: "NMO" }],
    immunizations: [{ name: "it", ...more }],
  }),
  medication: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], medications: [{ name: "it", ...more }] }),
  course: (more) => ({
    conditions: [{ id: "nmo", name: "NMO" }],
    medications: [
      {
        name: "it",
        courses: [
          { id: "first", dose: "1 mg" },
          { id: "second", ...more },
        ],
      },
    ],
  }),
  regimen: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], regimens: [{ name: "it", ...more }] }),
  procedure: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], procedures: [{ name: "it", ...more }] }),
  assessment: (more) => ({
    conditions: [
      { id: "nmo", name: "NMO" },
      { name: "it", certainty: [{ is: "suspected", ...more }] },
    ],
  }),
  plan: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], plan: [{ name: "it", ...more }] }),
  device: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], devices: [{ name: "it", ...more }] }),
  adverseEvent: (more) => ({
    conditions: [{ id: "nmo", name: "NMO" }],
    medications: [{ id: "drug", name: "drug" }],
    "adverse events": [{ name: "it", suspected: "drug", ...more }],
  }),
  consent: (more) => ({ consents: [{ name: "it", scope: "treatment", ...more }] }),
  imaging: (more) => ({
    conditions: [{ id: "nmo", name: "NMO" }],
    imaging: [
      { id: "scan", modality: "CT" },
      { id: "it", modality: "MR", ...more },
    ],
  }),
  encounter: (more) => ({
    conditions: [{ id: "nmo", name: "NMO" }],
    timeline: [{ encounter: { type: "inpatient", ...more } }],
  }),
  step: (more) => ({ timeline: [{ ...more, findings: { present: ["it"] } }] }),
  outcome: (more) => ({ conditions: [{ id: "nmo", name: "NMO" }], outcomes: [{ state: "stable", ...more }] }),
};

interface Definition {
  properties?: Record<string, { items?: { enum?: string[] }; enum?: string[] } | undefined>;
}

const definitions = Object.entries(caseSchema.$defs as unknown as Record<string, Definition>);
const keys = definitions.flatMap(([name, { properties }]) =>
  (properties?.implied?.items?.enum ?? []).map(
    (key) => [name, key, properties?.[key]?.enum?.[0] ?? VALUES[key]] as const,
  ),
);

/** A Bundle's marks of what its writer inferred, and the Bundle without them and without narrative. */
function marksOf(json: string): { marks: number; rest: unknown } {
  let marks = 0;
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
      if (key === "text" && typeof item === "object") return [];
      if (key !== "extension") {
        const inner = bare(item);
        return key.startsWith("_") && Object.keys(inner as object).length === 0 ? [] : [[key, inner]];
      }
      const others = (item as { valueString?: string }[]).filter(({ valueString }) => valueString !== INFERRED);
      marks += (item as unknown[]).length - others.length;
      return others.length > 0 ? [[key, bare(others)]] : [];
    });
    return Object.fromEntries(members);
  };
  const rest = bare(parseJson(json));
  return { marks, rest };
}

describe("what the case calls implied", () => {
  it("is asked for every key of every kind that the schema lists", () => {
    expect(new Set(keys.map(([name]) => name))).toEqual(new Set(Object.keys(AROUND)));
    expect(keys.filter(([, , value]) => value === undefined)).toEqual([]);
  });

  it.each(keys)("%s: %s is marked as derived, and nothing else changes", (name, key, value) => {
    const map = (implied: object) => marksOf(mapped(stringify(AROUND[name]?.({ [key]: value, ...implied }))).json);
    const read = map({});
    const inferred = map({ implied: [key] });
    expect(read.marks).toBe(0);
    expect(inferred.marks).toBeGreaterThan(0);
    expect(inferred.rest).toEqual(read.rest);
  });

  it("marks both ends of what was some time within something", () => {
    const { one } = mapped(`timeline:
  - {encounter: {id: stay, type: inpatient}}
  - {when: during stay, implied: [when], findings: {present: [fever]}}
`);
    const { effectivePeriod, text } = one("Observation");
    for (const end of [effectivePeriod?._start, effectivePeriod?._end])
      expect(end?.extension?.some(({ valueString }) => valueString === INFERRED)).toBe(true);
    expect(text?.div).toContain("effective during stay [inpatient] (inferred)");
    expect(text?.div?.match(/during stay/g)).toHaveLength(1);
  });

  it("and not said is a warning", () => {
    const { findings } = mapped("conditions: [{name: it, implied: [onset]}]\n");
    expect(findings.filter(({ severity }) => severity !== "information").map(({ code }) => code)).toEqual([
      "case/implied-nothing",
    ]);
  });
});
