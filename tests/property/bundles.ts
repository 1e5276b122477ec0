/** A document on its way to bytes: the steps that every property takes. */
import { stringify } from "yaml";
import { type Case, readCase } from "../../src/case/index.js";
import { stringifyJson } from "../../src/fhir/json.js";
import type { Bundle } from "../../src/fhir/types.js";
import type { Finding } from "../../src/finding/finding.js";
import { type MapOptions, mapCase } from "../../src/map/index.js";

export const errorsOf = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === "error");

/** Strings on one line each and in quotes, so that a comment can stand before and after every line. */
export const plainYaml = (document: unknown): string =>
  stringify(document, { defaultStringType: "QUOTE_DOUBLE", blockQuote: false, lineWidth: 0 });

/** The case in a text; undefined when there is none to map. */
export const read = (text: string): Case | undefined => readCase(text).case;

export const mapText = (text: string, options: MapOptions = {}): { bundle: Bundle; bytes: string } | undefined => {
  const source = read(text);
  const bundle = source && mapCase(source, options).bundle;
  return bundle && { bundle, bytes: stringifyJson(bundle) };
};

/** `Type/id` of every resource. */
export const namesOf = (bundle: Bundle): string[] =>
  (bundle.entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);
