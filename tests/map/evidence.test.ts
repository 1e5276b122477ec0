/** Where in the text of its source each resource was read. */
import { describe, expect, it } from "vitest";
import type { Extension, FhirResource } from "../../src/fhir/types.js";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const TEXT = "# A. Author\n\nCase report\nA woman 😀 had fever.\nShe took 5 mg\nof a drug. She left.\n";
const BODY = `
source: {title: T}
patient: {sex: female, cite: 2}
conditions:
  - {id: f, name: fever, cite: [2, {sentences: 3, quote: 5 mg}]}
  - {id: g, name: gout, cite: {section: Table 1}}
  - {id: h, name: hiccup, cite: {start: 25, end: 32}}
  - {id: i, name: itch, cite: c1}
  - {id: j, name: jaundice}
`;

const URL = "http://hl7.org/fhir/StructureDefinition/derivation-reference";

/** What the evidence of a resource leads to: the words at its offsets, and those that came along. */
function evidenceOf(resource: FhirResource | undefined): { words: string; quoted?: string; to: unknown }[] {
  const { extension = [] } = resource as { extension?: Extension[] };
  return extension
    .filter(({ url }) => url === URL)
    .map(({ extension: parts = [] }) => {
      const part = (url: string) => parts.find((one) => one.url === url);
      const start = part("offset")?.valueInteger ?? 0;
      const { reference, identifier, extension: quote } = part("reference")?.valueReference ?? {};
      const quoted = quote?.[0]?.valueString;
      return {
        words: TEXT.slice(start, start + (part("length")?.valueInteger ?? 0)),
        ...(quoted === undefined ? {} : { quoted }),
        to: reference ?? identifier?.value,
      };
    });
}

describe("with the text of the source", () => {
  const result = mapped(BODY, { source: { text: TEXT } });
  const document = result.one("DocumentReference");

  it("each resource points to its places in it, by offsets in UTF-16 code units", () => {
    const to = `DocumentReference/${document.id}`;
    const found = result.all("Condition").map((resource) => [resource.code?.text, evidenceOf(resource)]);
    expect(Object.fromEntries(found)).toEqual({
      fever: [
        { words: "A woman 😀 had fever.", to },
        { words: "She took 5 mg\nof a drug.", to },
      ],
      gout: [],
      hiccup: [{ words: "A woman", to }],
      itch: [],
      jaundice: [],
    });
  });

  it("the patient, whom the document is about, names the document's identifier", () => {
    const [found] = evidenceOf(result.one("Patient"));
    expect(found).toEqual({ words: "A woman 😀 had fever.", to: document.identifier?.[0]?.value });
  });

  it("the words stay out, unless asked for: the case's quote, or else the sentence", () => {
    expect(result.json).not.toMatch(/had fever|originalText/);
    const quoted = mapped(BODY, { source: { text: TEXT }, quotes: true }).all("Condition");
    const words = quoted.flatMap((resource) => evidenceOf(resource).map((one) => one.quoted));
    expect(words).toEqual(["A woman 😀 had fever.", "5 mg", "A woman"]);
  });

  it.each(["transaction", "batch", "document"] as const)("is valid as a %s", (type) => {
    const options = { type, source: { text: TEXT }, quotes: true, recorded: "2026-11-22T09:00:00Z" };
    const { bundle, findings } = mapped(BODY, options);
    expect(createValidator().validate(bundle)).toEqual([]);
    expect(findings.map(({ code }) => code)).not.toContain("map/circular-references");
  });

  it("the Trace names the line that cites", () => {
    const traced = result.trace.resources.flatMap(({ elements }) => elements.filter(({ rule }) => rule === "evidence"));
    expect(traced[1]).toMatchObject({ expression: "Condition.extension[0]", case: { line: 8 } });
  });
});

describe("without it", () => {
  it("nothing changes, and nothing points into a document that the case does not tell", () => {
    expect(mapped(BODY).json).not.toContain(URL);
    expect(mapped("conditions: [{name: fever, cite: 2}]", { source: { text: TEXT } }).json).not.toContain(URL);
  });
});

describe("with another text", () => {
  it("nothing is mapped, and the line is named", () => {
    const other = BODY.replace("{title: T}", `{sha256: ${"1".repeat(64)}}`);
    const wrong = (body: string) => () => mapped(body, { source: { text: TEXT, sha256: "2".repeat(64) } });
    expect(wrong(other)).toThrow("this is the hash of another text");
    expect(wrong(BODY.replace("cite: c1", "cite: 9"))).toThrow("the text has no sentence 9");
  });
});
