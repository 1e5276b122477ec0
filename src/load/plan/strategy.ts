/** The ways to load, what each needs of a server, and which one is used. */
import { isUuid } from "../../fhir/uuid.js";
import { type Finding, finding } from "../../finding/finding.js";
import type { Capabilities } from "../servers/capabilities.js";
import type { Item, Way } from "./items.js";

/** How requests travel: in a transaction, in a batch, one by one, or as files that the server fetches. */
export type Kind = "transaction" | "batch" | "single" | "import";

/** How a resource that is not there yet is made; `post`: by a plain POST, after a search found nothing. */
export type Creation = Way | "post";

export interface Strategy {
  id: StrategyId;
  describe: string;
  kind: Kind;
  /** How absent items are made: the first of these that item and server allow. */
  ways: readonly Creation[];
  /** It was asked for: an entry that states another way does not keep it. */
  isAsked?: true;
  /** Why this server cannot be loaded so. */
  whyNot(capabilities: Capabilities): string | undefined;
}

export type StrategyId = "A" | "B" | "B2" | "C" | "D" | "E" | "F";

const noTransaction = ({ transaction }: Capabilities): string | undefined =>
  transaction === "none" ? "it takes no transactions" : undefined;

/** In order of preference: what is all or nothing, and needs no search, comes first. */
export const STRATEGIES: readonly Strategy[] = [
  {
    id: "A",
    describe: "transaction, PUT under ids of our own",
    kind: "transaction",
    ways: ["put", "create", "post"],
    whyNot: (server) =>
      noTransaction(server) ?? (server.clientIds === "none" ? "it does not let a client choose ids" : undefined),
  },
  {
    id: "B",
    describe: "transaction, POST with ifNoneExist",
    kind: "transaction",
    ways: ["create", "post"],
    whyNot: (server) => noTransaction(server) ?? (server.conditionalCreate ? undefined : "it knows no ifNoneExist"),
  },
  {
    id: "B2",
    describe: "transaction, conditional update (PUT Type?query)",
    kind: "transaction",
    ways: ["update", "create", "post"],
    whyNot: (server) =>
      noTransaction(server) ?? (server.conditionalUpdate ? undefined : "it knows no conditional update"),
  },
  {
    id: "D",
    describe: "search first, then a transaction of plain POSTs",
    kind: "transaction",
    ways: ["post"],
    whyNot: noTransaction,
  },
  {
    id: "C",
    describe: "batch, parents first",
    kind: "batch",
    ways: ["put", "create", "post"],
    whyNot: ({ batch }) => (batch ? undefined : "it takes no batches"),
  },
  {
    id: "E",
    describe: "one request per resource, parents first",
    kind: "single",
    ways: ["put", "create", "post"],
    whyNot: () => undefined,
  },
  {
    id: "F",
    describe: "NDJSON files and the parameters of $import, for the server to fetch",
    kind: "import",
    ways: ["put"],
    whyNot: () => undefined,
  },
];

export const strategyOf = (id: StrategyId): Strategy => STRATEGIES.find((one) => one.id === id) as Strategy;

export interface Choice {
  strategy: Strategy;
  /** In a few words, for people. */
  why: string;
  /** Set when the server cannot be loaded so. */
  problem?: Finding;
}

/**
 * The strategy for a server: the one that is asked for, else the first that it allows and that there is nothing to say against.
 *
 * @param items what the Bundle asks for decides between ids of our own (A) and ids of the server's (B, B2)
 */
export function chooseStrategy(capabilities: Capabilities, items: readonly Item[] = [], askedFor?: StrategyId): Choice {
  if (askedFor !== undefined) return askedStrategy(askedFor, capabilities);
  const asked = new Set(items.map(({ asks }) => asks));
  const first: StrategyId = asked.size === 0 || asked.has("put") ? "A" : asked.has("create") ? "B" : "B2";
  const order = [strategyOf(first), ...STRATEGIES.filter(({ id }) => id !== first && id !== "F")];
  const against = (one: Strategy) => one.whyNot(capabilities) ?? whyRatherNot(one, capabilities, items.length);
  const best = order.find((one) => against(one) === undefined) ?? strategyOf("E");
  const reasons = order.slice(0, order.indexOf(best)).map((one) => `not ${one.id}: ${against(one)}`);
  return { strategy: best, why: [best.describe, ...reasons].join("; ") };
}

/** What speaks against a strategy that is possible, and may be asked for. */
function whyRatherNot({ id, kind }: Strategy, capabilities: Capabilities, count: number): string | undefined {
  const { transaction, maxConditional } = capabilities;
  if (kind === "transaction" && transaction === "as-batch") return "it runs a transaction as a batch";
  const isCrowded = Math.max(count, 9) > maxConditional && (id === "B" || id === "B2");
  return isCrowded ? `a transaction with conditions holds ${maxConditional} entries` : undefined;
}

function askedStrategy(id: StrategyId, capabilities: Capabilities): Choice {
  const strategy: Strategy = { ...strategyOf(id), isAsked: true };
  const why = strategy.whyNot(capabilities);
  const params = { strategy: `${id} (${strategy.describe})`, why };
  return {
    strategy,
    why: `${strategy.describe}; asked for`,
    ...(why ? { problem: finding("load/strategy-impossible", params) } : {}),
  };
}

/** Whether a server stores a resource under this id. */
export function isIdAllowed(id: string | undefined, { clientIds }: Capabilities): id is string {
  if (id === undefined || clientIds === "none") return false;
  return clientIds === "any" || (clientIds === "uuid" ? isUuid(id) : !/^\d+$/.test(id));
}

/** How an item that is not there is made. */
export function wayOf(item: Item, { ways, isAsked }: Strategy, capabilities: Capabilities): Creation {
  const allowed: Record<Creation, boolean> = {
    put: isIdAllowed(item.id, capabilities),
    create: capabilities.conditionalCreate && item.condition !== undefined,
    update: capabilities.conditionalUpdate && item.condition !== undefined,
    post: true,
  };
  const wanted = isAsked || item.asks === "put" || !ways.includes("put") ? ways : [item.asks, ...ways];
  return wanted.find((way) => allowed[way]) ?? "post";
}
