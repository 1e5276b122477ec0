/** The values of a primitive property: which are fine, and what is told of one that is not. */

import type { Binding, Property } from "../definitions/r4.js";
import { digitsOf, hasDigits } from "../fhir/json.js";
import { checkBinding, codedAs } from "./bindings.js";
import type { Context, Settings } from "./context.js";
import { type Asked, judgeInvariants } from "./invariants.js";
import type { Place } from "./place.js";
import type { PrimitivePlan } from "./plan.js";
import { formOf, hasJsonType, PRIMITIVES, type PrimitiveType } from "./primitives.js";
import { checkCanonical } from "./references.js";
import type { Scope } from "./scope.js";
import { wrongJson, wrongValue } from "./structure.js";
import { TEXT_RULES, type TextRule } from "./texts.js";

/** What is asked of the values of a property. */
export interface ValuePlan {
  /** What its values are. */
  primitive: PrimitiveType;
  /** The codes that a plain code is one of, where the definition demands a list. */
  codes?: ReadonlySet<unknown>;
  /** What is asked of the text of a value that is right. */
  textRule?: TextRule;
  /** What its codes should be, where that is no demand. */
  advised?: Binding;
}

/** @param codesOf the codes of a value set of R4; undefined where it has no list */
export function valuePlan(
  property: Property,
  codesOf: (valueSet: string) => ReadonlySet<unknown> | undefined,
): ValuePlan {
  const { binding } = property.definition;
  const demanded = binding?.strength === "required" ? binding.valueSet : binding?.maxValueSet;
  const form = formOf(property, demanded);
  const textRule = form ? undefined : TEXT_RULES.get(property.type);
  const codes = demanded === undefined || form ? undefined : codesOf(demanded);
  return {
    primitive: form ?? PRIMITIVES[property.type] ?? (PRIMITIVES.string as PrimitiveType),
    ...(textRule ? { textRule } : {}),
    ...(codes ? { codes } : {}),
    ...(codedAs(property.type) && binding && isAdvice(binding) ? { advised: binding } : {}),
  };
}

const isAdvice = ({ strength }: Binding): boolean => strength === "extensible" || strength === "preferred";

/**
 * Whether there is nothing to say of a value that a holder has. What is not so may still be right: that is for judgeValue
 * to tell.
 */
export type Glance = (value: unknown, holder: object) => boolean;

export const never: Glance = () => false;

/** The short ways past judgeValue: one for all properties of a type, since few functions are faster than many. */
export class Glances {
  readonly #ofType = new Map<PrimitiveType, Glance>();

  constructor(readonly settings: Settings) {}

  of({ primitive, codes, textRule, advised }: ValuePlan, { type }: Property, invariants: readonly Asked[]): Glance {
    // What else is asked of single values is rare.
    if (advised || invariants.length > 0) return never;
    if (codes) return this.#make(type, (value) => codes.has(value), textRule);
    let known = this.#ofType.get(primitive);
    if (!known) {
      known = primitive.json === "integer" ? inDigits(primitive) : this.#make(type, primitive.isRight, textRule);
      this.#ofType.set(primitive, known);
    }
    return known;
  }

  #make(type: string, isRight: (value: unknown) => boolean, textRule?: TextRule): Glance {
    if (!textRule) return isRight;
    const { settings } = this;
    // Where a fragment leads the surroundings tell.
    if (type === "canonical")
      return (value) =>
        isRight(value) && !(value as string).startsWith("#") && textRule(value as string, settings) === undefined;
    return (value) => isRight(value) && textRule(value as string, settings) === undefined;
  }
}

const inDigits =
  ({ isRight }: PrimitiveType): Glance =>
  (value, holder) =>
    isRight(value) && !hasDigits(holder);

/**
 * Tells all that is wrong with a value.
 *
 * @param holder the object or array that has it under the key
 * @returns whether the JSON is of the right type; a text that is none of its type breaks no shape
 */
export function judgeValue(
  context: Context,
  plan: PrimitivePlan,
  holder: object,
  key: string | number,
  at: Place,
  scope: Scope,
): boolean {
  const { report, settings } = context;
  const { property, invariants } = plan;
  const { primitive, codes, textRule, advised } = plan.values;
  const value = (holder as Record<string | number, unknown>)[key];
  if (!hasJsonType(primitive, value)) {
    wrongJson(report, value, plan, at, typeof key === "number");
    return false;
  }
  const isRight = codes ? codes.has(value) : primitive.isRight(value);
  if (!isRight) wrongValue(report, value, plan, at);
  else if (advised) checkBinding(context, value, "code", advised, at);
  else if (textRule) {
    const fault = textRule(value as string, settings);
    if (fault) report.add(fault.code, at, { detail: fault.detail }, { severity: fault.severity });
  }
  if (primitive.json === "integer") checkDigits(context, property, holder, key, at);
  if (property.type === "canonical") checkCanonical(report, value as string, at, scope);
  judgeInvariants(report, invariants, value, 0, at, scope);
  return true;
}

/** 1.0 and 1e2 are no integers in FHIR, though JavaScript cannot tell. */
function checkDigits({ report }: Context, { type }: Property, holder: object, key: string | number, at: Place): void {
  const digits = digitsOf(holder, String(key));
  if (digits !== undefined && !/^-?\d+$/.test(digits))
    report.add("validate/invalid-value", at, { type, value: digits, expected: "a whole number, as digits alone" });
}
