/**
 * Links between items and their resolution. A dangling, ambiguous, wrong or circular link is a finding at its place.
 */
import { type CasePlace, type Finding, finding } from "../finding/finding.js";
import { nearest } from "../finding/nearest.js";
import type { Links } from "./document.js";
import { childrenOf, type Item } from "./item.js";
import { KINDS } from "./kinds.js";

/** Statuses whose reason FHIR keeps as a concept (`statusReason`) and not as a reference. */
const HAS_REASON: ReadonlySet<string> = new Set(["stopped", "on hold", "not taken", "not done", "refused"]);

/** True when `because` tells why something is paused, stopped or was not done, rather than why it was done. */
export const isReasonForStatus = (item: Item): boolean =>
  (item.kind === "course" && item.data.paused === true) ||
  HAS_REASON.has((item.data as { status?: string }).status ?? "");

/** Where a key (and, in a list, its n-th value) stands in the file. */
export type PlaceOf = (pointer: string) => CasePlace;

/**
 * Resolves every link of the items in place.
 *
 * @param items as itemsOf gives them; their `links` are filled
 * @returns findings for links that lead nowhere, to a step, to several items, to the wrong kind, or in a circle
 */
export function resolveLinks(items: readonly Item[], placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const linkable = items.filter((item) => item.kind !== "step");
  const byId = new Map(linkable.filter((item) => item.id).map((item) => [item.id as string, item]));
  const byName = groupByName(linkable);
  const steps = new Set(items.filter((item) => item.kind === "step").map(({ id }) => id));
  for (const item of linkable) {
    for (const [key, allowed] of Object.entries(KINDS[item.kind].links)) {
      const value = (item.data as Record<string, Links | undefined>)[key];
      if (value === undefined) continue;
      const names = [value].flat();
      item.links[key] = names.flatMap((name, i) => {
        const at = () => ({ case: placeOf(`${item.pointer}/${key}${Array.isArray(value) ? `/${i}` : ""}`) });
        const named = byId.get(name) ? [byId.get(name) as Item] : (byName.get(name) ?? []);
        const others = named.filter((other) => other !== item);
        const [target, second] = others.filter((other) => allowed.includes(other.kind));
        if (named.length > 0 && others.length === 0) findings.push(finding("case/link-to-itself", { name, key }, at()));
        else if (others.length === 0 && steps.has(name))
          findings.push(finding("case/link-to-step", { name, key }, at()));
        else if (others.length === 0) {
          const candidates = linkable
            .filter(({ kind }) => allowed.includes(kind))
            .flatMap((o) => [o.id ?? [], o.name].flat());
          const near = nearest(name, candidates);
          findings.push(finding("case/dangling-link", { name, key, near: near && `; did you mean "${near}"?` }, at()));
        } else if (!target) {
          const [kind, ...kinds] = [others[0]?.kind ?? "step", ...allowed].map((name) => KINDS[name].called);
          findings.push(finding("case/wrong-link", { name, key, kind, kinds: kinds.join(", ") }, at()));
        } else if (second) {
          findings.push(finding("case/ambiguous-link", { name, key, count: others.length }, at()));
        } else return [target];
        return [];
      });
    }
  }
  return [...findings, ...circles(linkable, placeOf)];
}

/** A course bears its drug's name, by which the drug is meant. */
function groupByName(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    if (item.kind === "course") continue;
    const group = groups.get(item.name);
    if (group) group.push(item);
    else groups.set(item.name, [item]);
  }
  return groups;
}

interface Visit {
  item: Item;
  /** Its links that are not followed yet, the next one last. */
  open: [key: string, target: Item][];
}

/** What stands inside a panel or a report. */
const MEMBERS = "results";

const linksOf = (item: Item, members: readonly Item[]): Visit["open"] =>
  Object.entries({ ...item.links, ...(KINDS[item.kind].refersInside && { [MEMBERS]: members }) })
    .filter(([key]) => key !== "because" || !isReasonForStatus(item))
    .flatMap(([key, targets]) => targets.map((target): [string, Item] => [key, target]))
    .reverse();

/** Finds circles of links, cuts each at the link that closes it, and says so once. Depth first, on a stack of its own. */
function circles(items: readonly Item[], placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const children = childrenOf(items);
  const seen = new Set<Item>();
  const path: Visit[] = [];
  const onPath = new Set<Item>();
  const enter = (item: Item) => {
    seen.add(item);
    onPath.add(item);
    path.push({ item, open: linksOf(item, children.get(item) ?? []) });
  };
  for (const start of items) {
    if (!seen.has(start)) enter(start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const { item, open } = visit;
      const [key, target] = open.pop() ?? [];
      if (key === undefined || target === undefined) {
        path.pop();
        onPath.delete(item);
      } else if (onPath.has(target)) {
        const members = path.map((one) => one.item);
        const circle = [...members.slice(members.indexOf(target)), target].map(({ id, name }) => id ?? name);
        const params = { circle: circle.join(" -> "), key };
        findings.push(finding("case/circular-link", params, { case: placeOf(`${item.pointer}/${key}`) }));
        if (key !== MEMBERS) item.links[key] = (item.links[key] ?? []).filter((other) => other !== target);
      } else if (!seen.has(target)) enter(target);
    }
  }
  return findings;
}
