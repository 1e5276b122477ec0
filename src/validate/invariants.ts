/** HL7's invariants: which apply to a type or an element, each as a function made once. */
import type { ConstraintData, Property, TypeDefinition } from "../definitions/r4.js";
import { expressionOf } from "./errata.js";
import { compileExpression, type Expression } from "./fhirpath.js";
import { HANDWRITTEN } from "./handwritten.js";
import type { Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type Scope } from "./scope.js";

interface Invariant {
  constraint: ConstraintData;
  /** Undefined when the expression cannot be read. */
  holds(value: unknown, scope: Scope): boolean | undefined;
}

/** Compiles on demand and keeps what is compiled; one per validator. */
export class Invariants {
  readonly #ofType = new Map<string, readonly Invariant[]>();
  readonly #ofElement = new Map<object, readonly Invariant[]>();

  /** The invariants of the value's type; ele-1 is a part of the walk. */
  checkType(report: Report, value: unknown, type: TypeDefinition, place: Place, scope: Scope): void {
    let invariants = this.#ofType.get(type.name);
    if (!invariants) {
      invariants = type.constraints
        .filter(({ key }) => key !== "ele-1")
        .map((constraint) => make(constraint, type.name));
      this.#ofType.set(type.name, invariants);
    }
    check(report, value, invariants, place, scope);
  }

  /** The invariants that an element adds to its type's. */
  checkElement(report: Report, value: unknown, property: Property, place: Place, scope: Scope): void {
    if (property.definition.constraints.length === 0) return;
    let invariants = this.#ofElement.get(property);
    if (!invariants) {
      invariants = property.definition.constraints.map((constraint) => make(constraint, property.type));
      this.#ofElement.set(property, invariants);
    }
    check(report, value, invariants, place, scope);
  }
}

function make(constraint: ConstraintData, base: string): Invariant {
  const rule = Object.hasOwn(HANDWRITTEN, constraint.key) ? HANDWRITTEN[constraint.key] : undefined;
  if (rule) return { constraint, holds: (value, scope) => !isObject(value) || rule(value, scope) };
  let expression: Expression | undefined | null = null;
  return {
    constraint,
    holds: (value, scope) => {
      if (expression === null) expression = compileExpression(expressionOf(constraint), base);
      // What cannot be evaluated is malformed in a way that the structure check has told already.
      return expression && (expression(value, scope) ?? true);
    },
  };
}

function check(report: Report, value: unknown, invariants: readonly Invariant[], place: Place, scope: Scope): void {
  for (const { constraint, holds } of invariants) {
    const answer = holds(value, scope);
    if (answer === true) continue;
    const { key, human, severity, expression } = constraint;
    if (answer === false) report.add("validate/invariant", place, { key, human }, { severity });
    else report.add("validate/invariant-not-judged", place, { key, expression });
  }
}
