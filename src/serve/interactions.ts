/** The interactions on one resource and on one type (https://hl7.org/fhir/R4/http.html). */
import type { Bundle, BundleEntry, Resource } from "../fhir/types.js";
import type { Call, Reply } from "./message.js";
import { refuse } from "./refusal.js";
import { findOne } from "./search/query.js";
import type { Live, Version } from "./store.js";
import type { World } from "./world.js";
import {
  checkId,
  checkNotReferred,
  checkReferences,
  checkVersion,
  judge,
  remove,
  replyOf,
  save,
  versionReply,
} from "./write.js";

export type Interaction = (world: World, call: Call, type: string, id: string, version: string) => Reply;

export const read: Interaction = (world, call, type, id) => {
  const version = world.store.latest(type, id);
  if (!version) throw refuse(404, "not-found", `There is no ${type}/${id}.`);
  if (!version.resource) throw refuse(410, "deleted", `${type}/${id} was deleted.`);
  if (call.headers["if-none-match"]?.includes(`"${version.number}"`)) return versionReply(version, 304);
  return shown(version as Live);
};

export const vread: Interaction = (world, _call, type, id, number) => {
  const version = world.store.history(type, id).find((one) => String(one.number) === number);
  if (!version) throw refuse(404, "not-found", `There is no version ${number} of ${type}/${id}.`);
  if (!version.resource) throw refuse(410, "deleted", `Version ${number} of ${type}/${id} is its deletion.`);
  return shown(version as Live);
};

const shown = (version: Live): Reply => {
  const { status, versionId, lastModified } = versionReply(version, 200) as Required<Reply>;
  return { status, versionId, lastModified, resource: version.resource };
};

export const history: Interaction = (world, _call, type, id) => {
  const versions = world.store.history(type, id);
  if (versions.length === 0) throw refuse(404, "not-found", `There is no ${type}/${id}.`);
  const bundle: Bundle = {
    resourceType: "Bundle",
    type: "history",
    total: versions.length,
    link: [{ relation: "self", url: `${world.base}/${type}/${id}/_history` }],
    entry: versions.map((version, i) => historyEntry(version, versions[i - 1], world.base)).reverse(),
  };
  return { status: 200, resource: bundle };
};

function historyEntry(version: Version, before: Version | undefined, base: string): BundleEntry {
  const { type, id, number, method, lastUpdated, resource } = version;
  const status = method === "DELETE" ? "204 No Content" : before?.resource ? "200 OK" : "201 Created";
  return {
    fullUrl: `${base}/${type}/${id}`,
    ...(resource ? { resource: resource as NonNullable<BundleEntry["resource"]> } : {}),
    request: { method, url: method === "POST" ? type : `${type}/${id}` },
    response: { status, etag: `W/"${number}"`, lastModified: lastUpdated },
  };
}

export const create: Interaction = (world, call, type) => {
  const resource = bodyOf(call, type);
  const condition = call.headers["if-none-exist"];
  if (condition !== undefined) {
    const match = findOne(world.store, type, new URLSearchParams(condition), world.base);
    if (match) return replyOf(match, 200, []);
  }
  return stored(world, world.newId(), resource, "POST");
};

export const update: Interaction = (world, call, type, id) => {
  const resource = bodyOf(call, type);
  checkId(id);
  if (resource.id === undefined) throw refuse(400, "required", "The resource has no id.", `${type}.id`);
  if (resource.id !== id)
    throw refuse(400, "invalid", `The URL says ${id}, the resource ${resource.id}.`, `${type}.id`);
  checkVersion(call.headers["if-match"], world.store.live(`${type}/${id}`));
  return stored(world, id, resource, "PUT");
};

export const conditionalUpdate: Interaction = (world, call, type) => {
  const resource = bodyOf(call, type);
  const id = conditionalTarget(world, type, call.query, resource);
  checkVersion(call.headers["if-match"], world.store.live(`${type}/${id}`));
  return stored(world, id, resource, "PUT");
};

/** The id a conditional update writes to (https://hl7.org/fhir/R4/http.html#cond-update). */
export function conditionalTarget(world: World, type: string, query: URLSearchParams, resource: Resource): string {
  const match = findOne(world.store, type, query, world.base);
  if (!match) return resource.id === undefined ? world.newId() : checkId(resource.id);
  if (resource.id === undefined || resource.id === match.id) return match.id;
  throw refuse(
    400,
    "invalid",
    `The query matches ${type}/${match.id}, the resource says ${resource.id}.`,
    `${type}.id`,
  );
}

export const destroy: Interaction = (world, call, type, id) => {
  checkVersion(call.headers["if-match"], world.store.live(`${type}/${id}`));
  return world.store.atomically(() => {
    const reply = remove(world, type, id);
    checkNotReferred(world, `${type}/${id}`);
    return reply;
  });
};

/** Judged under the id it will have: a create need not bring one. */
function stored(world: World, id: string, resource: Resource, method: "POST" | "PUT"): Reply {
  const named: Resource = { ...resource, id };
  const issues = judge(world, named);
  return world.store.atomically(() => {
    const reply = save(world, id, named, method, issues);
    checkReferences(world, named);
    return reply;
  });
}

/** @throws Refusal 400 when there is no resource or it is of another type than the URL says */
export function bodyOf(call: Call, type: string): Resource {
  if (!call.resource) throw refuse(400, "required", "The request has no resource.");
  if (call.resource.resourceType === type) return call.resource;
  throw refuse(400, "invalid", `The URL says ${type}, the resource ${String(call.resource.resourceType)}.`);
}
