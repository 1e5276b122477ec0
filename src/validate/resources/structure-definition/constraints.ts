/** The constraints of an element: told apart by their keys, and their expressions right. */
import type { StructureDefinition } from "../../../definitions/structure.js";
import { child, type Place } from "../../place.js";
import { type JsonObject, text } from "../../scope.js";
import { indexed } from "../elements.js";
import { problemIn } from "../expressions.js";
import type { ElementsCheck } from "./elements.js";

/** The expressions met so far, by their keys. */
export type Constraints = Map<string, string>;

export function checkConstraints(
  check: ElementsCheck,
  element: JsonObject,
  met: Constraints,
  types: readonly string[],
  place: Place,
): void {
  const { report } = check.context;
  for (const [i, constraint] of indexed(element.constraint)) {
    const at = child(place, "constraint", i);
    const [key, expression] = [text(constraint.key), text(constraint.expression)];
    if (key === undefined) continue;
    if (expression === undefined) {
      report.add("validate/constraint-without-expression", at, { key });
      continue;
    }
    const isOwn = isFrom(check.structure, text(constraint.source));
    if (check.list === "differential" && !isOwn)
      report.add("validate/constraint-source", at, { key, source: text(constraint.source) });
    const other = met.get(key) ?? (check.list === "differential" ? expressionIn(check.base, key) : undefined);
    if (other !== undefined && other !== expression && key !== "ele-1")
      report.add("validate/constraint-key", at, { key, other });
    met.set(key, expression);
    // What a snapshot repeats was told where it is stated.
    if (!isOwn || types.length === 0 || (check.list === "differential" && check.structure.snapshot !== undefined))
      continue;
    const problem = problemIn(expression, types);
    if (problem) report.add("validate/expression", at, { key, problem });
  }
}

/** Whether the source of a constraint is the definition itself. */
const isFrom = ({ url, version }: JsonObject, source: string | undefined): boolean =>
  source === undefined || source === url || source === `${text(url)}|${text(version)}`;

const expressionIn = (base: StructureDefinition | undefined, key: string): string | undefined =>
  base?.snapshot?.element.flatMap(({ constraint }) => constraint ?? []).find((one) => one.key === key)?.expression;
