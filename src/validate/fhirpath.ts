/** Expressions about what stands in a resource: FHIRPath with this validation's references and answers. */
import {
  type CompiledFhirPath,
  compileFhirPath,
  type Environment,
  EvaluationError,
  FhirPathSyntaxError,
  type Expression as Tree,
  Unanswered,
} from "../fhirpath/index.js";
import { isObject, type JsonObject, objects, resolve, type Scope } from "./scope.js";

/** What expressions ask that neither the resource nor its references tell. */
export interface Answers extends Pick<Environment, "memberOf" | "now"> {
  /** Whether an element conforms to a profile; undefined when the profile is not at hand. */
  conformsTo?(profile: string, value: unknown, type: string, scope: Scope): boolean | undefined;
}

/**
 * Whether the expression is true; why that cannot be told; undefined when it cannot be evaluated on this value, which is
 * malformed then.
 */
export type Verdict = boolean | string | undefined;

export type Expression = (value: unknown, environment: Environment) => Verdict;

/** @param base the type of what it is about, as the definitions name it (`Patient`, `Observation.component`) */
export function compileExpression(expression: string | Tree, base: string): Expression {
  const compiled = compiledOf(expression, base);
  return typeof compiled === "string" ? () => compiled : (value, environment) => verdict(compiled, value, environment);
}

/** Whether a node is among what an expression gives; true where that cannot be told. */
export type Reach = (value: unknown, node: object, environment: Environment) => boolean;

/** @param base the type of what the expression is about */
export function compileReach(expression: string, base: string): Reach {
  const compiled = compiledOf(expression, base);
  return (value, node, environment) =>
    typeof compiled === "string" ||
    (evaluated((): boolean => compiled.reaches(value, node, environment)) ?? true) !== false;
}

/** The reason where it cannot be compiled. */
function compiledOf(expression: string | Tree, base: string): CompiledFhirPath | string {
  try {
    return compileFhirPath(expression, base) ?? "it uses what FHIRPath does not have";
  } catch (error) {
    if (error instanceof FhirPathSyntaxError) return error.message;
    throw error;
  }
}

const verdict = (expression: CompiledFhirPath, value: unknown, environment: Environment): Verdict =>
  evaluated(() => expression.boolean(value, environment) ?? false);

function evaluated(evaluate: () => boolean): Verdict {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof Unanswered) return error.message;
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** The environment of what stands in a resource; the last one is kept, for the next element of the same. */
export class Environments {
  readonly #answers: Answers;
  #last: { scope: Scope; environment: Environment } | undefined;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of(scope: Scope): Environment {
    if (this.#last?.scope !== scope) this.#last = { scope, environment: new ResourceEnvironment(scope, this.#answers) };
    return this.#last.environment;
  }
}

/** Made for every resource, so that it costs no more than its fields. */
class ResourceEnvironment implements Environment {
  readonly resource: object;
  readonly rootResource: object;
  readonly #scope: Scope;

  constructor(scope: Scope, answers: Answers) {
    this.resource = scope.resource;
    this.rootResource = scope.root;
    this.#scope = scope;
    if (answers.memberOf) this.memberOf = answers.memberOf;
    if (answers.conformsTo)
      this.conformsTo = (profile, value, type) => answers.conformsTo?.(profile, value, type, scope);
    if (answers.now) this.now = answers.now;
  }

  declare memberOf?: NonNullable<Answers["memberOf"]>;
  declare conformsTo?: NonNullable<Environment["conformsTo"]>;
  declare now?: NonNullable<Answers["now"]>;

  resolve(reference: string): object | undefined {
    const target = resolve(reference, this.#scope);
    if (isObject(target)) return target;
    return reference.startsWith("#") ? containedInEntry(reference.slice(1), this.#scope.resource) : undefined;
  }

  /** Told part by part by narrative.ts. */
  htmlChecks(): boolean {
    return true;
  }
}

/** An expression about a Bundle reaches the references of its entries, whose fragments are contained there. */
function containedInEntry(id: string, bundle: JsonObject): object | undefined {
  for (const entry of objects(bundle.entry))
    for (const one of objects(isObject(entry.resource) ? entry.resource.contained : undefined))
      if (one.id === id) return one;
  return undefined;
}
