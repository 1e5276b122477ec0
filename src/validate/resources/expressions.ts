/** Expressions that a definition holds: whether they are FHIRPath, and whether their names lead somewhere. */
import { compileFhirPath, FhirPathSyntaxError } from "../../fhirpath/index.js";

/**
 * What is wrong with an expression.
 *
 * @param types what it may be about, as the definitions name them; a name is wrong that none of them has
 * @returns a sentence's end; undefined when nothing is wrong, or when what it uses cannot be judged
 */
export function problemIn(expression: string, types: readonly string[]): string | undefined {
  try {
    const unknown = types.map((type) => compileFhirPath(expression, type)?.unknownNames ?? []);
    const [first = [], ...others] = unknown;
    const found = first.find(({ at }) => others.every((names) => names.some((one) => one.at === at)));
    return found && `no "${found.name}" in ${types.length === 1 ? found.types.join(", ") : types.join(", ")}`;
  } catch (error) {
    if (error instanceof FhirPathSyntaxError) return error.message;
    throw error;
  }
}
