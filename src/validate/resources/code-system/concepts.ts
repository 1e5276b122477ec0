/** The concepts of a code system, however deep. */
import { child, type Place } from "../../place.js";
import type { JsonObject } from "../../scope.js";
import { indexed } from "../elements.js";

export interface Concept {
  node: JsonObject;
  place: Place;
}

/** All concepts, each before those below it. */
export function conceptsOf(system: JsonObject, place: Place): Concept[] {
  const concepts: Concept[] = [];
  const open = below(system, place);
  for (let concept = open.pop(); concept; concept = open.pop()) {
    concepts.push(concept);
    open.push(...below(concept.node, concept.place));
  }
  return concepts;
}

/** Backwards, so that a stack gives them in their order. */
const below = (node: JsonObject, place: Place): Concept[] =>
  [...indexed(node.concept)].map(([i, concept]) => ({ node: concept, place: child(place, "concept", i) })).reverse();
