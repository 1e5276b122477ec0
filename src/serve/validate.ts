/** `$validate` (https://hl7.org/fhir/R4/resource-operation-validate.html): what the server would say, nothing stored. */

import { outcomeOf } from "../fhir/outcome.js";
import type { Parameters, Resource } from "../fhir/types.js";
import { bodyOf, type Interaction } from "./interactions.js";
import type { Call, Reply } from "./message.js";
import { refuse } from "./refusal.js";
import type { World } from "./world.js";
import { issuesOf } from "./write.js";

/** The writes that a resource may be meant for; it is judged the same for each. */
const MODES: ReadonlySet<string> = new Set(["create", "update"]);

/** At a type. Answers 200 whatever is wrong with the resource. */
export const validate: Interaction = (world, call, type) => judged(world, bodyOf(unwrapped(call), type));

/** At a resource: a next version of it, under its id. */
export const validateAt: Interaction = (world, call, type, id) => {
  const resource = bodyOf(unwrapped(call), type);
  if (resource.id === id) return judged(world, resource);
  throw refuse(400, "invalid", `The URL says ${id}, the resource ${resource.id}.`, `${type}.id`);
};

const judged = (world: World, resource: Resource): Reply => ({
  status: 200,
  resource: outcomeOf(issuesOf(world, resource)),
});

/**
 * The call with the resource itself, which may come in Parameters with what is asked of it; the query may ask too.
 *
 * @throws Refusal 400 for a mode or profile it cannot be held against: an answer would speak of what was not looked at
 */
function unwrapped({ resource: body, ...call }: Call): Call {
  const parameters = body?.resourceType === "Parameters" ? ((body as Parameters).parameter ?? []) : undefined;
  const named = (name: string) => parameters?.find((one) => one.name === name);
  const mode = call.query.get("mode") ?? named("mode")?.valueCode;
  const profile = call.query.get("profile") ?? named("profile")?.valueUri;
  if (mode !== undefined && !MODES.has(mode))
    throw refuse(400, "not-supported", `The mode ${mode} is not supported, only create and update.`);
  if (profile !== undefined)
    throw refuse(400, "not-supported", `The profile ${profile} is not known here, only R4 itself.`);
  const resource = parameters ? named("resource")?.resource : body;
  return { ...call, ...(resource ? { resource } : {}) };
}
