import type { Finding } from "../finding/finding.js";
import type { Connection } from "./http/connection.js";
import type { Item } from "./plan/items.js";
import type { PlannedRequest } from "./plan/part.js";
import type { Stored } from "./plan/plan.js";
import type { Strategy } from "./plan/strategy.js";
import type { SentRequest } from "./send.js";
import type { Capabilities } from "./servers/capabilities.js";

/** A load on its way: what is known of its items at any moment. */
export interface Run {
  connection: Connection;
  items: readonly Item[];
  capabilities: Capabilities;
  strategy: Strategy;
  /** By urn: how an item is found. */
  paths: ReadonlyMap<string, string>;
  /** By urn: what is there now, as far as it was heard. */
  stored: Map<string, Stored>;
  /** By urn: what was there before it was ours. */
  before: Map<string, Stored>;
  /** Urns of the items that are there as they should be. */
  done: Set<string>;
  /** By urn: its last request, and what became of it. */
  sent: Map<string, SentItem>;
  findings: Finding[];
}

export interface SentItem extends SentRequest {
  request?: Pick<PlannedRequest, "method" | "url" | "ifNoneExist">;
}
