/** What is taken for true where nothing is known: whatever is wrong about it costs requests, never data. */
import type { Capabilities, Capability } from "./capabilities.js";

type Assumption<K extends Capability> = readonly [value: Capabilities[K], reason: string];

const NO_LIMIT: Assumption<"maxEntries"> = [Number.POSITIVE_INFINITY, "no limit is known, and none is invented"];
const R4 = "R4 asks for it";

export const assumptions: { readonly [K in Capability]: Assumption<K> } = {
  transaction: ["none", "single requests work on every server"],
  batch: [false, "single requests work on every server"],
  batchLinks: [false, "R4 forbids such references (http.html#brules)"],
  circularLinks: [true, `${R4} (http.html#trules)`],
  maxEntries: NO_LIMIT,
  maxBatchEntries: NO_LIMIT,
  maxBytes: NO_LIMIT,
  maxResourceBytes: NO_LIMIT,
  maxUpdates: NO_LIMIT,
  maxConditional: NO_LIMIT,
  clientIds: ["none", "an id that the server gives works on every server"],
  conditionalCreate: [false, "a search and a plain create work on every server"],
  conditionalUpdate: [false, "a search and a plain update work on every server"],
  conditionalReference: [false, "a reference by id works on every server"],
  ifMatch: [false, "only what is known to be heeded protects"],
  references: ["enforced", "parents first works on every server"],
  decimals: ["kept", `${R4} (datatypes.html#decimal); a loss is reported`],
  narrative: ["kept", "a change is reported"],
  unknownProfiles: ["stored", "nothing is taken away without need"],
  unchangedPut: ["new-version", "what is there already is not sent again"],
  putAfterDelete: ["anywhere", "R4 lets an update bring back what was deleted (http.html#delete)"],
  searchAfterWrite: ["fresh-with-no-cache", "every read asks for it"],
  tagSearch: [false, "a server that does not know a parameter may answer everything"],
  gzip: [false, "a plain body works on every server"],
  asynchronous: ["never", "it is not asked for; an answer with 202 is followed all the same"],
};
