/** The one door to fhirpath.js: an invariant's expression becomes a function, compiled once. */
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";

/**
 * @param value the element the expression is about
 * @param resource %resource
 * @param root %rootResource
 * @returns whether the expression is true; undefined when it cannot be evaluated on this value
 */
export type Expression = (value: unknown, resource: object, root: object) => boolean | undefined;

const quiet = { traceFn: () => undefined };

/**
 * @param base the type of the element, as the R4 model names it (`Observation.component`); undefined for a resource,
 * which says its type itself
 */
export function compileExpression(expression: string, base: string | undefined): Expression {
  const path = base === undefined ? expression : { base, expression };
  const evaluate = fhirpath.compile(path, r4, quiet);
  return (value, resource, root) => {
    try {
      const result = evaluate(value, { resource, rootResource: root });
      return result.length === 1 && result[0] === true;
    } catch {
      return undefined;
    }
  };
}
