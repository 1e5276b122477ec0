/**
 * FHIRPath (N1, in its R4 form) compiled to closures: typed by R4's definitions, without `eval`.
 *
 * What is not compiled, the caller has to leave to another engine: compileFhirPath gives undefined for it.
 */
import { NotCompiled } from "./call.js";
import { type Environment, type Focus, Frame, itemsOf, Unanswered } from "./code.js";
import { compile } from "./compiler.js";
import { holderOf, type Item, jsonOf, Quantity, Temporal } from "./item.js";
import { truthOf } from "./logic.js";
import { parseFhirPath } from "./parser.js";
import type { Expression } from "./syntax.js";
import { isResource, type Types } from "./types.js";

export { type Environment, EvaluationError, Unanswered } from "./code.js";
export { Element } from "./item.js";
export { needsOf } from "./needs.js";
export { parseFhirPath } from "./parser.js";
export { type Expression, FhirPathSyntaxError } from "./syntax.js";

/** A name in an expression that no type has which can stand there. */
export interface UnknownName {
  name: string;
  types: Types;
  /** Where it stands in the expression, counted from 0. */
  at: number;
}

export interface CompiledFhirPath {
  /** Names that lead nowhere; the expression is evaluated all the same. */
  unknownNames: readonly UnknownName[];
  /**
   * Whether it is true of a value; undefined when it gives nothing.
   *
   * @throws EvaluationError when it cannot be evaluated on this value
   */
  boolean(value: unknown, environment: Environment): boolean | undefined;
  /**
   * All it gives, as JSON; dates and quantities that the expression itself makes as FHIRPath writes them.
   *
   * @throws EvaluationError when it cannot be evaluated on this value
   */
  values(value: unknown, environment: Environment): unknown[];
  /**
   * Whether it gives this node; a primitive is known by what stands beside its value.
   *
   * @throws EvaluationError when it cannot be evaluated on this value
   */
  reaches(value: unknown, node: object, environment: Environment): boolean;
}

/**
 * @param expression the text, or its tree
 * @param base the type of what it is about, as the definitions name it (`Observation.component`, `HumanName`,
 * `string`, `Patient`); undefined for a resource of which that is not known
 * @returns undefined when something in it is not compiled
 * @throws FhirPathSyntaxError when it is no FHIRPath
 */
export function compileFhirPath(expression: string | Expression, base?: string): CompiledFhirPath | undefined {
  const tree = typeof expression === "string" ? parseFhirPath(expression) : expression;
  const unknownNames: UnknownName[] = [];
  const types = base === undefined ? ["Resource"] : [base];
  try {
    const code = compile(tree, {
      focus: types,
      context: types,
      resource: [resourceOf(base) ?? "Resource"],
      unknownName: (name, found, at) => unknownNames.push({ name, types: found, at }),
    });
    const [condition, items] = [truthOf(code), itemsOf(code)];
    return {
      unknownNames,
      boolean: (value, environment) => evaluate(condition, value, environment),
      values: (value, environment) => evaluate(items, value, environment).map(plain),
      reaches: (value, node, environment) =>
        evaluate(items, value, environment).some((item) => holderOf(item) === node),
    };
  } catch (error) {
    if (error instanceof NotCompiled) return undefined;
    throw error;
  }
}

function plain(item: Item): unknown {
  if (item instanceof Temporal) return item.text;
  return item instanceof Quantity ? item.toString() : jsonOf(item);
}

/** The resource that a part belongs to, where its type says so. */
function resourceOf(base: string | undefined): string | undefined {
  const root = base?.split(".")[0];
  return root !== undefined && isResource(root) ? root : undefined;
}

function evaluate<T>(run: (focus: Focus, frame: Frame) => T, value: unknown, environment: Environment): T {
  const frame = new Frame(environment);
  const focus = value ?? undefined;
  frame.context = focus;
  try {
    return run(focus, frame);
  } catch (error) {
    // A text that grows, or JSON that nests, beyond what the machine can hold.
    if (error instanceof RangeError) throw new Unanswered("it takes too much memory");
    throw error;
  }
}
