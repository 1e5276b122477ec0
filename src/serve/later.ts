/**
 * What is answered later (`Prefer: respond-async`), as R5 says it for single interactions, since R4 says it for exports
 * only: https://hl7.org/fhir/R5/async-bundle.html.
 */
import type { Bundle, BundleEntry } from "../fhir/types.js";
import { answerEntry, refusedEntry } from "./bundle/entry.js";
import type { Call, Reply } from "./message.js";
import { refusalOf, refuse } from "./refusal.js";
import type { World } from "./world.js";

/** The path under which an answer is asked for: `$later/ID`. */
export const LATER = "$later";

/** The answers by id; undefined while there is none yet. They stay until the client deletes them. */
export type Later = Map<string, BundleEntry | undefined>;

/** Answers 202 at once, and does the work when that answer is on its way. */
export function answerLater({ later, newId }: World, work: () => Reply): Reply {
  const id = newId();
  later.set(id, undefined);
  setTimeout(() => {
    if (later.has(id)) later.set(id, entryOf(work));
  });
  return { status: 202, contentLocation: `${LATER}/${id}` };
}

function entryOf(work: () => Reply): BundleEntry {
  try {
    return answerEntry(work(), true);
  } catch (error) {
    const { status, issues } = refusalOf(error);
    return refusedEntry(status, issues);
  }
}

/** GET: 202 until there is an answer, then 200 with it in a Bundle. DELETE: it is not wanted, or no longer. */
export function askAgain({ later }: World, { method, path }: Call): Reply {
  const [, id = "", ...more] = path;
  if (!later.has(id) || more.length > 0)
    throw refuse(404, "not-found", `Nothing is to be answered at ${path.join("/")}.`);
  if (method === "DELETE") {
    later.delete(id);
    return { status: 202 };
  }
  if (method !== "GET")
    throw refuse(405, "not-supported", "Only GET and DELETE are possible at what is answered later.");
  const entry = later.get(id);
  if (!entry) return { status: 202 };
  const bundle: Bundle = { resourceType: "Bundle", type: "batch-response", entry: [entry] };
  return { status: 200, resource: bundle };
}
