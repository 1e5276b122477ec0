/** Which interaction a call means: a table of paths and methods (https://hl7.org/fhir/R4/http.html#summary). */

import { isResourceType } from "../definitions/r4.js";
import { conditionalUpdate, create, destroy, history, type Interaction, read, update, vread } from "./interactions.js";
import type { Call, Reply } from "./message.js";
import { refuse } from "./refusal.js";
import { search } from "./search/search.js";
import { validate, validateAt } from "./validate.js";
import type { World } from "./world.js";

type Methods = Readonly<Record<string, Interaction>>;

const ROUTES: readonly { path: readonly string[]; methods: Methods }[] = [
  { path: [":type"], methods: { GET: search, POST: create, PUT: conditionalUpdate } },
  { path: [":type", "_search"], methods: { POST: search } },
  { path: [":type", "$validate"], methods: { POST: validate } },
  { path: [":type", ":id", "$validate"], methods: { GET: validateAt, POST: validateAt } },
  { path: [":type", ":id"], methods: { GET: read, PUT: update, DELETE: destroy } },
  { path: [":type", ":id", "_history"], methods: { GET: history } },
  { path: [":type", ":id", "_history", ":version"], methods: { GET: vread } },
];

/** Performs one interaction on a type or a resource. @throws Refusal 404 for an unknown path, 405 for a method */
export function perform(world: World, call: Call): Reply {
  const [type = "", id = "", , version = ""] = call.path;
  const route = ROUTES.find(
    ({ path }) =>
      path.length === call.path.length && path.every((step, i) => step.startsWith(":") || step === call.path[i]),
  );
  if (!route) throw refuse(404, "not-found", `There is nothing at /${call.path.join("/")}.`);
  if (!isResourceType(type)) throw refuse(404, "not-supported", `"${type}" is no resource type of R4.`);
  const interaction = Object.hasOwn(route.methods, call.method) ? route.methods[call.method] : undefined;
  if (interaction) return interaction(world, call, type, id, version);
  const allowed = Object.keys(route.methods).join(", ");
  throw refuse(405, "not-supported", `${call.method} is not possible at /${call.path.join("/")}, only ${allowed}.`);
}
