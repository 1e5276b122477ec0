/** Plans, devices, adverse events, consents, and how sure a condition was. */
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { createValidator } from "../../src/validate/index.js";
import { HEAD, mapped } from "./mapped.js";

const CASE = `
recorded: 2026-11-22T09:00:00Z
people: [{id: mother, relation: mother}]
conditions:
  - id: atresia
    name: biliary atresia
    certainty:
      - {is: suspected, by: scan-1, when: 2019-03}
      - {is: excluded, by: scan-2, note: at the second look}
  - {id: rash, name: rash}
  - {id: block, name: atrioventricular block}
imaging:
  - {id: scan-1, modality: US, site: liver, conclusion: unclear}
  - {id: scan-2, modality: US, site: liver, name: second scan, conclusion: normal ducts}
medications: [{id: ampho, name: amphotericin B, status: stopped, because: anaphylaxis}]
devices:
  - {id: lead-left, name: lead, site: heart, side: left, manufacturer: Medtronic, model: "3387", note: cut}
  - {id: lead-right, name: lead, site: heart, side: right, status: not in use, for: block}
  - {id: pacemaker, name: pacemaker, from: "1996", until: "2004"}
  - {id: tube, name: cuffed tube}
timeline:
  - id: visit
    when: 2020-05
    encounter:
      type: inpatient
      place: intensive care unit
      transferred from: a local hospital
      discharged to: home
    procedures:
      - {id: op, name: lead revision, implants: lead-left, removes: [lead-right], changes: pacemaker, uses: tube}
      - {name: general anaesthesia, part of: op}
    plan:
      - {id: review, name: outpatient review, when: 2 weeks after visit, for: block}
      - {name: surgery, status: considered, because: scan-1, because in words: risk}
      - {name: chemotherapy, status: decided against}
      - {name: stop alcohol, status: recommended, note: lifelong}
    adverse events:
      - {id: anaphylaxis, name: anaphylaxis, suspected: [ampho, op], causality: probable, severity: severe, serious: true,
         outcome: resolved with sequelae, led to: rash, note: at the first dose}
    consents:
      - {name: written informed consent, scope: publication, by: mother}
      - {name: consent to the operation, scope: treatment, status: refused, by: patient, note: twice}
`;

const map = mapped(CASE);
const idOf = (type: "Device" | "Procedure" | "MedicationStatement", text: string) =>
  map.all(type).find((resource) => JSON.stringify(resource).includes(`"text":"${text}"`))?.id;

describe("a plan", () => {
  const [review, surgery, chemotherapy, alcohol] = map.all("ServiceRequest");

  it("is a request of the time it was made at, for the time it is to be done at", () => {
    expect(review).toMatchObject({
      status: "active",
      intent: "plan",
      code: { text: "outpatient review" },
      authoredOn: "2020-05",
      occurrenceDateTime: "2020",
      reasonReference: [{ display: "atrioventricular block" }],
    });
    expect(map.all("Procedure").map(({ code }) => code?.text)).toEqual(["lead revision", "general anaesthesia"]);
  });

  it("that was only considered is a proposal nobody stands for, one decided against is not to be done", () => {
    expect(surgery).toMatchObject({
      status: "unknown",
      intent: "proposal",
      reasonCode: [{ text: "risk" }],
      reasonReference: [{ display: "US of liver" }],
    });
    expect(surgery).not.toHaveProperty("occurrenceDateTime");
    expect(chemotherapy).toMatchObject({ status: "active", intent: "plan", doNotPerform: true });
    expect(alcohol).toMatchObject({ intent: "proposal", note: [{ text: "lifelong" }] });
    expect(alcohol).not.toHaveProperty("doNotPerform");
  });
});

describe("a device", () => {
  it("is kept apart from its fellow on the other side, with its use", () => {
    const [left, right, pacemaker, tube] = map.all("Device");
    expect(left).toMatchObject({
      type: { text: "lead" },
      manufacturer: "Medtronic",
      modelNumber: "3387",
      note: [{ text: "cut" }],
    });
    expect(left).not.toHaveProperty("status");
    expect(right).toMatchObject({ status: "inactive" });
    expect(pacemaker).toBeDefined();
    const uses = map.all("DeviceUseStatement");
    expect(uses).toMatchObject([
      { device: { reference: `Device/${left?.id}` }, status: "active", bodySite: { text: "left heart" } },
      {
        device: { reference: `Device/${right?.id}` },
        status: "stopped",
        reasonReference: [{ display: "atrioventricular block" }],
      },
      { status: "completed", timingPeriod: { start: "1996", end: "2004" } },
    ]);
    expect(uses.map((use) => "_status" in use)).toEqual([true, false, true]);
    expect(uses.some(({ device }) => device.reference === `Device/${tube?.id}`)).toBe(false);
  });

  it("is what a procedure put in, took out, changed or was done with", () => {
    const [op, anaesthesia] = map.all("Procedure");
    expect(op?.focalDevice).toMatchObject([
      { action: { coding: [{ code: "implanted" }] }, manipulated: { reference: `Device/${map.all("Device")[0]?.id}` } },
      { action: { coding: [{ code: "explanted" }] } },
      { action: { coding: [{ code: "manipulated" }] } },
    ]);
    expect(op?.usedReference).toMatchObject([{ reference: `Device/${idOf("Device", "cuffed tube")}` }]);
    expect(anaesthesia?.partOf).toMatchObject([{ reference: `Procedure/${op?.id}` }]);
  });
});

describe("an adverse event", () => {
  it("has suspects, and no cause", () => {
    expect(map.one("AdverseEvent")).toMatchObject({
      actuality: "actual",
      event: { text: "anaphylaxis" },
      date: "2020-05",
      severity: { coding: [{ code: "severe" }] },
      seriousness: { coding: [{ code: "Serious" }] },
      outcome: { coding: [{ code: "resolvedWithSequelae" }] },
      resultingCondition: [{ display: "rash" }],
      suspectEntity: [
        {
          instance: { reference: `MedicationStatement/${idOf("MedicationStatement", "amphotericin B")}` },
          causality: [{ assessment: { coding: [{ code: "Probably-Likely" }] } }],
        },
        { instance: { reference: `Procedure/${idOf("Procedure", "lead revision")}` } },
      ],
    });
    expect(map.one("MedicationStatement").statusReason).toEqual([{ text: "anaphylaxis" }]);
  });
});

describe("a consent", () => {
  it("is one that is stated, given or refused, by whom", () => {
    expect(map.all("Consent")).toMatchObject([
      {
        status: "active",
        scope: { coding: [{ code: "patient-privacy" }] },
        category: [{ text: "written informed consent" }],
        performer: [{ reference: `RelatedPerson/${map.one("RelatedPerson").id}` }],
      },
      {
        status: "rejected",
        scope: { coding: [{ code: "treatment" }] },
        performer: [{ reference: `Patient/${map.one("Patient").id}` }],
      },
    ]);
  });
});

describe("how sure a condition was", () => {
  it("ends as its status, and each stage is told with what it rested on", () => {
    const condition = map.all("Condition")[0];
    expect(condition).toMatchObject({ verificationStatus: { coding: [{ code: "refuted" }] } });
    expect(condition).not.toHaveProperty("onsetDateTime");
    const stages = map.all("Observation").filter(({ code }) => code.text === "certainty of the diagnosis");
    expect(stages).toMatchObject([
      {
        effectiveDateTime: "2019-03",
        valueCodeableConcept: { coding: [{ code: "provisional" }], text: "suspected" },
        focus: [{ reference: `Condition/${condition?.id}` }],
        extension: [{ valueReference: { display: "US of liver" } }],
      },
      {
        valueCodeableConcept: { coding: [{ code: "refuted" }], text: "excluded" },
        note: [{ text: "at the second look" }],
      },
    ]);
  });
});

describe("an encounter", () => {
  it("tells where it was, from where the patient came and to where", () => {
    expect(map.one("Encounter")).toMatchObject({
      location: [{ location: { display: "intensive care unit" } }],
      hospitalization: { origin: { display: "a local hospital" }, destination: { display: "home" } },
    });
  });
});

it("a stay is not two because a part of it is told: its end is still the discharge", () => {
  const { findings } = mapped(`
timeline:
  - encounter: {id: stay, type: inpatient, when: 2020-05}
  - encounter: {type: inpatient, name: intensive care unit, part of: stay}
  - {when: at discharge, findings: {absent: [fever]}}
`);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

it("all of it is valid FHIR, as a transaction and as a document", () => {
  const validator = createValidator();
  for (const type of ["transaction", "document"] as const) {
    const { bundle } = mapped(CASE, { type });
    expect(validator.validate(bundle).filter(({ severity }) => severity === "error")).toEqual([]);
  }
});

describe("what cannot be so", () => {
  const WRONG: [body: string, code: string, hint: string][] = [
    ["procedures: [{name: biopsy, status: planned}]", "case/unknown-word", "it takes completed"],
    ["plan: [{name: no chemotherapy}]", "case/negated-name", "status: decided against"],
    ["devices: [{name: no pacemaker}]", "case/negated-name", "no device of the case"],
    [
      '"adverse events": [{name: rash, suspected: nmo}]\nconditions: [{id: nmo, name: NMO}]',
      "case/wrong-link",
      "takes: drug",
    ],
    ["consents: [{name: x, scope: publication, by: mother}]", "case/unknown-person", "people"],
    ["consents: [{name: x}]", "case/missing-key", "publication, treatment, research"],
    ["conditions: [{name: x, certainty: [{is: possible}]}]", "case/unknown-word", "suspected"],
    ["procedures: [{name: x, implants: lead}]", "case/dangling-link", "`id`"],
  ];
  it.each(WRONG)("%s is %s", (body, code, hint) => {
    const errors = readCase(`${HEAD}patient: {}\n${body}\n`).findings.filter(({ severity }) => severity === "error");
    expect(errors.map((found) => found.code)).toEqual([code]);
    expect(`${errors[0]?.message} ${errors[0]?.hint}`).toContain(hint);
  });
});
