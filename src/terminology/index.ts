/** What is this code, and is it one of those? Answered from the definitions at hand: synchronous, without a server. */

import type { Definitions } from "../definitions/definitions.js";
import { packedResource } from "../definitions/packed.js";
import { Memo } from "../fhir/memo.js";
import { parseCanonical } from "../fhir/uri.js";
import { type Answer, MEMBER, NOT_MEMBER, unknown } from "./answer.js";
import { CodeSystem, type Concept, type JsonObject } from "./code-system.js";
import { isExternal, judgeByForm } from "./external.js";
import { type Codes, compileValueSet, type Members } from "./value-set.js";

export type { Answer } from "./answer.js";
export type { CodeSystem, Concept } from "./code-system.js";
export type { Codes } from "./value-set.js";

/** What is asked about: a Coding, or its like. */
export interface Code {
  system?: string | undefined;
  version?: string | undefined;
  code: string;
}

/** What is known of a code in its system. */
export type Found =
  | { is: "known"; system: CodeSystem; concept: Concept }
  /** By rule, without a list (UCUM, languages, media types). */
  | { is: "well-formed" }
  /** No code of the system; `system` where it is at hand. */
  | { is: "no-code"; system?: CodeSystem }
  /** Of a system of which not all codes are here. */
  | { is: "not-listed"; system: CodeSystem }
  /** The system is somebody else's, and not here. */
  | { is: "external" }
  /** The system is here in other versions. */
  | { is: "other-version"; system: CodeSystem }
  | { is: "unknown-system" };

const R4_VERSION = "4.0.1";
const SUPPLEMENT = "http://hl7.org/fhir/StructureDefinition/valueset-supplement";

export interface ValueSet {
  resource: JsonObject;
  members: Members;
}

export class Terminology {
  readonly #systems = new Memo((canonical) => {
    const resource = this.#find("CodeSystem", canonical);
    return resource && new CodeSystem(resource);
  });
  readonly #sets = new Memo((canonical): ValueSet | undefined => {
    const resource = this.#find("ValueSet", canonical) ?? this.#implicit(canonical);
    return resource && { resource, members: this.#compile(resource) };
  });
  readonly #listed = new Memo((canonical) => this.valueSet(canonical)?.members.codes());
  readonly #required = new Memo((canonical) => {
    const codes = this.codesOf(canonical);
    return codes && new Set([...codes.values()].flatMap((list) => [...list]));
  });

  constructor(readonly definitions: Definitions) {}

  /** From the definitions at hand, and at last from HL7's own. */
  #find(resourceType: string, canonical: string): JsonObject | undefined {
    const { url, version } = parseCanonical(canonical);
    return this.definitions.find(resourceType, canonical) ?? packedResource(resourceType, url, version);
  }

  /** @param canonical of the code system, with |version where one is meant */
  codeSystem(canonical: string): CodeSystem | undefined {
    return this.#systems.of(canonical);
  }

  /** @returns undefined when the value set is not at hand */
  valueSet(canonical: string): ValueSet | undefined {
    return this.#sets.of(canonical);
  }

  /** All codes of a system: as `CodeSystem.valueSet`, or by the address that FHIR makes of its URL. */
  #implicit(canonical: string): JsonObject | undefined {
    const { url } = parseCanonical(canonical);
    const system = /^(.+)\?fhir_vs$/.exec(url)?.[1];
    return system === undefined ? undefined : { resourceType: "ValueSet", url, compose: { include: [{ system }] } };
  }

  #compile(resource: JsonObject): Members {
    const supplements = ((resource.extension as JsonObject[] | undefined) ?? [])
      .filter(({ url }) => url === SUPPLEMENT)
      .map(({ valueCanonical }) => this.#find("CodeSystem", String(valueCanonical)))
      .filter((one) => one !== undefined);
    return compileValueSet(resource, {
      codeSystem: (url, version) => {
        const canonical = version === undefined ? url : `${url}|${version}`;
        const fitting = supplements.filter(({ supplements: of }) => parseCanonical(String(of)).url === url);
        const system = this.codeSystem(canonical);
        return system && fitting.length > 0 ? new CodeSystem(system.resource, fitting) : system;
      },
      valueSet: (other) => this.valueSet(other)?.members,
    });
  }

  /** Whether a code is of a value set. Without a system it is asked whether any system of the value set has it. */
  memberOf(canonical: string, { system, code, version }: Code): Answer {
    if (system !== undefined && version === undefined && this.codesOf(canonical)?.get(system)?.has(code)) return MEMBER;
    const set = this.valueSet(canonical);
    return set ? set.members.test(system, code, version) : unknown(canonical);
  }

  /** All codes of a value set by system; undefined where they cannot be listed. Abstract ones are not among them. */
  codesOf(canonical: string): Codes | undefined {
    return this.#listed.of(canonical);
  }

  /** The codes that a plain `code` can have; undefined where they cannot be listed. */
  requiredCodes(canonical: string): ReadonlySet<string> | undefined {
    return this.#required.of(canonical);
  }

  /** What a code is in its system. */
  lookUp({ system: url, code, version }: Code & { system: string }): Found {
    const system = this.codeSystem(version === undefined ? url : `${url}|${version}`);
    if (!system || system.content === "not-present") return this.#lookUpByRule(url, code, version);
    const concept = system.find(code) ?? this.#foundBefore(system, code, version);
    if (concept) return { is: "known", system, concept };
    return system.isComplete ? { is: "no-code", system } : { is: "not-listed", system };
  }

  /** A code without a version may be one that the system had when R4 was published. */
  #foundBefore({ url }: CodeSystem, code: string, version: string | undefined): Concept | undefined {
    return version === undefined ? this.codeSystem(`${url}|${R4_VERSION}`)?.find(code) : undefined;
  }

  #lookUpByRule(url: string, code: string, version: string | undefined): Found {
    const verdict = judgeByForm(url, code);
    if (verdict === "code") return { is: "well-formed" };
    if (verdict === "no-code") return { is: "no-code" };
    if (isExternal(url)) return { is: "external" };
    const other = version === undefined ? undefined : this.codeSystem(url);
    return other ? { is: "other-version", system: other } : { is: "unknown-system" };
  }
}

export { MEMBER, NOT_MEMBER };
