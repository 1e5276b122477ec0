/** FHIR R4's types, from the one place that names @types/fhir (its ESM path needs the `.js`). */
export type * from "fhir/r4.js";
