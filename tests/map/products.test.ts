import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { createValidator } from "../../src/validate/index.js";
import { HEAD, mapped } from "./mapped.js";

const map = mapped(`
medications:
  - name: rituximab
    brand: MabThera
    form: solution
    strength: 500 mg/50 mL
    courses: [{id: one, dose: 375 mg/m2}, {id: two, dose: 1 g}]
  - {name: aspirin, strength: 100 mg}
  - {name: patent blue, strength: 2.5 %, form: solution}
  - {name: ibuprofen, form: tablet}
  - {name: prednisone, dose: 40 mg daily, tapered to: 5 mg daily, route: oral}
  - {name: hydrocortisone, tapered to: {text: a low dose}}
  - {name: colchicine, dose: 0.5 mg}
`);

describe("a product", () => {
  const [mabthera, aspirin, blue, ibuprofen, other] = map.all("Medication");

  it("has its brand as its code and the drug as its ingredient", () => {
    expect(mabthera).toMatchObject({
      code: { text: "MabThera" },
      form: { text: "solution" },
      ingredient: [
        {
          itemCodeableConcept: { text: "rituximab" },
          strength: { numerator: { value: 500, code: "mg" }, denominator: { value: 50, code: "mL" } },
        },
      ],
    });
    expect(aspirin).toMatchObject({
      code: { text: "aspirin" },
      ingredient: [{ strength: { numerator: { value: 100, code: "mg" }, denominator: { value: 1 } } }],
    });
    expect(blue?.ingredient?.[0]?.strength?.numerator).toMatchObject({ value: 2.5, code: "%" });
    expect(ibuprofen).toMatchObject({ code: { text: "ibuprofen" }, form: { text: "tablet" } });
    expect(ibuprofen).not.toHaveProperty("ingredient");
    expect(other).toBeUndefined();
  });

  it("is what the drug and its courses were of; a drug of which no more is told stays a concept", () => {
    const given = map.all("MedicationStatement");
    const ofMabthera = given.filter((one) => one.medicationReference?.reference === `Medication/${mabthera?.id}`);
    expect(ofMabthera).toHaveLength(3);
    expect(ofMabthera[0]?.medicationReference?.display).toBe("MabThera (rituximab)");
    expect(ofMabthera[0]).not.toHaveProperty("medicationCodeableConcept");
    expect(given.at(-1)).toMatchObject({ medicationCodeableConcept: { text: "colchicine" } });
  });
});

describe("a dose that was tapered", () => {
  it("is its first and its last, in sequence", () => {
    const dosages = map.all("MedicationStatement").flatMap(({ dosage = [] }) => (dosage[0]?.sequence ? [dosage] : []));
    expect(dosages).toMatchObject([
      [
        { sequence: 1, text: "40 mg daily", route: { text: "oral" }, doseAndRate: [{ doseQuantity: { value: 40 } }] },
        {
          sequence: 2,
          text: "tapered to 5 mg daily",
          route: { text: "oral" },
          doseAndRate: [{ doseQuantity: { value: 5 } }],
          timing: { repeat: { frequency: 1, period: 1, periodUnit: "d" } },
        },
      ],
      [{ sequence: 1, text: "tapered to a low dose" }],
    ]);
  });
});

describe("a drug that was given instead of another", () => {
  const { all, findings } = mapped(`
conditions: [{id: pain, name: pain}]
medications:
  - {id: heparin, name: enoxaparin, status: stopped, because: pain, instead of: aspirin}
  - {name: rivaroxaban, instead of: heparin, because in words: easier}
  - {name: aspirin, courses: [{id: a, dose: 100 mg}, {id: b, dose: 300 mg, instead of: a}]}
`);

  it("says so among its reasons, and not among those of its status", () => {
    const [heparin, rivaroxaban, , , b] = all("MedicationStatement");
    expect(heparin).toMatchObject({ statusReason: [{ text: "pain" }], reasonCode: [{ text: "instead of aspirin" }] });
    expect(rivaroxaban?.reasonCode).toEqual([{ text: "easier" }, { text: "instead of enoxaparin" }]);
    expect(b?.reasonCode).toEqual([{ text: "instead of aspirin" }]);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("has its name, whatever courses it has: links and times can use it", () => {
    const named = mapped(`
medications: [{name: aspirin, from: 2015-03-01, courses: [{id: a, dose: 100 mg}, {id: b, dose: 300 mg}]}]
conditions: [{name: ulcer, due to: aspirin, onset: 2 days after start of aspirin}]
`);
    expect(named.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(named.one("Condition")).toMatchObject({ onsetDateTime: "2015-03-03" });
  });
});

it("all of it is valid FHIR", () => {
  expect(
    createValidator()
      .validate(map.bundle)
      .filter(({ severity }) => severity === "error"),
  ).toEqual([]);
});

it.each([
  ["medications: [{name: x, tapered to: 5 mgg}]", "case/unknown-unit", '"mg"'],
  ["medications: [{name: x, instead of: y}]", "case/dangling-link", "`id`"],
  ["medications: [{name: x, strength: strong}]", "case/wrong-form", "500 mg"],
  ["medications: [{name: x, courses: [{paused: true, tapered to: 5 mg}]}]", "case/dose-while-paused", "tapered to"],
])("%s is %s", (body, code, hint) => {
  const errors = readCase(`${HEAD}patient: {}\n${body}\n`).findings.filter(({ severity }) => severity === "error");
  expect(errors.map((found) => found.code)).toEqual([code]);
  expect(`${errors[0]?.message} ${errors[0]?.hint}`).toContain(hint);
});
