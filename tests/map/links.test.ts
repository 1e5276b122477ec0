import { describe, expect, it } from "vitest";
import type { Extension, Reference } from "../../src/fhir/types.js";
import { type Mapped, mapped } from "./mapped.js";

const HL7 = "http://hl7.org/fhir/StructureDefinition/";
const OURS = "https://w3id.org/case2fhir/StructureDefinition/";
const INFERRED = { url: `${OURS}derived`, valueString: "inferred by the writer of the case" };

const ITEMS = `
conditions: [{id: nmo, name: NMO}, {id: x, name: the one, LINK}]
procedures: [{id: flap, name: flap}]
medications: [{id: drug, name: rituximab, courses: [{id: step-1, dose: 1 g}]}]
findings: {present: [{id: sign, name: sign}]}
imaging: [{id: scan, modality: MR, findings: {present: [{id: lesion, name: lesion}]}}, {id: bare, modality: CT}]
outcomes: [{id: end, name: gait, state: improved}]
`;

const named = ({ bundle }: Mapped, reference: Reference | undefined) => {
  const target = bundle.entry?.find(({ request }) => request?.url === reference?.reference)?.resource;
  return target ? `${target.resourceType} ${reference?.display}` : "nothing";
};

const extensionsOf = (resource: { extension?: Extension[] }, url: string) =>
  (resource.extension ?? []).filter((extension) => extension.url === url).map(({ valueReference }) => valueReference);

describe("links of a condition", () => {
  it.each([
    ["part of", `${HL7}event-partOf`, "nmo", "Condition NMO"],
    ["due to", `${HL7}condition-dueTo`, "flap", "Procedure flap"],
    ["due to", `${HL7}condition-dueTo`, "drug", "MedicationStatement rituximab"],
    ["due to", `${HL7}condition-dueTo`, "step-1", "MedicationStatement rituximab"],
    ["follows", `${HL7}condition-occurredFollowing`, "nmo", "Condition NMO"],
  ])("%s becomes %s", (key, url, id, target) => {
    for (const implied of [false, true]) {
      const link = `${key}: ${id}${implied ? `, implied: [${key}]` : ""}`;
      const map = mapped(ITEMS.replace("LINK", link));
      const condition = map.all("Condition").find(({ code }) => code?.text === "the one");
      const [reference, second] = extensionsOf(condition ?? {}, url);
      expect(second).toBeUndefined();
      expect(named(map, reference)).toBe(target);
      expect(reference?.extension).toEqual(implied ? [INFERRED] : undefined);
    }
  });

  it("evidence becomes references to whatever it is, and words beside them", () => {
    const map = mapped(
      ITEMS.replace("LINK", "evidence: [scan, lesion, end], evidence in words: how she looked, implied: [evidence]"),
    );
    const { evidence } = map.all("Condition").find(({ code }) => code?.text === "the one") ?? {};
    expect(evidence?.[0]?.detail?.map((reference) => named(map, reference))).toEqual([
      "ImagingStudy MR",
      "Observation lesion",
      "Observation gait",
    ]);
    expect(evidence?.[0]?.detail?.map(({ extension }) => extension)).toEqual(Array(3).fill([INFERRED]));
    expect(evidence?.[1]).toEqual({ code: [{ text: "how she looked" }] });
  });
});

describe("links of what is observed", () => {
  it.each([
    "findings: {present: [{id: y, name: the other, LINK}]}",
    "outcomes: [{id: y, name: the other, state: stable, LINK}]",
  ])("%s: `of` is its focus, `due to` our own extension", (section) => {
    const body = `conditions: [{id: nmo, name: NMO}]\n${section.replace("LINK", "of: nmo, due to: nmo, implied: [of]")}\n`;
    const map = mapped(body);
    const { focus, ...observation } = map.one("Observation");
    expect(focus?.map((reference) => named(map, reference))).toEqual(["Condition NMO"]);
    expect(focus?.[0]?.extension).toEqual([INFERRED]);
    expect(extensionsOf(observation, `${OURS}due-to`).map((reference) => named(map, reference))).toEqual([
      "Condition NMO",
    ]);
  });

  it("a finding of a study is derived from it and is a result of its report", () => {
    const map = mapped(ITEMS.replace("LINK", "stage: I"));
    const lesion = map.all("Observation").find(({ code }) => code.text === "lesion");
    expect(lesion?.derivedFrom?.map((reference) => named(map, reference))).toEqual(["ImagingStudy MR"]);
    expect(map.one("DiagnosticReport").result?.map((reference) => named(map, reference))).toEqual([
      "Observation lesion",
    ]);
  });
});

describe("reasons", () => {
  const ALL = "because: [nmo, sign, scan, bare, end, flap]";

  it("of a procedure are what R4 takes for one; a study stands in with its report, or in words", () => {
    const map = mapped(
      `${ITEMS.replace("LINK", "stage: I").replace("procedures: [", `procedures: [{name: biopsy, ${ALL}, implied: [because]}, `)}codes: {CT: SCT#77477000 "Computed tomography"}\n`,
    );
    const { reasonReference = [], reasonCode } = map.all("Procedure").find(({ code }) => code?.text === "biopsy") ?? {};
    expect(reasonReference.map((reference) => named(map, reference))).toEqual([
      "Condition NMO",
      "Observation sign",
      "DiagnosticReport MR",
      "Observation gait",
      "Procedure flap",
    ]);
    expect(reasonReference.map(({ extension }) => extension)).toEqual(Array(5).fill([INFERRED]));
    expect(reasonCode).toEqual([
      {
        extension: [INFERRED],
        text: "CT",
        coding: [{ system: "http://snomed.info/sct", code: "77477000", display: "Computed tomography" }],
      },
    ]);
  });

  it("of a study that are no reason in R4 stand in words", () => {
    const map = mapped(
      ITEMS.replace("LINK", "stage: I").replace(
        "imaging: [",
        "imaging: [{id: pet, modality: PT, for: nmo, because: [bare, scan, flap, drug]}, ",
      ),
    );
    const pet = map.all("ImagingStudy").find(({ modality }) => modality?.[0]?.code === "PT");
    expect(pet?.reasonReference?.map((reference) => named(map, reference))).toEqual([
      "Condition NMO",
      "DiagnosticReport MR",
    ]);
    expect(pet?.reasonCode).toEqual([{ text: "CT" }, { text: "flap" }, { text: "rituximab" }]);
  });

  it("of a drug are why it was given; of its pause, why it paused, which R4 wants as concepts", () => {
    const map = mapped(`
conditions: [{id: nmo, name: NMO, codes: SCT#25044007 "Neuromyelitis optica"}]
procedures: [{id: flap, name: flap}]
medications:
  - name: rituximab
    because: [nmo, flap]
    because in words: a try
    courses: [{id: a, dose: 1 g}, {id: b, paused: true, because: nmo, implied: [because]}]
`);
    const [whole, , pause] = map.all("MedicationStatement");
    expect(whole?.reasonReference?.map((reference) => named(map, reference))).toEqual(["Condition NMO"]);
    expect(whole?.reasonCode).toEqual([{ text: "flap" }, { text: "a try" }]);
    expect(whole).not.toHaveProperty("statusReason");
    expect(pause?.statusReason).toMatchObject([{ text: "NMO", coding: [{ code: "25044007" }], extension: [INFERRED] }]);
  });
});

describe("circles", () => {
  it("of links are cut where they close, and said once", () => {
    const { all, findings } = mapped("conditions: [{id: a, name: A, due to: b}, {id: b, name: B, due to: a}]\n");
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "case/circular-link",
    ]);
    expect(all("Condition").flatMap((condition) => extensionsOf(condition, `${HL7}condition-dueTo`))).toHaveLength(1);
  });

  it("with the stay an item was told in: what led to it does not refer back", () => {
    const { all, one, findings } = mapped(
      `
timeline:
  - encounter: {id: stay, type: inpatient, because: infection}
    conditions: [{id: infection, name: infection}, {id: ulcer, name: ulcer}]
`,
      { type: "batch" },
    );
    const [infection, ulcer] = ["infection", "ulcer"].map((name) =>
      all("Condition").find(({ code }) => code?.text === name),
    );
    expect(one("Encounter").reasonReference?.[0]?.reference).toBe(`Condition/${infection?.id}`);
    expect(infection).not.toHaveProperty("encounter");
    expect(ulcer?.encounter?.reference).toBe(`Encounter/${one("Encounter").id}`);
    expect(findings.filter(({ code }) => code === "map/circular-references")).toEqual([]);
  });

  it("of times close none: an anchor is named by its identifier", () => {
    const { all, findings } = mapped(
      `
conditions:
  - {id: attack, name: attack, onset: 2015-03, due to: drug}
medications: [{id: drug, name: rituximab, from: 2 months before attack}]
`,
      { type: "batch" },
    );
    expect(findings.filter(({ code }) => code === "map/circular-references")).toEqual([]);
    const [attack] = all("Condition");
    const { _start, start } = all("MedicationStatement")[0]?.effectivePeriod ?? {};
    expect(start).toBe("2015-01");
    const relative = _start?.extension?.find(({ url }) => url === `${HL7}cqf-relativeDateTime`);
    expect(relative?.extension?.find(({ url }) => url === "target")?.valueReference).toEqual({
      type: "Condition",
      identifier: { system: "https://w3id.org/case2fhir/id", value: attack?.id },
      display: "attack",
    });
    expect(relative?.extension?.find(({ url }) => url === "relationship")?.valueCode).toBe("before-start");
    expect(relative?.extension?.find(({ url }) => url === "offset")?.valueDuration).toEqual({
      value: 2,
      unit: "month",
      system: "http://unitsofmeasure.org",
      code: "mo",
    });
  });
});

describe("what was not there, not done or not taken", () => {
  const NOT_SO = `
conditions: [{id: gone, name: sepsis, certainty: excluded}, {id: sure, name: gout, certainty: confirmed}]
procedures: [{id: skipped, name: biopsy, status: not done}, {id: done, name: washout, status: stopped}]
findings: {absent: [{id: none, name: rash}], present: [{id: some, name: fever}]}
outcomes: [{state: stable, of: [gone, sure, skipped, done, none, some]}]
medications: [{name: aspirin, status: stopped, because: none}, {name: heparin, status: stopped, because: some}]
codes: {rash: SCT#271807003 "Eruption of skin", fever: SCT#386661006 "Fever"}
`;

  it("tells why, apart from what it would have been for", () => {
    const { one } = mapped(
      `
conditions: [{id: mass, name: mass}, {id: cord, name: paraplegia, codes: SCT#60389000 "Paraplegia"}]
procedures: [{name: surgery, status: STATUS, for: mass, because: cord WORDS}]
`
        .replace("STATUS", "not done")
        .replace("WORDS", ""),
    );
    expect(one("Procedure")).toMatchObject({
      status: "not-done",
      statusReason: { text: "paraplegia", coding: [{ code: "60389000" }] },
      reasonReference: [{ display: "mass" }],
    });
    expect(one("Procedure")).not.toHaveProperty("reasonCode");
    const refused = mapped("procedures: [{name: surgery, status: refused, because in words: wanted to go home}]\n");
    expect(refused.one("Procedure")).toMatchObject({
      status: "not-done",
      statusReason: { text: "refused; wanted to go home" },
    });
    const done = mapped("procedures: [{name: surgery, because in words: wanted}]\n").one("Procedure");
    expect(done).toMatchObject({ status: "completed", reasonCode: [{ text: "wanted" }] });
    expect(done).not.toHaveProperty("statusReason");
  });

  it("is shown as such where something refers to it", () => {
    const shown = mapped(NOT_SO)
      .all("Observation")
      .flatMap(({ focus }) => focus?.map(({ display }) => display) ?? []);
    expect(shown).toEqual(["sepsis: excluded", "gout", "biopsy: not done", "washout", "rash: absent", "fever"]);
  });

  it("has no code where it is a reason: a code alone would say that it was there", () => {
    const reasons = mapped(NOT_SO)
      .all("MedicationStatement")
      .map(({ statusReason }) => statusReason?.[0]);
    expect(reasons).toEqual([{ text: "rash: absent" }, expect.objectContaining({ coding: [expect.anything()] })]);
  });
});
