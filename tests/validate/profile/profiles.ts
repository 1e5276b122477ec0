/** Profiles as tests write them, and what is told of a resource by them. */
import { createValidator, type ValidatorOptions } from "../../../src/validate/index.js";
import { whole } from "../whole.js";

export const BASE = "http://example.org/fhir/StructureDefinition/";
const FHIR = "http://hl7.org/fhir/StructureDefinition/";

/** A StructureDefinition with a differential; each element by its id, whose path and slice's name follow from it. */
export function profile(name: string, type: string, elements: Record<string, object>, base = FHIR + type): object {
  const element = Object.entries(elements).map(([id, said]) => {
    const sliceName = /:([^.]+)$/.exec(id)?.[1];
    return { id, path: id.replace(/:[^.]+/g, ""), ...(sliceName === undefined ? {} : { sliceName }), ...said };
  });
  return {
    resourceType: "StructureDefinition",
    url: BASE + name,
    name,
    status: "draft",
    fhirVersion: "4.0.1",
    kind: type === "Extension" ? "complex-type" : "resource",
    abstract: false,
    type,
    baseDefinition: base,
    derivation: "constraint",
    ...(type === "Extension" ? { context: [{ type: "element", expression: "Patient" }] } : {}),
    differential: { element },
  };
}

/** `code at place` of the errors that the first of these definitions adds to those of the base. */
export function told(definitions: readonly object[], resource: object, options: ValidatorOptions = {}): string[] {
  const validator = createValidator({ ...options, definitions });
  const { url } = definitions[0] as { url: string };
  const errors = (profiles: string[]) =>
    whole(validator.validate(resource, { profiles }))
      .filter(({ severity }) => severity === "error")
      .map(({ code, bundle }) => `${code.replace("validate/", "")} at ${bundle?.expression}`);
  const before = errors([]);
  return errors([url]).filter((one) => !before.includes(one));
}
