/**
 * A transaction: all or nothing, in the order of https://hl7.org/fhir/R4/http.html#trules (DELETE, POST, PUT, GET,
 * conditional references before the writes), of any size.
 */

import { isResourceType } from "../../definitions/r4.js";
import type { Bundle, BundleEntry, OperationOutcomeIssue, Resource } from "../../fhir/types.js";
import { bodyOf, conditionalTarget } from "../interactions.js";
import type { Call, Reply } from "../message.js";
import { atEntry, Refusal, refuse } from "../refusal.js";
import { findOne } from "../search/query.js";
import type { World } from "../world.js";
import { checkId, checkNotReferred, checkReferences, checkVersion, judge, remove, replyOf, save } from "../write.js";
import { answerEntry, callOf, entriesOf } from "./entry.js";
import { Links } from "./links.js";

interface Item {
  index: number;
  fullUrl?: string;
  call: Call;
  type: string;
  /** Where a write goes; known once its condition is resolved. */
  id?: string;
  /** POST with ifNoneExist whose match is there already: nothing is written. */
  exists?: boolean;
  resource?: Resource;
  reply?: Reply;
}

/** @throws Refusal of the first step that fails, told at its entries; nothing is stored then */
export function transaction(
  world: World,
  bundle: Resource,
  perform: (call: Call) => Reply,
  showWritten: boolean,
): Bundle {
  const items = entriesOf(bundle).map((entry, index) => atEntry(index, () => readItem(entry, index, world)));
  const of = (method: string) => items.filter((item) => item.call.method === method);
  const each = (some: readonly Item[], step: (item: Item) => void) => {
    for (const item of some) atEntry(item.index, () => step(item));
  };
  const writes = [...of("POST"), ...of("PUT")];
  world.store.atomically(() => {
    each(of("DELETE"), (item) => deleteItem(item, world));
    identify(writes, world);
    checkOverlap([...of("DELETE"), ...writes]);
    resolveLinks(writes, world);
    const judged = judgeAll(
      writes.filter((item) => !item.exists),
      world,
    );
    each(writes, (item) => write(item, world, judged.get(item) ?? []));
    checkAllReferences(
      writes.filter((item) => !item.exists),
      world,
    );
    each(of("DELETE"), (item) => checkNotReferred(world, `${item.type}/${item.id}`));
    each(of("GET"), (item) => {
      item.reply = perform(item.call);
    });
  });
  const entry = items.map((item) => answerEntry(item.reply ?? { status: 200 }, showWritten));
  return { resourceType: "Bundle", type: "transaction-response", ...(entry.length > 0 ? { entry } : {}) };
}

const METHODS: ReadonlySet<string> = new Set(["DELETE", "POST", "PUT", "GET"]);

function readItem(entry: BundleEntry, index: number, world: World): Item {
  const call = callOf(entry, world.base);
  const [type = "", id] = call.path;
  if (!METHODS.has(call.method)) {
    throw refuse(400, "not-supported", `${call.method} is not supported in a transaction.`, "request.method");
  }
  const item: Item = { index, call, type, ...(typeof entry.fullUrl === "string" ? { fullUrl: entry.fullUrl } : {}) };
  if (call.method === "GET") return item;
  const length = call.method === "POST" || (call.method === "PUT" && call.query.size > 0) ? 1 : 2;
  if (!isResourceType(type) || call.path.length !== length) {
    throw refuse(400, "value", `${call.method} ${entry.request?.url} is no request of a transaction.`, "request.url");
  }
  if (id !== undefined) item.id = checkId(id);
  if (call.method !== "DELETE") item.resource = bodyOf(call, type);
  return item;
}

function deleteItem(item: Item, world: World): void {
  const { type, id = "", call } = item;
  checkVersion(call.headers["if-match"], world.store.live(`${type}/${id}`));
  item.reply = remove(world, type, id);
}

/** Settles under which id each write is stored; POSTs first, as they are written first. */
function identify(writes: readonly Item[], world: World): void {
  const conditions = new Set<string>();
  for (const item of writes) {
    atEntry(item.index, () => {
      if (item.call.method === "POST") identifyPost(item, world, conditions);
      else identifyPut(item, world);
    });
  }
}

function identifyPost(item: Item, world: World, conditions: Set<string>): void {
  const condition = item.call.headers["if-none-exist"];
  if (condition !== undefined) {
    const asked = conditionKey(item.type, condition);
    if (conditions.has(asked)) throw refuse(400, "duplicate", `Two entries have ifNoneExist ${condition}.`);
    conditions.add(asked);
    const match = findOne(world.store, item.type, new URLSearchParams(condition), world.base);
    if (match) Object.assign(item, { id: match.id, exists: true, reply: replyOf(match, 200, []) });
  }
  item.id ??= world.newId();
}

function identifyPut(item: Item, world: World): void {
  const { type, call, resource } = item;
  if (!resource) return;
  if (item.id === undefined) item.id = conditionalTarget(world, type, call.query, resource);
  else if (resource.id !== undefined && resource.id !== item.id) {
    throw refuse(400, "invalid", `The URL says ${item.id}, the resource ${resource.id}.`, `${type}.id`);
  }
  checkVersion(call.headers["if-match"], world.store.live(`${type}/${item.id}`));
}

const conditionKey = (type: string, query: string): string => `${type}?${new URLSearchParams(query)}`;

/** "If any resource identities overlap, the transaction SHALL fail." */
function checkOverlap(items: readonly Item[]): void {
  const seen = new Map<string, Item>();
  for (const item of items.filter((one) => !one.exists)) {
    const key = `${item.type}/${item.id}`;
    const other = seen.get(key);
    if (other) {
      atEntry(item.index, () => {
        throw refuse(400, "duplicate", `${key} is written twice: entry ${other.index} names it too.`);
      });
    }
    seen.set(key, item);
  }
}

function resolveLinks(writes: readonly Item[], world: World): void {
  const links = new Links();
  const conditions = new Map<string, string>();
  for (const item of writes) {
    const { fullUrl, type, id, call, index } = item;
    if (fullUrl !== undefined) atEntry(index, () => links.add(fullUrl, `${type}/${id}`));
    const condition = call.headers["if-none-exist"];
    if (condition !== undefined) conditions.set(conditionKey(type, condition), `${type}/${id}`);
  }
  const conditional = (type: string, query: string): string => {
    const inBundle = conditions.get(conditionKey(type, query));
    if (inBundle) return inBundle;
    const match = findOne(world.store, type, new URLSearchParams(query), world.base);
    if (match) return `${type}/${match.id}`;
    throw refuse(404, "not-found", `Nothing matches the conditional reference ${type}?${query}.`);
  };
  gather(writes, (item) => {
    const { resource, id = "", fullUrl } = item;
    if (resource && !item.exists) item.resource = links.resolve({ ...resource, id }, fullUrl, conditional);
  });
}

/** Judges everything before anything is written, so that one answer tells all that is wrong. */
function judgeAll(writes: readonly Item[], world: World): Map<Item, OperationOutcomeIssue[]> {
  const judged = new Map<Item, OperationOutcomeIssue[]>();
  gather(writes, (item) => {
    if (item.resource) judged.set(item, judge(world, item.resource));
  });
  return judged;
}

function checkAllReferences(writes: readonly Item[], world: World): void {
  gather(writes, (item) => {
    if (item.resource) checkReferences(world, item.resource);
  });
}

/** Runs a step on every entry and refuses once, with the first refusal's status and the issues of all. */
function gather(items: readonly Item[], step: (item: Item) => void): void {
  const refusals = items.flatMap((item) => {
    try {
      atEntry(item.index, () => step(item));
      return [];
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  });
  const [first] = refusals;
  if (first)
    throw new Refusal(
      first.status,
      refusals.flatMap((refusal) => refusal.issues),
    );
}

function write(item: Item, world: World, issues: OperationOutcomeIssue[]): void {
  const { id, resource, exists, call } = item;
  if (exists || !resource || id === undefined) return;
  item.reply = save(world, id, resource, call.method === "POST" ? "POST" : "PUT", issues);
}
