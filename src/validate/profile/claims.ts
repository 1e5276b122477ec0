/** Which profiles a resource has to meet: those it claims, those asked for, those of guides, and vital signs. */

import type { StructureDefinition } from "../../definitions/structure.js";
import { isAbsolute } from "../../fhir/uri.js";
import { child, type Place } from "../place.js";
import { isObject, type JsonObject, type Scope } from "../scope.js";
import type { Judge } from "./judge.js";
import { vitalSignOf } from "./vital-signs.js";

/**
 * Judges a resource by its profiles.
 *
 * @param asked canonicals of profiles beside those that the resource claims
 */
export function checkClaims(
  judge: Judge,
  resource: JsonObject,
  place: Place,
  scope: Scope,
  asked: readonly string[],
): void {
  const { meta } = resource;
  const claimed = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  const done = new Set<StructureDefinition>();
  for (const canonical of asked) checkOne(judge, resource, canonical, "error", place, place, scope, done);
  for (const [i, canonical] of claimed.entries())
    if (typeof canonical === "string" && isAbsolute(canonical)) {
      const at = child(child(place, "meta"), "profile", i);
      checkOne(judge, resource, canonical, "warning", at, place, scope, done);
    }
  for (const canonical of judge.context.plans.globalOf(resource.resourceType as string))
    checkOne(judge, resource, canonical, "warning", place, place, scope, done);
  const byCode = resource.resourceType === "Observation" ? vitalSignOf(resource) : undefined;
  if (byCode !== undefined) checkOne(judge, resource, byCode, "error", place, place, scope, done);
}

function checkOne(
  judge: Judge,
  resource: JsonObject,
  canonical: string,
  severity: "error" | "warning",
  at: Place,
  place: Place,
  scope: Scope,
  done: Set<StructureDefinition>,
): void {
  const type = resource.resourceType as string;
  const structure = judge.context.definitions.structure(canonical);
  // Every claim stands at a place of its own: it is told once anyway.
  if (!structure) judge.context.report.add("validate/profile-not-found", at, { canonical }, { severity });
  else if (!done.has(structure)) {
    done.add(structure);
    judge.check({ value: resource, type, place }, structure, scope);
  }
}
