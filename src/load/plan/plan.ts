/** From items and what a server has of them to the requests of a load: pure, to be looked at before anything is sent. */
import { withId, withoutId } from "../../fhir/ids.js";
import { makeLogical } from "../../fhir/references.js";
import type { Bundle, Resource } from "../../fhir/types.js";
import { type Finding, finding } from "../../finding/finding.js";
import type { Capabilities } from "../servers/capabilities.js";
import { type Item, readItems } from "./items.js";
import { placed, targetsOf } from "./links.js";
import { parentsFirst } from "./order.js";
import { pack } from "./pack.js";
import { bytesOf, type Part, type PlannedRequest } from "./part.js";
import { type Creation, chooseStrategy, type Strategy, type StrategyId, wayOf } from "./strategy.js";
import { withTags } from "./tags.js";

/** What is at the server already. */
export interface Stored {
  id: string;
  version?: string;
  resource: Resource;
}

export interface Plan {
  strategy: Strategy["id"];
  parts: Part[];
  /** What cannot be sent at all; with an error nothing is. */
  findings: Finding[];
}

export interface PlanInput {
  items: readonly Item[];
  /** By urn: what is there of an item. */
  stored: ReadonlyMap<string, Stored>;
  /** The urns of the items that are there as they should be. */
  unchanged: ReadonlySet<string>;
  capabilities: Capabilities;
  strategy: Strategy;
}

export interface PlanOptions {
  capabilities: Capabilities;
  strategy?: StrategyId;
}

/** Plans the load of a Bundle into a server that has nothing of it: without asking the server, by what is known of it. */
export function planLoad(bundle: Bundle, { capabilities, strategy }: PlanOptions): Plan {
  const { items, findings } = readItems(bundle);
  const choice = chooseStrategy(capabilities, items, strategy);
  const problems = [...findings, ...(choice.problem ? [choice.problem] : [])];
  if (problems.some(({ severity }) => severity === "error")) {
    return { strategy: choice.strategy.id, parts: [], findings: problems };
  }
  const named = withTags(items, choice.strategy, capabilities);
  const plan = planWrites({
    items: named.items,
    stored: new Map(),
    unchanged: new Set(),
    capabilities,
    strategy: choice.strategy,
  });
  return { ...plan, findings: [...problems, ...named.findings, ...plan.findings] };
}

interface Write {
  item: Item;
  /** Where it is, or will be for certain. */
  place?: string;
  request: PlannedRequest;
  /** Positions of the writes it refers to and that must be there first. */
  targets: number[];
  /** Of its resource as UTF-8; 0 where nobody asks. */
  bytes: number;
}

/** Plans the writes: what is absent is created the strategy's way, what differs is replaced, what is the same left. */
export function planWrites(input: PlanInput): Plan {
  const { items, unchanged, capabilities, strategy } = input;
  const places = new Map<string, string>();
  const ways = new Map<string, Creation | "replace">();
  for (const item of items) {
    const there = input.stored.get(item.urn);
    const way = there ? "replace" : wayOf(item, strategy, capabilities);
    ways.set(item.urn, way);
    const id = there?.id ?? (way === "put" ? item.id : undefined);
    if (id !== undefined) places.set(item.urn, `${item.type}/${id}`);
  }
  const changing = items.filter(({ urn }) => !unchanged.has(urn));
  const positions = new Map(changing.map(({ urn }, i) => [urn, i]));
  const kind = strategy.kind === "import" ? "single" : strategy.kind;
  const checked =
    capabilities.references === "enforced" || (capabilities.references === "in-transaction" && kind === "transaction");
  const limited = Number.isFinite(Math.min(capabilities.maxBytes, capabilities.maxResourceBytes));
  const writes = changing.map((item): Write => {
    const place = places.get(item.urn);
    const links = targetsOf(item);
    const targets = links.flatMap((urn) => {
      const target = positions.get(urn);
      const mustBeFirst = !places.has(urn) || (checked && !input.stored.has(urn));
      return target !== undefined && mustBeFirst ? [target] : [];
    });
    const isOpen = links.some((urn) => !places.has(urn));
    const made = requestFor(item, ways.get(item.urn) ?? "post", input, (urn) => places.get(urn));
    const request: PlannedRequest = isOpen ? { ...made, isOpen } : made;
    return {
      item,
      targets,
      request,
      bytes: limited ? bytesOf(made.resource as Resource) : 0,
      ...(place ? { place } : {}),
    };
  });
  const parts = pack(parentsFirst(writes.map(({ targets }) => targets)), writes, kind, capabilities);
  return {
    strategy: strategy.id,
    parts: partsOf(parts, writes, kind, capabilities),
    findings: tooLarge(writes, capabilities),
  };
}

function requestFor(
  item: Item,
  way: Creation | "replace",
  { stored, capabilities }: PlanInput,
  placeOf: (urn: string) => string | undefined,
): PlannedRequest {
  const { type, entry, urn, condition } = item;
  const common = { entry, urn, type };
  const whole = placed(item, placeOf);
  if (way === "put" || way === "replace") {
    const there = stored.get(urn);
    const id = there?.id ?? item.id ?? "";
    const version = capabilities.ifMatch ? there?.version : undefined;
    const ifMatch = item.ifMatch ?? (version === undefined ? undefined : `W/"${version}"`);
    const match = ifMatch === undefined ? {} : { ifMatch };
    return { ...common, method: "PUT", url: `${type}/${id}`, id, ...match, resource: withId(whole, id) };
  }
  const resource = withoutId(whole);
  if (way === "create") return { ...common, method: "POST", url: type, ifNoneExist: condition ?? "", resource };
  if (way === "update") return { ...common, method: "PUT", url: `${type}?${condition}`, resource };
  return { ...common, method: "POST", url: type, resource };
}

/** The parts as requests; links that lead nowhere when their request is sent are left out there and mended at the end. */
function partsOf(
  parts: readonly number[][],
  writes: readonly Write[],
  kind: Part["kind"],
  capabilities: Capabilities,
): Part[] {
  const partOf = new Map(parts.flatMap((part, p) => part.map((write, i) => [write, { p, i }] as const)));
  const mends: Write[] = [];
  const made = parts.map((part, p) => {
    const requests = part.map((position, i) => {
      const write = writes[position] as Write;
      const missing = write.targets.filter((target) => {
        const other = partOf.get(target);
        if (!other || other.p < p) return false;
        if (other.p > p || kind === "single") return true;
        if (kind === "transaction") return !capabilities.circularLinks && other.i >= i;
        return capabilities.batchLinks || writes[target]?.place !== undefined ? other.i >= i : true;
      });
      if (missing.length === 0) return write.request;
      mends.push(write);
      const urns = new Map(
        missing.flatMap((target) => {
          const { item, place } = writes[target] as Write;
          return [
            [item.urn, item.urn],
            [place ?? item.urn, item.urn],
          ];
        }) as [string, string][],
      );
      const resource = makeLogical(write.request.resource as Resource, (link) => urns.get(link));
      return { ...write.request, resource };
    });
    return { kind, requests };
  });
  return [...made, ...mendingParts(mends, kind, capabilities)];
}

function mendingParts(mends: readonly Write[], kind: Part["kind"], capabilities: Capabilities): Part[] {
  const whole = mends.map((write): Write => {
    const { item, place, request } = write;
    const { ifNoneExist: _none, ifMatch: _match, ...rest } = request;
    const url = place ?? `${item.type}/${item.urn}`;
    return { ...write, targets: [], request: { ...rest, method: "PUT", url, mends: true } };
  });
  const packed = pack(
    whole.map((_, i) => [i]),
    whole,
    kind,
    capabilities,
  );
  return packed.map((part) => ({ kind, requests: part.map((i) => (whole[i] as Write).request) }));
}

function tooLarge(writes: readonly Write[], { maxBytes, maxResourceBytes }: Capabilities): Finding[] {
  const most = Math.min(maxBytes, maxResourceBytes);
  return writes.flatMap(({ item, bytes }) => {
    if (bytes <= most) return [];
    const bundle = { entry: item.entry, expression: `Bundle.entry[${item.entry}].resource` };
    return finding("load/resource-too-large", { type: item.type, bytes, most }, { bundle });
  });
}
