import { describe, expect, it } from "vitest";
import { mapped } from "./mapped.js";

const UCUM = "http://unitsofmeasure.org";
const SNOMED = "http://snomed.info/sct";
const INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

const map = (result: string) => mapped(`labs: {results: {test: ${result}}}\n`);
const observation = (result: string) => map(result).one("Observation");

describe("a verdict over a list of names", () => {
  it.each([
    ["present", "52101004"],
    ["absent", "2667000"],
    ["positive", "10828004"],
    ["negative", "260385009"],
    ["normal", "17621005"],
    ["abnormal", "263654008"],
    ["high", "75540009"],
    ["low", "62482003"],
    ["unclear", "373068000"],
  ])("%s is a value with its code", (verdict, code) => {
    const { one } = mapped(`findings: {${verdict}: [fever]}\n`);
    expect(one("Observation").valueCodeableConcept).toMatchObject({
      text: verdict,
      coding: [{ system: SNOMED, code }],
    });
  });

  it("not done is no value, and why", () => {
    const { valueCodeableConcept, dataAbsentReason } = mapped("labs: {not done: [biopsy]}\n").one("Observation");
    expect(valueCodeableConcept).toBeUndefined();
    expect(dataAbsentReason?.coding?.[0]).toMatchObject({ code: "not-performed" });
  });
});

describe("a result", () => {
  it.each([
    ["7.0 mg/L", { value: 7, unit: "mg/L", system: UCUM, code: "mg/L" }, '"value": 7.0,'],
    ['"<5 %"', { value: 5, comparator: "<", unit: "%", system: UCUM, code: "%" }, '"value": 5,'],
    [
      '">= 1.50 mmol/L"',
      { value: 1.5, comparator: ">=", unit: "mmol/L", system: UCUM, code: "mmol/L" },
      '"value": 1.50,',
    ],
    ["120", { value: 120 }, '"value": 120'],
    ["0.10", { value: 0.1 }, '"value": 0.10'],
  ])("%s is a quantity with the digits as written", (written, quantity, digits) => {
    const { one, json } = map(written);
    expect(one("Observation").valueQuantity).toMatchObject(quantity);
    expect(json).toContain(digits);
  });

  it("with a decimal comma is a number, with what is printed beside it", () => {
    const { one, json } = map('"2,68 g/L (ref 2,5-3,5)"');
    expect(one("Observation").valueQuantity).toEqual({
      extension: [{ url: "http://hl7.org/fhir/StructureDefinition/originalText", valueString: "2,68 g/L" }],
      value: 2.68,
      unit: "g/L",
      system: UCUM,
      code: "g/L",
    });
    expect(json).toContain('"value": 2.68');
    expect(one("Observation").referenceRange?.[0]).toMatchObject({ low: { value: 2.5 }, text: "2,5-3,5" });
  });

  it("from one number to another is a range", () => {
    expect(observation("5-10.0 mg/L").valueRange).toMatchObject({
      low: { value: 5, code: "mg/L" },
      high: { value: 10, code: "mg/L" },
    });
  });

  it("that is a titre is a ratio, and no quotient", () => {
    const { valueRatio, interpretation } = observation("1:320 (positive)");
    expect(valueRatio).toMatchObject({ numerator: { value: 1 }, denominator: { value: 320 } });
    expect(interpretation?.[0]?.coding?.[0]).toEqual({ system: INTERPRETATION, code: "POS", display: "Positive" });
  });

  it("that is one number over another is kept as written, with both as components", () => {
    const { valueString, component, interpretation, referenceRange } = observation('"160/90 mmHg (high, ref <140)"');
    const unit = { unit: "mmHg", system: UCUM, code: "mm[Hg]" };
    expect(valueString).toBe("160/90 mmHg");
    expect(component).toEqual([
      { code: { text: "first number" }, valueQuantity: { value: 160, ...unit } },
      { code: { text: "second number" }, valueQuantity: { value: 90, ...unit } },
    ]);
    expect(interpretation?.[0]?.coding?.[0]?.code).toBe("H");
    expect(referenceRange?.[0]?.high).toEqual({ value: 140, ...unit });
  });

  it("along several axes is kept as written, with each as a component", () => {
    const { valueString, component } = observation('"45 x 38.0 mm (largest)"');
    const unit = { unit: "mm", system: UCUM, code: "mm" };
    expect(valueString).toBe("45 x 38.0 mm");
    expect(component).toMatchObject([
      { code: { text: "first axis" }, valueQuantity: { value: 45, ...unit } },
      { code: { text: "second axis" }, valueQuantity: { value: 38, ...unit } },
    ]);
    expect(map("45 x 38.0 mm").json).toContain('"value": 38.0');
  });

  it("in two units of time is a number of the smaller, marked as worked out, with its words", () => {
    const { all, json } = mapped("findings: {results: {gestational age: 35+4 weeks}}\n");
    expect(all("Observation")[0]?.valueQuantity).toMatchObject({
      extension: [{ url: "http://hl7.org/fhir/StructureDefinition/originalText", valueString: "35+4 weeks" }],
      value: 249,
      unit: "days",
      code: "d",
    });
    expect(json).toContain("computed from weeks and days");
  });

  it("that is above a titre is at a higher dilution", () => {
    expect(observation('">1:320"').valueRatio).toEqual({
      numerator: { value: 1 },
      denominator: { value: 320, comparator: ">" },
    });
  });

  it.each([
    ["positive", "10828004"],
    ["negative", "260385009"],
    ["present", "52101004"],
    ["absent", "2667000"],
    ["normal", "17621005"],
    ["abnormal", "263654008"],
    ["unclear", "373068000"],
  ])("%s is a coded value", (verdict, code) => {
    expect(observation(verdict).valueCodeableConcept).toMatchObject({
      text: verdict,
      coding: [{ system: SNOMED, code }],
    });
  });

  it.each(["rising", "falling", "stable", "improving", "worsening", "detected", "not detected"])(
    "%s is a value in words",
    (verdict) => {
      expect(observation(verdict).valueCodeableConcept?.text).toBe(verdict);
    },
  );

  it.each([
    ["not done", "not-performed"],
    ["value not given", "unknown"],
  ])("%s is no value, and why", (verdict, code) => {
    const { valueCodeableConcept, valueString, dataAbsentReason } = observation(verdict);
    expect([valueCodeableConcept, valueString]).toEqual([undefined, undefined]);
    expect(dataAbsentReason?.coding?.[0]?.code).toBe(code);
  });

  it("has its reference range and what was said of it", () => {
    const { interpretation, referenceRange } = observation('"66 mg/L (high, ref 3.30-19.4)"');
    expect(interpretation).toEqual([
      { coding: [{ system: INTERPRETATION, code: "H", display: "High" }], text: "high" },
    ]);
    expect(referenceRange).toMatchObject([
      { low: { value: 3.3, code: "mg/L" }, high: { value: 19.4, code: "mg/L" }, text: "3.30-19.4" },
    ]);
    expect(map('"66 mg/L (high, ref 3.30-19.4)"').json).toContain('"value": 3.30');
  });

  it("in two units is one value, the other beside it without the code", () => {
    const { one } = mapped(`
labs: {results: {creatinine: 120.3 umol/L = 1.36 mg/dL}}
codes: {creatinine: LNC#14682-9 "Creatinine"}
`);
    const { code, valueQuantity, component } = one("Observation");
    expect(code.coding?.[0]?.code).toBe("14682-9");
    expect(valueQuantity).toMatchObject({ value: 120.3, code: "umol/L" });
    expect(component).toMatchObject([{ code: { text: "creatinine" }, valueQuantity: { value: 1.36, code: "mg/dL" } }]);
    expect(component?.[0]?.code).not.toHaveProperty("coding");
  });

  it("from one number to another in two units is two ranges", () => {
    const written = '"0.330-0.40 g/L = 33.0-40 mg/dL"';
    const { valueRange, component } = observation(written);
    expect(valueRange).toMatchObject({ low: { value: 0.33 }, high: { value: 0.4, code: "g/L" } });
    expect(component).toMatchObject([
      { valueRange: { low: { value: 33, code: "mg/dL" }, high: { value: 40, code: "mg/dL" } } },
    ]);
    expect(component?.[0]).not.toHaveProperty("valueQuantity");
    expect(map(written).json).toContain('"value": 33.0');
  });

  it("in words stays in words", () => {
    expect(observation("{text: as expected}").valueString).toBe("as expected");
  });

  it("that says nothing is an error, and absent in the Bundle", () => {
    const { one, findings } = map("{method: ELISA}");
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "case/unreadable-result",
    ]);
    expect(one("Observation").dataAbsentReason?.coding?.[0]?.code).toBe("unknown");
  });

  it("with words beside it is an error", () => {
    const { findings } = map("{result: 5 mg/L, text: as expected}");
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "case/two-results",
    ]);
  });

  it("that was found has its size", () => {
    const { all } = mapped("findings: {present: [{name: mass, size: about 4 cm}, {name: nodule, size: 2cm x 1 cm}]}\n");
    const [mass, nodule] = all("Observation").map(({ component }) => component);
    expect(mass).toMatchObject([{ code: { text: "size" }, valueQuantity: { value: 4, code: "cm" } }]);
    expect(mass?.[0]?.valueQuantity?.extension?.[0]?.valueString).toBe("about 4 cm");
    expect(nodule).toMatchObject([
      { code: { text: "size, first axis" }, valueQuantity: { value: 2, code: "cm" } },
      { code: { text: "size, second axis" }, valueQuantity: { value: 1, code: "cm" } },
    ]);
  });

  it("that was found has no size in words", () => {
    const { findings } = mapped("findings: {present: [{name: mass, size: large}]}\n");
    expect(findings[0]).toMatchObject({ code: "case/unreadable-size", case: { line: 5, column: 41, length: 5 } });
  });

  it("has its method, specimen, severity and levels", () => {
    const { one } = mapped(`
findings: {present: [{name: lesion, site: spinal cord, side: left, levels: C1-C7, severity: mild, change: worse, method: MRI, specimen: none}]}
codes: {C1: SCT#14806007 "Bone structure of atlas", spinal cord: SCT#2748008 "Spinal cord"}
`);
    const { method, bodySite, interpretation, component } = one("Observation");
    expect(method?.text).toBe("MRI");
    expect(bodySite).toMatchObject({ text: "left spinal cord C1-C7", coding: [{ code: "2748008" }] });
    expect(interpretation?.[0]?.coding?.[0]?.code).toBe("W");
    expect(component?.map(({ code, valueCodeableConcept: value }) => [code.text, value?.text])).toEqual([
      ["upper vertebral level", "C1"],
      ["lower vertebral level", "C7"],
      ["severity", "mild"],
      ["specimen", "none"],
    ]);
    expect(component?.[0]?.valueCodeableConcept?.coding?.[0]?.code).toBe("14806007");
  });
});

describe("each", () => {
  it("is one finding per name, alike in all else", () => {
    const { all } = mapped(
      "findings: {present: [{each: [rash, oedema], site: leg, side: both, severity: mild}, fever]}\n",
    );
    const [rash, oedema, fever] = all("Observation");
    expect([rash, oedema, fever].map((one) => one?.code.text)).toEqual(["rash", "oedema", "fever"]);
    expect([rash?.bodySite, rash?.component]).toEqual([oedema?.bodySite, oedema?.component]);
    expect(oedema?.bodySite?.text).toBe("both sides of the leg");
  });

  it("makes the same as telling them one by one", () => {
    const short = mapped("labs: {negative: [{each: [HIV, HBV], specimen: serum}]}\n");
    const long = mapped("labs: {negative: [{name: HIV, specimen: serum}, {name: HBV, specimen: serum}]}\n");
    expect(short.json).toBe(long.json);
  });

  it.each([
    ["conditions: [{each: [HIV, EBV], certainty: considered, note: seen}]", "Condition"],
    ["allergies: [{each: [foods, latex], certainty: excluded}]", "AllergyIntolerance"],
    ["immunizations: [{each: [BCG, MMR], when: 2015}]", "Immunization"],
    ["medications: [{each: [losartan, amlodipine], courses: [{route: oral}, {paused: true}]}]", "MedicationStatement"],
    ["procedures: [{each: [biopsy, drainage], site: liver}]", "Procedure"],
  ] as const)("tells several in %s", (section, type) => {
    const short = mapped(`${section}\n`);
    const [name = ""] = /each: \[[^\]]*\]/.exec(section) ?? [];
    const entry = section.slice(section.indexOf("{"), -1);
    const [one, other] = name.slice(7, -1).split(", ");
    const long = [one, other].map((called) => entry.replace(name, `name: ${called}`)).join(", ");
    expect(short.json).toBe(mapped(`${section.replace(entry, long)}\n`).json);
    expect(short.all(type).length).toBeGreaterThan(1);
  });

  it("says once what is wrong with all", () => {
    const { findings } = mapped("findings: {present: [{each: [rash, oedema], size: large}]}\n");
    expect(findings.filter(({ code }) => code === "case/unreadable-size")).toHaveLength(1);
  });

  it.each(["id: lesion", "name: rash"])("has no %s beside it", (one) => {
    const { findings } = mapped(`findings: {present: [{each: [rash, oedema], ${one}}]}\n`);
    const { code, case: at } = findings[0] ?? {};
    expect([code, at?.line]).toEqual(["case/each-and-one", 5]);
  });

  it("has no name that denies", () => {
    expect(() => mapped("findings: {present: [{each: [rash, no fever]}]}\n")).toThrow(/no fever/);
  });
});

describe("otherwise", () => {
  it.each([
    ["exam", "normal", "other findings of the examination", "17621005"],
    ["labs", "negative", "other laboratory results", "260385009"],
    ["findings", "absent", "other findings", "2667000"],
  ])("of %s is %s of all the rest", (section, verdict, name, code) => {
    const { all } = mapped(`${section}: {present: [rash], otherwise: ${verdict}}\n`);
    expect(all("Observation").at(-1)).toMatchObject({
      code: { text: name },
      valueCodeableConcept: { text: verdict, coding: [{ code }] },
    });
  });

  it("of a study is of its other findings", () => {
    const { all } = mapped("imaging: [{modality: CT, findings: {present: [mass], otherwise: normal}}]\n");
    expect(all("Observation").at(-1)).toMatchObject({
      code: { text: "other findings of the study" },
      derivedFrom: [{ reference: expect.stringContaining("ImagingStudy/") }],
    });
  });

  it("is one of three words", () => {
    expect(() => mapped("exam: {otherwise: fine}\n")).toThrow(/otherwise/);
  });
});

describe("a section of results", () => {
  it.each([
    ["findings", undefined],
    ["exam", "exam"],
    ["vitals", undefined],
    ["function", undefined],
    ["social history", "social-history"],
    ["obstetric history", undefined],
    ["labs", "laboratory"],
    ["tests", "procedure"],
  ])("%s has the category %s", (section, category) => {
    const { all } = mapped(`${section}: {results: {x: 5 kg}, present: [y], absent: [z]}\n`);
    const categories = all("Observation").map((one) => one.category?.[0]?.coding?.[0]?.code);
    expect(categories).toEqual([category, category, category]);
  });

  it("keeps numbers that have no unit", () => {
    const { all } = mapped("obstetric history: {results: {gravida: 2, para: 1}}\n");
    expect(all("Observation").map(({ valueQuantity }) => valueQuantity)).toEqual([{ value: 2 }, { value: 1 }]);
  });

  it("that is misspelt is an error with the name that was meant", () => {
    expect(() => mapped("vitlas: {results: {weight: 3 kg}}\n")).toThrow(/vitlas/);
  });
});
