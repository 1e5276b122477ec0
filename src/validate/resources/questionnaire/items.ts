/** The items of a questionnaire, however deep. */
import { child, type Place } from "../../place.js";
import { type JsonObject, text } from "../../scope.js";
import { indexed } from "../elements.js";

export interface Item {
  node: JsonObject;
  /** Which of its siblings it is. */
  index: number;
  /** Which of all items it is, in the order of asking. */
  position: number;
  parent: Item | undefined;
}

/** All items in the order of asking. */
export function itemsOf(questionnaire: JsonObject): Item[] {
  const items: Item[] = [];
  const open = children(questionnaire, undefined);
  for (let item = open.pop(); item; item = open.pop()) {
    item.position = items.length;
    items.push(item);
    open.push(...children(item.node, item));
  }
  return items;
}

/** Backwards, so that a stack gives them in their order. */
const children = (node: JsonObject, parent: Item | undefined): Item[] =>
  [...indexed(node.item)].map(([index, item]) => ({ node: item, index, position: 0, parent })).reverse();

/** By linkId; of several with the same one the first. */
export function byLinkId(items: readonly Item[]): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const linkId = text(item.node.linkId);
    if (linkId !== undefined && !found.has(linkId)) found.set(linkId, item);
  }
  return found;
}

export const placeOf = ({ parent, index }: Item, questionnaire: Place): Place =>
  child(parent ? placeOf(parent, questionnaire) : questionnaire, "item", index);
