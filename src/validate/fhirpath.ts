/** Expressions about what stands in a resource: FHIRPath with this validation's references. */
import { compileFhirPath, type Environment, EvaluationError, FhirPathSyntaxError } from "../fhirpath/index.js";
import { isObject, resolve, type Scope } from "./scope.js";

/** @returns whether the expression is true; undefined when it cannot be evaluated on this value */
export type Expression = (value: unknown, scope: Scope) => boolean | undefined;

/**
 * @param base the type of what it is about, as the definitions name it (`Patient`, `Observation.component`)
 * @returns undefined when it is no FHIRPath, or uses a function that is not compiled
 */
export function compileExpression(expression: string, base: string): Expression | undefined {
  const compiled = compiledOf(expression, base);
  return (
    compiled &&
    ((value, scope) => {
      try {
        return compiled.boolean(value, new ScopeEnvironment(scope)) ?? false;
      } catch (error) {
        if (error instanceof EvaluationError) return undefined;
        throw error;
      }
    })
  );
}

function compiledOf(expression: string, base: string): ReturnType<typeof compileFhirPath> {
  try {
    return compileFhirPath(expression, base);
  } catch (error) {
    if (error instanceof FhirPathSyntaxError) return undefined;
    throw error;
  }
}

class ScopeEnvironment implements Environment {
  readonly #scope: Scope;
  readonly resource: object;
  readonly rootResource: object;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.resource = scope.resource;
    this.rootResource = scope.root;
  }

  resolve(reference: string): object | undefined {
    const target = resolve(reference, this.#scope);
    return isObject(target) ? target : undefined;
  }

  /** Told part by part by narrative.ts. */
  htmlChecks(): boolean {
    return true;
  }
}
