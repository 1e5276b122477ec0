/**
 * Resource ids, for good: UUID version 5 (RFC 9562, 5.5) of the namespace, the case, and the path of local ids.
 *
 *     root = v5(namespace URI, the RFC's URL namespace)
 *     case = v5(case name, root)
 *     id   = v5("Type/key", case)
 *
 * So two people's "case-1" never meet, and an edit elsewhere in the file leaves an id alone.
 */
import { URL_NAMESPACE, uuidFromName } from "../fhir/uuid.js";

/** A DOI written bare is the URI doi.org gives it. */
export const namespaceUri = (namespace: string): string =>
  namespace.startsWith("10.") ? `https://doi.org/${namespace}` : namespace;

/** The UUID of a case, lower-case: what its resources' ids are made from, and what marks them as its own. */
export const caseId = (namespace: string, caseName: string): string =>
  uuidFromName(caseName, uuidFromName(namespaceUri(namespace), URL_NAMESPACE));

/** @returns a function from resource type and item key to the resource's id (lower-case UUID) */
export function resourceIds(scope: string): (type: string, key: string) => string {
  return (type, key) => uuidFromName(`${type}/${key}`, scope);
}
