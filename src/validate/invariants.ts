/** HL7's invariants: which apply to a type or an element, each as a function made once. */
import type { ConstraintData, Property, TypeDefinition } from "../definitions/r4.js";
import { expressionOf } from "./errata.js";
import { compileExpression, type Expression } from "./fhirpath.js";
import { guardOf, hasElement } from "./guard.js";
import { HANDWRITTEN } from "./handwritten.js";
import type { Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type Scope } from "./scope.js";

interface Invariant {
  constraint: ConstraintData;
  holds(value: unknown, scope: Scope): boolean;
}

/** Compiles on demand and keeps what is compiled; one per validator. */
export class Invariants {
  readonly #ofType = new Map<string, readonly Invariant[]>();
  readonly #ofElement = new Map<object, readonly Invariant[]>();

  /** The invariants of the value's type; ele-1 is a part of the walk. */
  checkType(report: Report, value: unknown, type: TypeDefinition, place: Place, scope: Scope): void {
    let invariants = this.#ofType.get(type.name);
    if (!invariants) {
      const base = type.kind === "resource" ? undefined : type.name;
      invariants = type.constraints.filter(({ key }) => key !== "ele-1").map((constraint) => make(constraint, base));
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

function make(constraint: ConstraintData, base: string | undefined): Invariant {
  const rule = Object.hasOwn(HANDWRITTEN, constraint.key) ? HANDWRITTEN[constraint.key] : undefined;
  if (rule) return { constraint, holds: (value, scope) => !isObject(value) || rule(value, scope) };
  const text = expressionOf(constraint);
  const guard = guardOf(text);
  let expression: Expression | undefined;
  return {
    constraint,
    holds: (value, scope) => {
      if (guard !== undefined && isObject(value) && !hasElement(value, guard)) return true;
      expression ??= compileExpression(text, base);
      // What cannot be evaluated is malformed in a way that the structure check has told already.
      return expression(value, scope.resource, scope.root) ?? true;
    },
  };
}

function check(report: Report, value: unknown, invariants: readonly Invariant[], place: Place, scope: Scope): void {
  for (const { constraint, holds } of invariants)
    if (!holds(value, scope)) {
      const { key, human, severity } = constraint;
      report.add("validate/invariant", place, { key, human }, { severity });
    }
}
