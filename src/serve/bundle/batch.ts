import type { Bundle, Resource } from "../../fhir/types.js";
import type { Call, Reply } from "../message.js";
import { atEntry, Refusal } from "../refusal.js";
import type { World } from "../world.js";
import { answerEntry, callOf, entriesOf, refusedEntry } from "./entry.js";

/** Every entry by itself, in the order given; one that is refused does not touch the others. */
export function batch(world: World, bundle: Resource, perform: (call: Call) => Reply, showWritten: boolean): Bundle {
  const entry = entriesOf(bundle).map((one, index) => {
    try {
      return answerEntry(
        atEntry(index, () => perform(callOf(one, world.base))),
        showWritten,
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusedEntry(error.status, error.issues);
    }
  });
  return { resourceType: "Bundle", type: "batch-response", ...(entry.length > 0 ? { entry } : {}) };
}
