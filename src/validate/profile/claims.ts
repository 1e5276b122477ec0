/** Which profiles a resource has to meet: those it claims, those asked for, those of guides, and vital signs. */

import type { StructureDefinition } from "../../definitions/structure.js";
import { isAbsolute } from "../../fhir/uri.js";
import type { Severity } from "../../finding/finding.js";
import type { Context } from "../context.js";
import { child, type Place, toExpression } from "../place.js";
import { isObject, type JsonObject, resolve, type Scope } from "../scope.js";
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
  const { definitions, plans } = judge.context;
  const claimed = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : NONE;
  const ofType = plans.globalOf(resource.resourceType as string);
  const byCode = resource.resourceType === "Observation" ? vitalSignOf(resource) : undefined;
  if (asked.length + claimed.length + ofType.length === 0 && byCode === undefined) return;
  const done: StructureDefinition[] = [];
  const check = (canonical: string, structure: StructureDefinition | undefined, at: Place, severity: Severity) => {
    // Every claim stands at a place of its own: it is told once anyway.
    if (!structure) judge.context.report.add("validate/profile-not-found", at, { canonical }, { severity });
    else if (!done.includes(structure)) {
      done.push(structure);
      judge.check({ value: resource, type: resource.resourceType as string, place }, structure, scope);
    }
  };
  for (const canonical of asked) check(canonical, definitions.structure(canonical), place, "error");
  for (let i = 0; i < claimed.length; i++) {
    const canonical: unknown = claimed[i];
    if (typeof canonical !== "string") continue;
    const at = child(child(place, "meta"), "profile", i);
    if (isAbsolute(canonical)) check(canonical, definitions.structure(canonical), at, "warning");
    // What is not contained is told as such.
    else if (canonical.startsWith("#") && isObject(resolve(canonical, scope)) && claimed.indexOf(canonical) === i)
      check(canonical, containedProfile(judge.context, canonical, place, scope), at, "warning");
  }
  for (const canonical of ofType) check(canonical, definitions.structure(canonical), place, "warning");
  if (byCode !== undefined) check(byCode, definitions.structure(byCode), place, "error");
}

const NONE: unknown[] = [];

/** A StructureDefinition that the resource contains, where that was judged and is right itself: others judge nothing. */
function containedProfile(
  { definitions, report, settings }: Context,
  canonical: string,
  place: Place,
  scope: Scope,
): StructureDefinition | undefined {
  const found = resolve(canonical, scope);
  if (!isObject(found) || found.resourceType !== "StructureDefinition") return undefined;
  if (scope.root !== scope.resource || settings.contained === "ignore") return undefined;
  const own = `${toExpression(place)}.contained[${(scope.root.contained as unknown[]).indexOf(found)}]`;
  const isRight = report.findings.every(
    ({ severity, bundle }) => severity !== "error" || !bundle?.expression?.startsWith(own),
  );
  return isRight ? definitions.complete(found as unknown as StructureDefinition) : undefined;
}
