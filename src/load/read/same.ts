/** Whether a server has an item as it should be. */
import type { Item } from "../plan/items.js";
import { placed } from "../plan/links.js";
import type { Stored } from "../plan/plan.js";
import type { Capabilities } from "../servers/capabilities.js";
import { differences } from "./compare.js";

type Places = ReadonlyMap<string, Stored>;

/** Where an item is, as `Type/id`. */
export const placeIn =
  (stored: Places) =>
  (urn: string): string | undefined => {
    const there = stored.get(urn);
    return there && `${there.resource.resourceType}/${there.id}`;
  };

/** What a server should have of an item: its links lead to where the others are. */
export const expectedOf = (item: Item, stored: Places) => placed(item, placeIn(stored));

/** Whether writing would change nothing: what a server is known to lose at every write is no difference. */
export const sameAs = (item: Item, there: Stored, stored: Places, { decimals, narrative }: Capabilities): boolean =>
  differences(expectedOf(item, stored), there.resource).every(
    ({ kind }) =>
      (kind === "lost-digits" && decimals === "digits-lost") || (kind === "lost-narrative" && narrative === "changed"),
  );
