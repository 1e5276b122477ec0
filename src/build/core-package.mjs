/**
 * R4's definitions as the FHIR package that tools ask for, hl7.fhir.r4.core. HL7 serves no package over npm that holds
 * them alone, so they are picked from hl7.fhir.r4.examples, which has them unmodified.
 */
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

export const CORE = {
  name: "hl7.fhir.r4.core",
  version: "4.0.1",
  source: join(root, "node_modules/hl7.fhir.r4.examples"),
};

/** What hl7.fhir.r4.core holds: the files of these types. */
const DEFINITIONS =
  /^(StructureDefinition|ValueSet|CodeSystem|ConceptMap|SearchParameter|OperationDefinition|CompartmentDefinition|CapabilityStatement|NamingSystem|StructureMap)-/;

/**
 * Lays it where tools look for packages, below a home folder of the project's own.
 *
 * @param {string} home `.fhir/packages` is made in it
 */
export function layCore(home) {
  const folder = join(home, ".fhir/packages", `${CORE.name}#${CORE.version}`, "package");
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(CORE.source)) {
    if (DEFINITIONS.test(file)) cpSync(join(CORE.source, file), join(folder, file));
  }
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: CORE.name,
      version: CORE.version,
      type: "fhir.core",
      canonical: "http://hl7.org/fhir",
      url: "http://hl7.org/fhir/R4",
      fhirVersions: ["4.0.1"],
      dependencies: {},
    }),
  );
}
