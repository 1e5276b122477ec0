/**
 * Whether what is there under an id may be overwritten: only when it is recognisably the same thing.
 *
 * - A resource that carries our technical identifier or tag (fhir/identity.ts) may only replace one that carries one
 *   of the same.
 * - Any other resource with identifiers may only replace one that has an identifier in common with it.
 * - Where neither has an identifier, a UUID as id is proof enough; any other id (`1`, `example`) is not, unless the
 *   content is the same.
 */
import { ID_SYSTEM } from "../../fhir/identity.js";
import { identifierTokens, tagTokens } from "../../fhir/tokens.js";
import type { Resource } from "../../fhir/types.js";
import { isUuid } from "../../fhir/uuid.js";
import { type Finding, finding } from "../../finding/finding.js";
import type { Item } from "../plan/items.js";
import type { Stored } from "../plan/plan.js";
import { showValue } from "../text.js";
import { differences } from "./compare.js";

/**
 * A finding for every item that would overwrite someone else's resource.
 *
 * @param there what has the item's id, by urn; what a condition finds is what the Bundle asks for, and is not in it
 */
export function checkTaken(items: readonly Item[], there: ReadonlyMap<string, Stored>): Finding[] {
  return items.flatMap((item) => {
    const { resource } = there.get(item.urn) ?? {};
    const why = resource && strangerBecause(item, resource);
    if (!why) return [];
    const bundle = { entry: item.entry, expression: `Bundle.entry[${item.entry}].resource.id` };
    return finding("load/id-taken", { target: `${item.type}/${resource.id}`, why }, { bundle });
  });
}

function strangerBecause({ resource: ours, id = "" }: Item, there: Resource): string | undefined {
  const [mine, theirs] = [marksOf(ours), marksOf(there)];
  if (mine.length > 0)
    return mine.some((mark) => theirs.includes(mark)) ? undefined : unlike("technical identifier", mine, theirs);
  const [known, found] = [identifierTokens(ours), identifierTokens(there)];
  if (known.length > 0 || found.length > 0) {
    return known.some((one) => found.includes(one)) ? undefined : unlike("identifier", known, found);
  }
  if (isUuid(id) || differences(ours, there).length === 0) return undefined;
  return "neither has an identifier, its id is no UUID, and its content differs";
}

const unlike = (what: string, mine: readonly string[], theirs: readonly string[]): string =>
  `its ${what} is ${list(theirs)}, ours ${list(mine)}`;

const list = (names: readonly string[]): string =>
  names.length > 0 ? names.map((name) => showValue(name, name)).join(", ") : "none";

/** Our technical identifiers and tags. */
const marksOf = (resource: Resource): string[] =>
  [...identifierTokens(resource), ...tagTokens(resource)].filter((token) => token.startsWith(`${ID_SYSTEM}|`));
