import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const HL7 = "http://hl7.org/fhir/StructureDefinition/";
const errors = (body: string) => mapped(body).findings.filter(({ severity }) => severity === "error");
const rightByR4 = (map: ReturnType<typeof mapped>) =>
  createValidator()
    .validate(map.bundle)
    .filter(({ severity }) => severity === "error");

describe("a study", () => {
  it("of several modalities has them all, and is called by them", () => {
    const { one } = mapped("imaging: [{modality: [PT, CT], site: thorax}]\n");
    const { modality, procedureCode } = one("ImagingStudy");
    expect(modality?.map(({ code, display }) => [code, display])).toEqual([
      ["PT", "Positron emission tomography"],
      ["CT", "Computed Tomography"],
    ]);
    expect(procedureCode?.[0]?.text).toBe("PT/CT of thorax");
  });

  it("finds the code of its modalities and site together", () => {
    const { one } = mapped(
      'imaging: [{modality: [PT, CT], site: thorax}]\ncodes: {thorax PT/CT: SCT#443271005 "PET CT of thorax"}\n',
    );
    expect(one("ImagingStudy").procedureCode?.[0]?.coding?.[0]?.code).toBe("443271005");
  });

  it.each([
    ["gadolinium", "MR of brain, with contrast (gadolinium)"],
    ["true", "MR of brain, with contrast"],
    ["false", "MR of brain, without contrast"],
  ])("with contrast: %s tells it with what was done", (contrast, text) => {
    const { one } = mapped(`imaging: [{modality: MR, site: brain, contrast: ${contrast}}]\n`);
    expect(one("ImagingStudy").procedureCode?.[0]?.text).toBe(text);
  });

  it("has its DICOM UIDs and accession number where they are told, and series only then", () => {
    const map = mapped(
      "imaging: [{modality: MR, uid: 1.2.840.1, accession: A-1, series: [{uid: 1.2.840.1.7, modality: MR, name: axial T2}]}]\n",
    );
    const { identifier, series, status } = map.one("ImagingStudy");
    expect(identifier?.slice(1)).toMatchObject([
      { system: "urn:dicom:uid", value: "urn:oid:1.2.840.1" },
      { type: { coding: [{ code: "ACSN" }] }, value: "A-1" },
    ]);
    expect(series).toMatchObject([{ uid: "1.2.840.1.7", modality: { code: "MR" }, description: "axial T2" }]);
    expect(status).toBe("unknown");
    expect(rightByR4(map)).toEqual([]);
  });

  it("with a UID that DICOM does not allow is an error", () => {
    const [error] = errors(`imaging: [{modality: MR, uid: 1.${"9".repeat(64)}}]\n`);
    expect(error).toMatchObject({ code: "case/out-of-range" });
    expect(() => mapped("imaging: [{modality: MR, uid: abc}]\n")).toThrow("abc");
  });

  it("that was normal as a whole says so by a code", () => {
    const { one } = mapped("imaging: [{modality: DX, site: chest, result: normal, by: first reader}]\n");
    expect(one("DiagnosticReport")).toMatchObject({
      conclusionCode: [{ coding: [{ code: "17621005", display: "Normal" }] }],
      resultsInterpreter: [{ display: "first reader" }],
    });
  });

  it("whose modality DICOM does not know is an error with the words it takes", () => {
    expect(() => mapped("imaging: [{modality: [MR, PET]}]\n")).toThrow("PET");
  });
});

describe("reports told apart from their studies", () => {
  const map = mapped(`
imaging: [{id: us, modality: US, site: scrotum}, {id: ct, modality: CT, site: abdomen}]
reports:
  - {id: both, name: both read together, of: [us, ct], findings: {present: [tumour]}}
  - {name: second reading, of: ct, by: second reader, conclusion: inflammation, replaces: both, status: amended, note: by mail}
`);
  const [both, second] = map.all("DiagnosticReport");

  it("of several studies are one report, and nobody knows which of them showed what", () => {
    const studies = map.all("ImagingStudy").map(({ id }) => `ImagingStudy/${id}`);
    expect(both?.imagingStudy?.map(({ reference }) => reference).sort()).toEqual(studies.sort());
    expect(
      map
        .one("Observation")
        .derivedFrom?.map(({ reference }) => reference)
        .sort(),
    ).toEqual(studies.sort());
  });

  it("that contradict one another are both kept", () => {
    expect(second).toMatchObject({
      status: "amended",
      conclusion: "inflammation",
      extension: [
        { url: `${HL7}diagnosticReport-replaces`, valueReference: { reference: `DiagnosticReport/${both?.id}` } },
        { url: `${HL7}note`, valueAnnotation: { text: "by mail" } },
      ],
    });
    expect(rightByR4(map)).toEqual([]);
  });

  it("of something else than a study are an error", () => {
    const [error] = errors("conditions: [{id: flu, name: flu}]\nreports: [{name: report, of: flu}]\n");
    expect(error).toMatchObject({ code: "case/wrong-link", message: expect.stringContaining("it takes: study") });
  });
});

describe("pathology", () => {
  const map = mapped(`
procedures: [{id: surgery, name: orchidectomy}]
conditions: [{name: plasmacytoma, evidence: final}]
pathology:
  - {id: frozen, name: frozen section, category: surgical pathology, status: provisional, specimen: testis, conclusion: lymphoma}
  - id: final
    name: histology
    replaces: frozen
    specimen: {id: tissue, type: testicular tissue, site: testis, side: left, taken by: surgery, collected: 2016-01-02, note: fixed in formalin}
    findings:
      present: [plasma cells]
      negative: [surgical margins]
      panels: [{name: immunohistochemistry, positive: [CD138], negative: [CD20]}]
    conclusion: plasmacytoma
`);
  const [frozen, final] = map.all("DiagnosticReport");

  it("is a report, provisional or final, in place of the one before", () => {
    expect(frozen).toMatchObject({ status: "preliminary", category: [{ coding: [{ code: "SP" }] }] });
    expect(final).toMatchObject({
      status: "final",
      category: [{ coding: [{ code: "LAB" }] }],
      extension: [{ valueReference: { reference: `DiagnosticReport/${frozen?.id}` } }],
      conclusion: "plasmacytoma",
      result: [
        { display: "plasma cells" },
        { display: "surgical margins: negative" },
        { display: "immunohistochemistry" },
      ],
    });
    expect(map.one("Condition").evidence?.[0]?.detail?.[0]?.reference).toBe(`DiagnosticReport/${final?.id}`);
    expect(rightByR4(map)).toEqual([]);
  });

  it("was made of a specimen, which all of its findings share", () => {
    const [, specimen] = map.all("Specimen");
    expect(specimen).toMatchObject({
      type: { text: "testicular tissue" },
      collection: {
        collectedDateTime: "2016-01-02",
        bodySite: { text: "left testis" },
        extension: [{ valueReference: { display: "orchidectomy" } }],
      },
      note: [{ text: "fixed in formalin" }],
    });
    const reference = `Specimen/${specimen?.id}`;
    for (const told of [final?.specimen?.[0], ...map.all("Observation").map((one) => one.specimen)])
      expect(told?.reference).toBe(reference);
  });

  it("has a specimen that nobody dates, whatever the time of the step", () => {
    const { one } = mapped("timeline: [{when: 2016-01, pathology: [{name: histology, specimen: skin}]}]\n");
    expect(one("Specimen")).not.toHaveProperty("collection");
    expect(one("DiagnosticReport").effectiveDateTime).toBe("2016-01");
  });

  it.each([
    ["a specimen taken by a condition", "specimen: {type: skin, taken by: flu}", "case/wrong-link"],
    ["a report that replaces itself", "id: one, replaces: one", "case/link-to-itself"],
    [
      "a finding of the report it stands in",
      "id: one, findings: {present: [{name: x, of: one}]}",
      "case/circular-link",
    ],
  ])("%s is an error", (_, told, code) => {
    const found = errors(`conditions: [{id: flu, name: flu}]\npathology: [{name: histology, ${told}}]\n`);
    expect(found.map((one) => one.code)).toEqual([code]);
  });
});

describe("the specimen of a result", () => {
  it("is a resource when more than a word is known of it", () => {
    const { all, one } = mapped(
      "procedures: [{id: lp, name: lumbar puncture}]\nlabs: {results: {glucose: {result: 3 mmol/L, specimen: {type: CSF, taken by: lp}}}}\n",
    );
    expect(all("Observation")[0]?.specimen?.reference).toBe(`Specimen/${one("Specimen").id}`);
    expect(all("Observation")[0]).not.toHaveProperty("component");
  });
});
