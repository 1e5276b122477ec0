/** `$validate` (https://hl7.org/fhir/R4/resource-operation-validate.html): what the server would say, nothing stored. */

import { isResourceType } from "../definitions/r4.js";
import { outcomeOf } from "../fhir/outcome.js";
import type { OperationOutcomeIssue, Parameters, Resource } from "../fhir/types.js";
import { bodyOf, type Interaction, read } from "./interactions.js";
import type { Call, Reply } from "./message.js";
import { Refusal, refuse } from "./refusal.js";
import type { World } from "./world.js";
import { checkDeletable, issuesOf } from "./write.js";

/** What a resource may be meant for (http://hl7.org/fhir/resource-validation-mode); it is judged the same for each but a deletion. */
const MODES: ReadonlySet<string> = new Set(["create", "update", "delete", "profile"]);

/** What is asked: a mode and a profile, in Parameters or in the query. */
interface Asked {
  mode: string | undefined;
  profile: string | undefined;
  /** The call with the resource itself, where there is one. */
  call: Call;
}

/** At the base, where the resource says its type. R4 has the operation at types; validators that are servers have it here. */
export function validateAny(world: World, call: Call): Reply {
  const asked = readAsked(call);
  const type = asked.call.resource?.resourceType;
  if (type !== undefined && !isResourceType(type))
    throw refuse(400, "not-supported", `"${type}" is no resource type of R4.`);
  return judgedAs(world, asked, type ?? "Resource");
}

/** At a type. */
export const validate: Interaction = (world, call, type) => judgedAs(world, readAsked(call), type);

/** At a resource: its next version, what is there when none is sent, or its deletion. */
export const validateAt: Interaction = (world, call, type, id) => {
  const { mode, profile, call: asked } = readAsked(call);
  if (mode === "delete") return verdict(() => whyNotDeleted(world, type, id));
  if (!asked.resource) {
    const there = read(world, { ...asked, headers: {} }, type, id, "").resource as Resource;
    return judged(world, there, profile);
  }
  const resource = bodyOf(asked, type);
  if (resource.id === id) return judged(world, resource, profile);
  throw refuse(400, "invalid", `The URL says ${id}, the resource ${resource.id}.`, `${type}.id`);
};

function judgedAs(world: World, { mode, profile, call }: Asked, type: string): Reply {
  if (mode === "delete") throw refuse(400, "invalid", "What would be deleted is asked at its own URL, [type]/[id].");
  return judged(world, bodyOf(call, type), profile);
}

const judged = (world: World, resource: Resource, profile: string | undefined): Reply =>
  verdict(() => issuesOf(world, resource, profile === undefined ? [] : [profile]));

/** Answers 200 whatever is wrong: what is said is the answer. */
const verdict = (say: () => OperationOutcomeIssue[]): Reply => ({ status: 200, resource: outcomeOf(say()) });

/** What a deletion would be refused for. */
function whyNotDeleted(world: World, type: string, id: string): OperationOutcomeIssue[] {
  try {
    checkDeletable(world, `${type}/${id}`);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [...error.issues];
    throw error;
  }
}

/**
 * What a call asks for; the resource comes itself or in Parameters, which may ask for a mode and a profile as the query may.
 *
 * @throws Refusal 400 for a mode that R4 does not know
 */
function readAsked({ resource: body, ...call }: Call): Asked {
  const parameters = body?.resourceType === "Parameters" ? ((body as Parameters).parameter ?? []) : undefined;
  const named = (name: string) => parameters?.find((one) => one.name === name);
  const mode = call.query.get("mode") ?? named("mode")?.valueCode;
  if (mode !== undefined && !MODES.has(mode))
    throw refuse(400, "not-supported", `The mode ${mode} is not one of ${[...MODES].join(", ")}.`);
  const { valueUri, valueCanonical, valueUrl } = named("profile") ?? {};
  const profile = call.query.get("profile") ?? valueUri ?? valueCanonical ?? valueUrl;
  const resource = parameters ? named("resource")?.resource : body;
  return { mode, profile, call: { ...call, ...(resource ? { resource } : {}) } };
}
