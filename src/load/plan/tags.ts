/** Items that nothing finds again at a server that gives ids of its own: they get a tag of ours. */
import { ID_SYSTEM } from "../../fhir/identity.js";
import type { Resource } from "../../fhir/types.js";
import { isUuid } from "../../fhir/uuid.js";
import { type Finding, finding } from "../../finding/finding.js";
import type { Capabilities } from "../servers/capabilities.js";
import type { Item } from "./items.js";
import { type Strategy, wayOf } from "./strategy.js";

/**
 * Gives a tag to every item without id and condition, where the server can search by it.
 *
 * @returns findings that say of how many, and how many plain POSTs need none, because they are stored under an id
 */
export function withTags(
  items: readonly Item[],
  strategy: Strategy,
  capabilities: Capabilities,
): { items: readonly Item[]; findings: Finding[] } {
  const isLost = (item: Item) => item.condition === undefined && wayOf(item, strategy, capabilities) !== "put";
  const lost = items.filter(isLost);
  const put = items.filter((item) => item.isPlainPost && wayOf(item, strategy, capabilities) === "put");
  const findings = put.length > 0 ? [finding("load/post-made-put", { count: put.length })] : [];
  if (lost.length === 0) return { items, findings };
  if (!capabilities.tagSearch) return { items, findings: [...findings, ...lost.map(repeats)] };
  return {
    items: items.map((item) => (isLost(item) ? withTag(item) : item)),
    findings: [...findings, finding("load/tagged", { count: lost.length })],
  };
}

/** The code is the item's UUID. */
function withTag(item: Item): Item {
  const code = item.id !== undefined && isUuid(item.id) ? item.id.toLowerCase() : item.urn.slice("urn:uuid:".length);
  const { resourceType, id, meta, ...content } = item.resource;
  const tag = [...(meta?.tag ?? []), { system: ID_SYSTEM, code }];
  const resource = { resourceType, ...(id ? { id } : {}), meta: { ...meta, tag }, ...content } as Resource;
  return { ...item, condition: `_tag=${ID_SYSTEM}|${code}`, resource };
}

/** Every load stores it once more. */
const repeats = ({ type, entry }: Item): Finding =>
  finding("load/repeat-duplicates", { type }, { bundle: { entry, expression: `Bundle.entry[${entry}].request` } });
