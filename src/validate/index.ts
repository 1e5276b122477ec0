/**
 * Judges FHIR R4 JSON by HL7's own definitions. What is checked and what is not: docs/validation.md.
 * Runs anywhere: no file, network or clock use.
 */
import { type DefinitionSource, Definitions, sourceOf } from "../definitions/definitions.js";
import { isResourceType } from "../definitions/r4.js";
import { MAX_DEPTH } from "../fhir/depth.js";
import { type Finding, finding } from "../finding/finding.js";
import { Terminology } from "../terminology/index.js";
import { isMember } from "./answers.js";
import { Codings } from "./codings.js";
import { DEFAULT_SETTINGS, type Settings } from "./context.js";
import type { Answers } from "./fhirpath.js";
import { Invariants } from "./invariants.js";
import { findNotJson } from "./not-json.js";
import { rootPlace, toBundlePlace } from "./place.js";
import { TypePlans } from "./plan.js";
import { Judge, Memory } from "./profile/judge.js";
import { Plans } from "./profile/plans.js";
import { Report } from "./report.js";
import { isObject } from "./scope.js";
import { TooDeep } from "./structure.js";
import { Walk } from "./walk.js";

export type { DefinitionSource } from "../definitions/definitions.js";
export type { Settings } from "./context.js";

export interface ValidatorOptions extends Partial<Settings> {
  /** Conformance resources at hand: profiles, value sets, code systems, questionnaires ... */
  definitions?: readonly object[];
  /** Where further conformance resources come from, such as packages; asked after `definitions`, in their order. */
  packages?: readonly DefinitionSource[];
  /** Tells the time, as FHIR writes an instant, to rules that ask for it; without it they are not judged. */
  now?: () => string;
}

export interface ValidateOptions {
  /** The name of the file it came from; every finding carries it. */
  file?: string;
  /** Canonicals of profiles that the resource has to meet, beside those that it claims. */
  profiles?: readonly string[];
}

export interface Validator {
  /**
   * Judges one resource (a Bundle with all its entries).
   *
   * @param resource parsed JSON, best by parseJson, which keeps the digits of numbers; it is not changed
   * @returns what is wrong, in the order of the resource; nothing when it is right
   */
  validate(resource: unknown, options?: ValidateOptions): Finding[];
}

/**
 * Makes a validator. It learns the types it meets and keeps what it learned, so one is best used for many resources.
 */
export function createValidator({ definitions = [], packages = [], now, ...given }: ValidatorOptions = {}): Validator {
  const settings = { ...DEFAULT_SETTINGS, ...given };
  const known = new Definitions([...(definitions.length > 0 ? [sourceOf(definitions)] : []), ...packages]);
  const terminology = new Terminology(known);
  /** What rules asked of profiles in the validation that runs: one that asks for its own profile ends there. */
  let asked: Memory | undefined;
  const answers: Answers = {
    memberOf: (valueSet, value) => isMember(terminology, valueSet, value),
    conformsTo: (profile, value, type, scope) => {
      const structure = known.structure(profile);
      asked ??= new Memory();
      const judge = new Judge({ ...knowledge, report: new Report() }, asked);
      return structure && judge.conforms({ value, type, place: scope.place }, structure, scope);
    },
    ...(now ? { now } : {}),
  };
  const invariants = new Invariants(answers, settings);
  const knowledge = {
    definitions: known,
    terminology,
    codings: new Codings(terminology, settings),
    settings,
    invariants,
    types: new TypePlans(invariants, settings),
    plans: new Plans(known),
    now,
  };
  return {
    validate(resource, { file, profiles = [] } = {}) {
      asked = undefined;
      const report = new Report(file);
      try {
        const place = rootPlace(rootName(resource));
        if (isObject(resource))
          new Walk({ ...knowledge, report }).resource(resource, place, { root: resource }, profiles);
        else report.add("validate/not-an-object", place);
        return report.findings;
      } catch (error) {
        return [whyNotJudged(error, resource, file)];
      }
    },
  };
}

/** What is not JSON cannot be judged, nor what nests too deep; any other error is a bug, and thrown. */
function whyNotJudged(error: unknown, resource: unknown, file: string | undefined): Finding {
  if (error instanceof TooDeep) {
    const bundle = toBundlePlace(rootPlace(rootName(resource)), file);
    return finding("validate/too-deep", { limit: MAX_DEPTH }, { bundle });
  }
  const found = findNotJson(() => resource, rootPlace("Resource"));
  if (!found) throw error;
  return finding("validate/not-json-value", { what: found.what }, { bundle: toBundlePlace(found.place, file) });
}

/** Expressions begin with the resource's type where it has one. */
function rootName(resource: unknown): string {
  const type = isObject(resource) ? resource.resourceType : undefined;
  return typeof type === "string" && isResourceType(type) ? type : "Resource";
}
