/** What one validation carries along: what is known, what is wanted, and what was found. */
import type { Definitions } from "../definitions/definitions.js";
import type { Severity } from "../finding/finding.js";
import type { Terminology } from "../terminology/index.js";
import type { Codings } from "./codings.js";
import type { Invariants } from "./invariants.js";
import type { Place } from "./place.js";
import type { TypePlans } from "./plan.js";
import type { Plans } from "./profile/plans.js";
import type { Report } from "./report.js";
import type { JsonObject, Scope } from "./scope.js";

/** How strict a validator is where HL7 leaves it open; HL7's own validator has the same settings. */
export interface Settings {
  /** As what the rules of best practice (a "should" of the specification) are told; `ignore` tells nothing. */
  bestPractice: "ignore" | Severity;
  /** As what a wrong display of a code is told. */
  displayIssues: Severity;
  /** As what a code that its code system does not have is told, where no binding demands another. */
  unknownCodes: Severity;
  /** Which unknown extensions are no error: any, or those whose URLs begin with one of these. */
  extensions: "any" | readonly string[];
  /** Whether text that looks like HTML is an error. */
  securityChecks: boolean;
  /** As what HTML in markdown is told. */
  htmlInMarkdown: Severity;
  /** Whether what a reference points to must be here: in the Bundle, or among what is contained. */
  unresolvedReferences: "ignore" | "error";
  /** Whether contained resources are judged, too. */
  contained: "check" | "ignore";
  /** Whether URLs of example.org and the like may stand in instances. */
  exampleUrls: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  bestPractice: "ignore",
  displayIssues: "error",
  unknownCodes: "error",
  extensions: "any",
  securityChecks: false,
  htmlInMarkdown: "warning",
  unresolvedReferences: "ignore",
  contained: "check",
  exampleUrls: true,
};

/** What a validator keeps between resources, and the findings of this one. */
export interface Context {
  report: Report;
  definitions: Definitions;
  terminology: Terminology;
  codings: Codings;
  settings: Settings;
  invariants: Invariants;
  /** What is asked of types, worked out once. */
  types: TypePlans;
  /** Tells the time, where anybody does. */
  now?: (() => string) | undefined;
  /** What profiles demand, worked out once. */
  plans: Plans;
}

/** A rule about one type of resource, beyond its definition. */
export type ResourceRule = (context: Context, resource: JsonObject, place: Place, scope: Scope) => void;
