import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const DERIVED = "https://w3id.org/case2fhir/StructureDefinition/derived";
const INFERRED_STATUS = [{ url: DERIVED, valueString: "no other status is told" }];

const BODY = `
allergies:
  - id: pen
    name: penicillin
    type: allergy
    category: medication
    criticality: high
    certainty: confirmed
    status: active
    onset: 2010
    reactions: [urticaria, {name: anaphylaxis, severity: severe, when: 2 years after pen, note: after the second dose}]
  - {name: latex, certainty: excluded}
  - {name: shellfish}
medications: [{name: amoxicillin, status: not taken, because: pen}]
codes: {penicillin: SCT#373270004 "Substance with penicillin structure and antibacterial mechanism of action"}
`;

describe("an allergy", () => {
  const map = mapped(BODY);
  const [penicillin, latex, shellfish] = map.all("AllergyIntolerance");

  it("is told with its kind, its risk and when it was first noticed", () => {
    expect(penicillin).toMatchObject({
      clinicalStatus: { coding: [{ code: "active" }] },
      verificationStatus: { coding: [{ code: "confirmed" }] },
      type: "allergy",
      category: ["medication"],
      criticality: "high",
      code: { text: "penicillin", coding: [{ code: "373270004" }] },
      onsetDateTime: "2010",
    });
    expect(penicillin?.clinicalStatus).not.toHaveProperty("extension");
  });

  it("has its reactions, each with its own time, severity and note", () => {
    expect(penicillin?.reaction).toMatchObject([
      { manifestation: [{ text: "urticaria" }] },
      {
        manifestation: [{ text: "anaphylaxis" }],
        onset: "2012",
        severity: "severe",
        note: [{ text: "after the second dose" }],
      },
    ]);
    expect(penicillin?.text?.div).toContain("anaphylaxis 2012 (2 years after pen [");
  });

  it("that was denied is refuted, and one of which no more is told is neither confirmed nor typed", () => {
    expect(latex?.verificationStatus?.coding?.[0]?.code).toBe("refuted");
    expect(latex?.clinicalStatus).toMatchObject({ extension: INFERRED_STATUS, coding: [{ code: "inactive" }] });
    expect(shellfish?.clinicalStatus).toMatchObject({ extension: INFERRED_STATUS, coding: [{ code: "active" }] });
    for (const element of ["verificationStatus", "type", "category", "criticality", "onsetDateTime", "reaction"])
      expect(shellfish).not.toHaveProperty(element);
  });

  it("is a reason in words: the code of the substance is not the allergy", () => {
    expect(map.one("MedicationStatement").statusReason).toEqual([{ text: "allergy to penicillin" }]);
  });

  it("takes no time from the step it is told in, but its encounter", () => {
    const { all, one } = mapped("timeline: [{when: 2020, encounter: {type: inpatient}, allergies: [{name: nuts}]}]\n");
    const [nuts] = all("AllergyIntolerance");
    expect(nuts).not.toHaveProperty("onsetDateTime");
    expect(nuts?.encounter?.reference).toBe(`Encounter/${one("Encounter").id}`);
  });

  it("that is none at all is said with its own code, and only when it is said", () => {
    const none = mapped("allergies: none known\n").one("AllergyIntolerance");
    expect(none.code).toEqual({
      coding: [{ system: "http://snomed.info/sct", code: "716186003", display: "No known allergy" }],
      text: "no known allergy",
    });
    expect(mapped("conditions: [{name: gout}]\n").all("AllergyIntolerance")).toEqual([]);
  });

  it("is right by R4 in every form", () => {
    const validator = createValidator();
    for (const { bundle } of [map, mapped("allergies: none known\n")])
      expect(validator.validate(bundle).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
