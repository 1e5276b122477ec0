/** The SearchParameters that R4 itself has, as far as others refer to them. */
import parameters from "./generated/search-parameters.js";

const URL = "http://hl7.org/fhir/SearchParameter/";
const VERSION = "4.0.1";
const PARTS = /^(\S+) (\S*) (.*)$/s;

/** @returns type, bases and expression; undefined when R4 has none of this URL, or not in this version */
export function r4SearchParameter(url: string, version = VERSION): Record<string, unknown> | undefined {
  const name = url.startsWith(URL) ? url.slice(URL.length) : "";
  const text = version === VERSION && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const [, type, bases = "", expression] = PARTS.exec(text ?? "") ?? [];
  if (type === undefined) return undefined;
  return { resourceType: "SearchParameter", url, version, type, base: bases.split(","), expression };
}
