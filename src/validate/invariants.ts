/** HL7's invariants: which apply to a type or an element, each as a function made once. */
import { type ConstraintData, isBestPractice } from "../definitions/r4.js";
import { type Environment, needsOf, parseFhirPath, type Expression as Tree } from "../fhirpath/index.js";
import type { Severity } from "../finding/finding.js";
import { DEFAULT_SETTINGS, type Settings } from "./context.js";
import { expressionOf } from "./errata.js";
import { type Answers, compileExpression, Environments, type Expression, type Verdict } from "./fhirpath.js";
import { HANDWRITTEN } from "./handwritten.js";
import type { Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type Scope } from "./scope.js";

type Invariant = (value: unknown, scope: Scope) => Verdict;

/** A constraint as it is asked of a value. */
export interface Asked {
  constraint: ConstraintData;
  severity: Severity;
  invariant: Invariant;
  /** It is true of what lacks one of these. */
  needs: ReadonlySet<string>;
  /** The same as bits of what holds them; 0 where that is not watched. */
  bits: number;
}

/** About what a resource contains. */
const OF_CONTAINED: ReadonlySet<string> = new Set(["dom-2", "dom-3", "dom-4", "dom-5"]);

/** Compiles on demand and keeps what is compiled; one per validator. */
export class Invariants {
  readonly #made = new WeakMap<ConstraintData, Map<string, Invariant>>();
  readonly #environments: Environments;

  constructor(
    answers: Answers = {},
    readonly settings: Pick<Settings, "bestPractice" | "contained"> = DEFAULT_SETTINGS,
  ) {
    this.#environments = new Environments(answers);
  }

  /**
   * Those of constraints that are asked of a value; ele-1 is a part of the walk.
   *
   * @param base the type of the value
   */
  asked(constraints: readonly ConstraintData[], base: string): readonly Asked[] {
    return constraints.flatMap((constraint): Asked[] => {
      const severity = this.#severityOf(constraint);
      if (constraint.key === "ele-1" || severity === "ignore") return [];
      const tree = parseFhirPath(expressionOf(constraint));
      return [{ constraint, severity, invariant: this.#of(constraint, base, tree), needs: needsOf(tree), bits: 0 }];
    });
  }

  /** What expressions about a resource may ask. */
  environmentOf(scope: Scope): Environment {
    return this.#environments.of(scope);
  }

  /**
   * Judges a value by one constraint.
   *
   * @param constraint always the same object for the same constraint: what is made of it is kept by it
   * @param base the type of the value
   */
  verdict(constraint: ConstraintData, base: string, value: unknown, scope: Scope): Verdict {
    return this.#of(constraint, base, expressionOf(constraint))(value, scope);
  }

  #severityOf(constraint: ConstraintData): Settings["bestPractice"] {
    const { bestPractice, contained } = this.settings;
    if (isBestPractice(constraint)) return bestPractice;
    return contained === "ignore" && OF_CONTAINED.has(constraint.key) ? "ignore" : constraint.severity;
  }

  #of(constraint: ConstraintData, base: string, expression: string | Tree): Invariant {
    const byType = this.#made.get(constraint) ?? new Map<string, Invariant>();
    this.#made.set(constraint, byType);
    const known = byType.get(base);
    if (known) return known;
    const made = this.#make(constraint, base, expression);
    byType.set(base, made);
    return made;
  }

  #make({ key }: ConstraintData, base: string, expression: string | Tree): Invariant {
    const rule = Object.hasOwn(HANDWRITTEN, key) ? HANDWRITTEN[key] : undefined;
    if (rule) return (value, scope) => !isObject(value) || rule(value, scope);
    let compiled: Expression | undefined;
    return (value, scope) => {
      compiled ??= compileExpression(expression, base);
      return compiled(value, this.environmentOf(scope));
    };
  }
}

/**
 * Judges a value by invariants, and tells which it breaks.
 *
 * @param present the bits of what the value has
 */
export function judgeInvariants(
  report: Report,
  asked: readonly Asked[],
  value: unknown,
  present: number,
  place: Place,
  scope: Scope,
): void {
  for (const { constraint, severity, invariant, bits } of asked) {
    if ((present & bits) !== bits) continue;
    const verdict = invariant(value, scope);
    // What cannot be evaluated is malformed in a way that the structure check has told already.
    if (verdict === true || verdict === undefined) continue;
    const { key, human } = constraint;
    if (verdict === false) report.add("validate/invariant", place, { key, human }, { severity });
    else report.add("validate/invariant-not-judged", place, { key, reason: verdict });
  }
}
