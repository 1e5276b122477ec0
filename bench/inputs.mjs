/** What is measured on: the first example, HL7's official examples, and Bundles that others wrote where they are at hand. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(fileURLToPath(import.meta.url), "../..");

const [first] = readdirSync(join(root, "examples")).filter((name) => name.startsWith("01-"));
export const example = join(root, "examples", String(first), "case.yaml");

/** Definitions of FHIR itself are no clinical examples, and are most of the package. */
const DEFINITIONS =
  /^(StructureDefinition|ValueSet|CodeSystem|SearchParameter|ConceptMap|OperationDefinition|CapabilityStatement|ImplementationGuide|NamingSystem|package|ig-r4|Bundle-)/;

/** The official examples, resources and small Bundles, each as text. */
export function officialExamples() {
  const folder = join(root, "node_modules/hl7.fhir.r4.examples");
  const names = readdirSync(folder).filter((name) => /^[A-Z].*\.json$/.test(name) && !DEFINITIONS.test(name));
  return names.sort().map((name) => readFileSync(join(folder, name), "utf8"));
}

/** Synthea's Bundles; undefined where CASE2FHIR_TEST_DATA does not lead to them. */
export function syntheaBundles() {
  const data = process.env.CASE2FHIR_TEST_DATA;
  if (!data) return undefined;
  const folder = join(data, "data/bundles");
  const names = readdirSync(folder).filter((name) => name.startsWith("synthea"));
  return names.sort().map((name) => readFileSync(join(folder, name), "utf8"));
}
