/** The example cases, each with the edit of one line that changes one resource. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mapCase, parseJson, readCase } from "../../dist/lib/index.js";
import { root } from "../oracles/java.mjs";

const EDITS = {
  "01-neuromyelitis-optica": ["{id: rux-2, dose: 15 mg twice daily,", "{id: rux-2, dose: 20 mg twice daily,"],
  "02-lupus-hyperparathyroidism": ["name: chest pain, lasting: 3 months,", "name: chest pain, lasting: 4 months,"],
  "03-testicular-plasmacytoma": ["side: left, size: 5 cm, cite: 3}", "side: left, size: 6 cm, cite: 3}"],
  "04-cryptococcal-meningitis-myeloma": ["result: 38.5 °C, cite: 7}", "result: 38.6 °C, cite: 7}"],
  "05-misc-adolescent": ["{name: dry cough, lasting: 1 week,", "{name: dry cough, lasting: 2 weeks,"],
  "06-pacemaker-aneurysm": [
    "{name: aspirin, dose: 100 mg/day, cite: 16}",
    "{name: aspirin, dose: 75 mg/day, cite: 16}",
  ],
  "07-congenital-cmv": ["birth weight: {result: 1.2 kg,", "birth weight: {result: 1.3 kg,"],
  "08-tb-sternoclavicular": ["result: 34 kg/m 2, cite: 8}", "result: 33 kg/m 2, cite: 8}"],
  "09-alcoholic-haematoma": ["note: 4 years earlier;", "note: 5 years earlier;"],
  "10-amphotericin-anaphylaxis": ["note: about 10 kg, cite: 2}", "note: about 11 kg, cite: 2}"],
  "11-aspirin-aerd": ["left ventricular ejection fraction: 35 %", "left ventricular ejection fraction: 36 %"],
  "12-patent-blue-allergy": ["{name: propofol, dose: 150 mg, cite: 7}", "{name: propofol, dose: 160 mg, cite: 7}"],
};

/** What is loaded: `first` as a Bundle, `edited` with one resource changed; of a foreign Bundle there is no edit. */
export const cases = (ofCase) =>
  Object.entries(EDITS).map(([name, [line, becomes]]) => {
    const text = readFileSync(join(root, "examples", name, "case.yaml"), "utf8");
    if (text.split(line).length !== 2) throw new Error(`${name}: the line to edit is not there exactly once: ${line}`);
    // Under a namespace of its own, so that two loads of one case do not meet.
    const own = (some) => bundleOf(some.replace(/^namespace:.*$/m, `namespace: https://example.org/${ofCase}`), name);
    return { name, first: own(text), edited: own(text.replace(line, becomes)) };
  });

function bundleOf(text, name) {
  const { case: read, findings } = readCase(text, { file: name });
  const wrong = findings.find(({ severity }) => severity === "error");
  if (!read || wrong) throw new Error(`${name}: ${wrong?.message}`);
  return mapCase(read).bundle;
}

/**
 * A patient of Synthea's, where CASE2FHIR_TEST_DATA says where such are. It refers by identifier to places and people that
 * Synthea writes to other files: `needs` is made of those identifiers.
 */
export function synthea() {
  const data = process.env.CASE2FHIR_TEST_DATA;
  if (!data) return undefined;
  const text = readFileSync(join(data, "data/bundles/synthea2021hiv-Bob965_Keeling57.json"), "utf8");
  const asked = new Set(
    [...text.matchAll(/"reference": *"([A-Z][A-Za-z]+\?identifier=[^"]+)"/g)].map(([, query]) => query),
  );
  const entry = [...asked].map((url) => {
    const [, resourceType, system, value] = /^([A-Za-z]+)\?identifier=([^|]+)\|(.+)$/.exec(url) ?? [];
    const name = resourceType === "Practitioner" ? [{ text: value }] : value;
    return { resource: { resourceType, identifier: [{ system, value }], name }, request: { method: "PUT", url } };
  });
  return {
    name: "Synthea, Bob965 Keeling57",
    first: parseJson(text),
    needs: { resourceType: "Bundle", type: "transaction", entry },
  };
}
