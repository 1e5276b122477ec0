/** What holds for every resource, beyond its definition. */
import { typeDefinition } from "../../definitions/r4.js";
import { isAbsolute } from "../../fhir/uri.js";
import type { ResourceRule } from "../context.js";
import { child } from "../place.js";
import { isObject, text } from "../scope.js";
import { codingText, indexed } from "./elements.js";

/** Definitions are known by their url everywhere; what has a publisher is one. */
export const checkUrl: ResourceRule = ({ report }, resource, place) => {
  const { url, resourceType } = resource;
  if (typeof url !== "string" || isAbsolute(url) || url.startsWith("#")) return;
  if (typeDefinition(String(resourceType))?.properties.has("publisher"))
    report.add("validate/url-not-absolute", child(place, "url"), { url });
};

/** Each security label once. */
export const checkLabels: ResourceRule = ({ report }, { meta }, place) => {
  if (!isObject(meta) || meta.security === undefined) return;
  const seen = new Set<string>();
  for (const [i, label] of indexed(meta.security)) {
    const coding = codingText(label);
    if (seen.has(coding)) report.add("validate/label-twice", child(child(place, "meta"), "security", i), { coding });
    seen.add(coding);
  }
};

const FIRST_TAG = /^\s*<\w+([^>]*)>/;
const LANGUAGE = /\s(lang|xml:lang)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The narrative of a resource that has a language says the same in both attributes.
 * @see https://hl7.org/fhir/R4/languages.html#resource
 */
export const checkLanguage: ResourceRule = ({ report }, { language, text: narrative }, place) => {
  if (typeof language !== "string" || !isObject(narrative)) return;
  const [, attributes] = FIRST_TAG.exec(text(narrative.div) ?? "") ?? [];
  if (attributes === undefined) return;
  const stated = new Map([...attributes.matchAll(LANGUAGE)].map(([, name, a, b]) => [name, a ?? b]));
  for (const name of ["lang", "xml:lang"])
    if (stated.get(name) !== language)
      report.add("validate/narrative-language", child(child(place, "text"), "div"), {
        name,
        language,
        stated: stated.get(name) ?? "nothing",
      });
};
