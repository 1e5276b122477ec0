/**
 * What a questionnaire says of itself: its conditions refer to questions before them, and what is derived keeps the
 * rules of what it is derived from.
 * @see https://hl7.org/fhir/R4/questionnaire.html
 */
import type { FindingCode } from "../../finding/catalogue.js";
import type { Context, ResourceRule } from "../context.js";
import type { Place } from "../place.js";
import { objects, text } from "../scope.js";
import { checkDerived, derivationsOf } from "./questionnaire/derivation.js";
import { byLinkId, type Item, itemsOf, placeOf } from "./questionnaire/items.js";

export const checkQuestionnaire: ResourceRule = (context, questionnaire, place) => {
  const items = itemsOf(questionnaire);
  const targets = byLinkId(items);
  const derivations = derivationsOf(context, questionnaire, place);
  for (const item of items) {
    checkConditions(context, item, targets, place);
    for (const derivation of derivations) checkDerived(context, item.node, derivation, placeOf(item, place));
  }
};

function checkConditions({ report }: Context, item: Item, targets: ReadonlyMap<string, Item>, root: Place): void {
  for (const condition of objects(item.node.enableWhen)) {
    const question = text(condition.question);
    const code = question === undefined ? undefined : problemWith(targets.get(question), item);
    if (code) report.add(code, placeOf(item, root), { question, linkId: text(item.node.linkId) });
  }
}

function problemWith(target: Item | undefined, item: Item): FindingCode | undefined {
  if (!target) return "validate/enable-when-unknown";
  if (target === item) return "validate/enable-when-itself";
  if (isInside(target, item)) return "validate/enable-when-inner";
  return target.position > item.position ? "validate/enable-when-later" : undefined;
}

function isInside(item: Item, group: Item): boolean {
  for (let at = item.parent; at; at = at.parent) if (at === group) return true;
  return false;
}
