/** The items of a response: which of them the questionnaire has, in which order and how often, and which are missing. */
import type { Context } from "../../context.js";
import { child, type Place } from "../../place.js";
import { type JsonObject, objects, type Scope, text } from "../../scope.js";
import { extensionNumber, indexed } from "../elements.js";
import { checkAnswer } from "./answer.js";
import { isEnabled, type Trail } from "./enable-when.js";
import type { Form } from "./form.js";

/** What one check of a response carries along. */
export interface Check {
  context: Context;
  form: Form;
  scope: Scope;
}

/** The response, a group or an answer: something that has items. */
interface Level {
  node: JsonObject;
  /** The items that the questionnaire has here. */
  definitions: unknown;
  place: Place;
  trail: Trail | undefined;
}

interface Found {
  item: JsonObject;
  place: Place;
}

export function checkItems(check: Check, level: Level): void {
  const definitions = objects(level.definitions);
  const found = sort(check, level, definitions);
  for (const definition of definitions) {
    const items = found.get(text(definition.linkId) ?? "") ?? [];
    if (items.length === 0) checkMissing(check, level, definition);
    else checkFound(check, level, definition, items);
  }
}

/** The items of a level by their linkId; those that are not where they belong are told. */
function sort(check: Check, level: Level, definitions: readonly JsonObject[]): ReadonlyMap<string, Found[]> {
  const { report } = check.context;
  const positions = new Map(definitions.map(({ linkId }, i) => [linkId, i] as const));
  const found = new Map<string, Found[]>();
  let last = -1;
  for (const [i, item] of indexed(level.node.item)) {
    const linkId = text(item.linkId);
    // What has no linkId misses a required element, which its definition tells.
    if (linkId === undefined) continue;
    const place = child(level.place, "item", i);
    const position = positions.get(linkId);
    if (position === undefined) {
      const elsewhere = check.form.itemOf(linkId);
      report.add(elsewhere ? "validate/response-item-misplaced" : "validate/response-item-unknown", place, { linkId });
      if (elsewhere) checkItem(check, elsewhere.node, { item, place }, level.trail);
      continue;
    }
    if (position < last) report.add("validate/response-item-order", place, { linkId });
    last = position;
    const list = found.get(linkId);
    if (list) list.push({ item, place });
    else found.set(linkId, [{ item, place }]);
  }
  return found;
}

function checkMissing(check: Check, { place, trail }: Level, definition: JsonObject): void {
  if (definition.required === true && isEnabled(check.form, definition, trail)) tellMissing(check, definition, place);
}

function tellMissing({ context, form }: Check, { linkId }: JsonObject, place: Place): void {
  const severity = form.isFinished ? "error" : "warning";
  context.report.add("validate/response-answer-missing", place, { linkId: text(linkId) }, { severity });
}

function checkFound(check: Check, level: Level, definition: JsonObject, items: readonly Found[]): void {
  const { report } = check.context;
  const linkId = text(definition.linkId);
  const isDisabled = isEnabled(check.form, definition, level.trail) === false;
  for (const { item, place } of items)
    if (isDisabled && (item.answer !== undefined || item.item !== undefined))
      report.add("validate/response-not-enabled", place, { linkId });
  if (items.length > 1 && definition.repeats !== true)
    report.add("validate/response-item-repeats", level.place, { linkId, count: items.length });
  for (const found of items) checkItem(check, definition, found, level.trail);
}

function checkItem(check: Check, definition: JsonObject, { item, place }: Found, outer: Trail | undefined): void {
  const { context, form } = check;
  const { report } = context;
  const linkId = text(definition.linkId);
  const type = text(definition.type);
  const isGroup = type === "group" || type === "question";
  const trail: Trail = { definition, item, outer };
  const answers = [...indexed(item.answer)];
  if (text(item.text) && item.text !== definition.text) report.add("validate/response-item-text", place, { linkId });
  const isMissing = answers.length === 0 && definition.required === true && !isGroup;
  if (isMissing && (!form.isFinished || isEnabled(form, definition, trail))) tellMissing(check, definition, place);
  if (answers.length > 1 && definition.repeats !== true)
    report.add("validate/response-answer-repeats", place, { linkId });
  checkCount(check, definition, answers.length, place);
  for (const [i, answer] of answers) {
    const at = child(place, "answer", i);
    if (isGroup || type === "display") report.add("validate/response-answer-not-allowed", at, { linkId, type });
    else checkAnswer(check, definition, { answer, count: answers.length, place: at });
    if (!isGroup) checkItems(check, { node: answer, definitions: definition.item, place: at, trail });
  }
  const hasItems = objects(item.item).length > 0;
  if (!isGroup) {
    if (hasItems) report.add("validate/response-items-outside-answer", place, { linkId, type });
    return;
  }
  if (definition.required === true && !hasItems) report.add("validate/response-group-empty", place, { linkId });
  checkItems(check, { node: item, definitions: definition.item, place, trail });
}

const LIMITS = [
  ["maxOccurs", "maximum", (count: number, limit: number) => count <= limit],
  ["minOccurs", "minimum", (count: number, limit: number) => count >= limit],
] as const;

function checkCount({ context }: Check, definition: JsonObject, count: number, place: Place): void {
  for (const [name, kind, isRight] of LIMITS) {
    const limit = extensionNumber(definition, `http://hl7.org/fhir/StructureDefinition/questionnaire-${name}`);
    if (limit !== undefined && !isRight(count, limit))
      context.report.add("validate/response-answer-count", place, { kind, limit, count });
  }
}
