/** HL7's invariants: which apply to a type or an element, each as a function made once. */
import type { ConstraintData, Property, TypeDefinition } from "../definitions/r4.js";
import { expressionOf } from "./errata.js";
import { type Answers, compileExpression, Environments, type Expression, type Verdict } from "./fhirpath.js";
import { HANDWRITTEN } from "./handwritten.js";
import type { Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type Scope } from "./scope.js";

interface Invariant {
  constraint: ConstraintData;
  holds(value: unknown, scope: Scope): Verdict;
}

/** Compiles on demand and keeps what is compiled; one per validator. */
export class Invariants {
  readonly #known = new Map<readonly ConstraintData[], readonly Invariant[]>();
  readonly #environments: Environments;

  constructor(answers: Answers = {}) {
    this.#environments = new Environments(answers);
  }

  /** The invariants of the value's type. */
  checkType(report: Report, value: unknown, type: TypeDefinition, place: Place, scope: Scope): void {
    this.check(report, value, type.constraints, type.name, place, scope);
  }

  /** The invariants that an element adds to its type's. */
  checkElement(report: Report, value: unknown, { type, definition }: Property, place: Place, scope: Scope): void {
    this.check(report, value, definition.constraints, type, place, scope);
  }

  /**
   * @param constraints always the same array for the same element: what is made of it is kept by it
   * @param base the type of the value
   */
  check(
    report: Report,
    value: unknown,
    constraints: readonly ConstraintData[],
    base: string,
    place: Place,
    scope: Scope,
  ): void {
    if (constraints.length === 0) return;
    let invariants = this.#known.get(constraints);
    if (!invariants) {
      // ele-1 is a part of the walk.
      invariants = constraints.filter(({ key }) => key !== "ele-1").map((constraint) => this.#make(constraint, base));
      this.#known.set(constraints, invariants);
    }
    for (const { constraint, holds } of invariants) {
      const verdict = holds(value, scope);
      // What cannot be evaluated is malformed in a way that the structure check has told already.
      if (verdict === true || verdict === undefined) continue;
      const { key, human, severity } = constraint;
      if (verdict === false) report.add("validate/invariant", place, { key, human }, { severity });
      else report.add("validate/invariant-not-judged", place, { key, reason: verdict });
    }
  }

  #make(constraint: ConstraintData, base: string): Invariant {
    const rule = Object.hasOwn(HANDWRITTEN, constraint.key) ? HANDWRITTEN[constraint.key] : undefined;
    if (rule) return { constraint, holds: (value, scope) => !isObject(value) || rule(value, scope) };
    let expression: Expression | undefined;
    return {
      constraint,
      holds: (value, scope) => {
        expression ??= compileExpression(expressionOf(constraint), base);
        return expression(value, this.#environments.of(scope));
      },
    };
  }
}
