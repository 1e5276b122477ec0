/** The folders of HL7's packages that npm installed. */
import { createRequire } from "node:module";
import { dirname } from "node:path";

const require = createRequire(import.meta.url);

export const ips = dirname(require.resolve("hl7.fhir.uv.ips/package.json"));
export const mcode = dirname(require.resolve("hl7.fhir.us.mcode/package.json"));
export const terminology = dirname(require.resolve("hl7.terminology.r4/package.json"));
export const extensions = dirname(require.resolve("hl7.fhir.uv.extensions.r4/package.json"));
