/** Small cases, written as a person writes them, and what becomes of them. */
import { readCase } from "../../src/case/index.js";
import { stringifyJson } from "../../src/fhir/json.js";
import type { Bundle, FhirResource } from "../../src/fhir/types.js";
import type { Finding } from "../../src/finding/finding.js";
import { type MapOptions, mapCase, type Trace } from "../../src/map/index.js";

export const HEAD = "language: 1\ncase: case-1\nnamespace: 10.1234/abc\n";

export type OfType<T extends FhirResource["resourceType"]> = Extract<FhirResource, { resourceType: T }>;

export interface Mapped {
  bundle: Bundle;
  json: string;
  trace: Trace;
  /** Of reading and mapping together. */
  findings: Finding[];
  text: string;
  all<T extends FhirResource["resourceType"]>(type: T): OfType<T>[];
  /** The only resource of its type. */
  one<T extends FhirResource["resourceType"]>(type: T): OfType<T>;
}

/**
 * Maps a case whose head is written for it.
 *
 * @throws when the text is no case, or is refused
 */
export function mapped(body: string, options: MapOptions = {}): Mapped {
  const text = HEAD + (/^patient:/m.test(body) ? body : `patient: {}\n${body}`);
  const { case: source, findings } = readCase(text, { file: "case.yaml" });
  if (!source) throw new Error(findings.map(({ message }) => message).join("\n"));
  const { bundle, trace, findings: said } = mapCase(source, options);
  if (!bundle) throw new Error(said.map(({ message }) => message).join("\n"));
  const all: Mapped["all"] = <T extends FhirResource["resourceType"]>(type: T) =>
    (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource as OfType<T>] : []));
  return {
    bundle,
    json: stringifyJson(bundle),
    trace,
    findings: [...findings, ...said],
    text,
    all,
    one: (type) => {
      const [resource, second] = all(type);
      if (!resource || second) throw new Error(`there are ${all(type).length} of ${type}`);
      return resource;
    },
  };
}
