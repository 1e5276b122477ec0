/** Body sites: structure, side and vertebral levels. */

import type { Site } from "../case/document.js";
import type { Item } from "../case/item.js";
import type { CodeableConcept, ObservationComponent } from "../fhir/types.js";
import type { Mapping } from "./context.js";

/** The site in one phrase: "left arm", "both sides of the leg", "spinal cord C1-C7", "left side". */
export function siteText({ site, side, levels }: Site): string | undefined {
  const sided = side === "both" ? "both sides" : site ? side : side && `${side} side`;
  return [sided, side === "both" && site && "of the", site, levels].filter(Boolean).join(" ") || undefined;
}

/** The site as a concept: coded by the structure's name, with side and levels in its text. */
export function bodySiteOf(map: Mapping, data: Site): CodeableConcept | undefined {
  const text = siteText(data);
  return text === undefined ? undefined : map.concept(text, undefined, data.site);
}

/**
 * Upper and lower vertebral level as components. Level codes are bones, so they mark the level and are not the site.
 */
export function levelComponents(map: Mapping, item: Item & { data: Site }): ObservationComponent[] {
  const [upper, lower] = item.data.levels?.split("-") ?? [];
  if (!upper) return [];
  const level = (code: string, value: string): ObservationComponent => ({
    code: { text: code },
    valueCodeableConcept: map.concept(value),
  });
  return lower
    ? [level("upper vertebral level", upper), level("lower vertebral level", lower)]
    : [level("vertebral level", upper)];
}
