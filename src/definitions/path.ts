/** From the keys of FHIR JSON to the FHIRPath expression of the same place. */
import { type TypeDefinition, typeDefinition } from "./r4.js";

/**
 * `["component", 0, "valueQuantity", "value"]` of an Observation is
 * `Observation.component[0].value.ofType(Quantity).value`; a primitive's `_name` is the primitive itself
 * (https://hl7.org/fhir/R4/fhirpath.html#polymorphism).
 *
 * @param root what the expression begins with, e.g. `Observation` or `Bundle.entry[2].resource`
 * @param resource what the keys lead into; a key that R4 does not know stays as it is
 */
export function fhirPath(root: string, resource: object, keys: readonly (string | number)[]): string {
  let path = root;
  let node: unknown = resource;
  let type = typeOf(node);
  for (const key of keys) {
    node = (node as Record<string | number, unknown> | null | undefined)?.[key];
    if (typeof key === "number") {
      path += `[${key}]`;
      type = typeOf(node) ?? type;
    } else {
      const name = key.replace(/^_/, "");
      const property = type?.properties.get(name);
      path += `.${property?.segment ?? name}`;
      type = typeOf(node) ?? (property && typeDefinition(property.type));
    }
  }
  return path;
}

/** A resource, contained or not, says its type itself. */
function typeOf(node: unknown): TypeDefinition | undefined {
  const { resourceType } = (node ?? {}) as { resourceType?: unknown };
  return typeof resourceType === "string" ? typeDefinition(resourceType) : undefined;
}
