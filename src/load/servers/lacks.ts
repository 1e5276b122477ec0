import type { Capabilities, Capability } from "./capabilities.js";

/** What somebody who loads has to do without, by the value that means it. */
const LACKS: { readonly [K in Capability]?: readonly (readonly [value: Capabilities[K], lack: string])[] } = {
  transaction: [
    ["as-batch", "a load is not all or nothing, even as a transaction"],
    ["none", "a load is not all or nothing"],
  ],
  ifMatch: [[false, "what others change in between is not noticed when it is written over"]],
  references: [["not-enforced", "a reference to what is not there is not noticed"]],
  decimals: [["digits-lost", "decimals lose digits: 1.50 comes back as 1.5"]],
  narrative: [["changed", "narratives come back changed"]],
  unknownProfiles: [["refused", "resources with a profile that it does not know are refused"]],
  putAfterDelete: [["refused", "what was deleted does not come back under its id"]],
  searchAfterWrite: [["stale", "what was just written may not be found"]],
};

/** What a server with these capabilities lacks, each in a few words. */
export function lacksOf(capabilities: Capabilities): string[] {
  return Object.entries(LACKS).flatMap(([capability, lacks]) =>
    lacks.flatMap(([value, lack]) => (capabilities[capability as Capability] === value ? lack : [])),
  );
}
