/** The steps that change the store, shared by single interactions and transactions. */
import { fhirPath } from "../definitions/path.js";
import { issueOf, outcomeOf } from "../fhir/outcome.js";
import { referencesOf } from "../fhir/references.js";
import type { OperationOutcomeIssue, Resource } from "../fhir/types.js";
import { sameContent } from "./content.js";
import type { Reply } from "./message.js";
import { Refusal, refuse } from "./refusal.js";
import type { Live, Version } from "./store.js";
import { localKey, type World } from "./world.js";

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** @throws Refusal 400 when it is no id (https://hl7.org/fhir/R4/datatypes.html#id) */
export function checkId(id: string): string {
  if (ID.test(id)) return id;
  throw refuse(400, "value", `"${id.slice(0, 80)}" is not an id: 1 to 64 of A-Z a-z 0-9 - and dot.`);
}

/** All that is to say of a resource, errors too. */
export const issuesOf = (world: World, resource: Resource, profiles: readonly string[] = []): OperationOutcomeIssue[] =>
  world.validate(resource, profiles).map(issueOf);

/**
 * Judges a resource; what is not an error comes back as issues.
 *
 * @throws Refusal 422 with every issue when one is an error
 */
export function judge(world: World, resource: Resource): OperationOutcomeIssue[] {
  const issues = issuesOf(world, resource);
  if (issues.some((issue) => issue.severity === "error")) throw new Refusal(422, issues);
  return issues;
}

/** If-Match (https://hl7.org/fhir/R4/http.html#concurrency): @throws Refusal 412 when another version is current. */
export function checkVersion(ifMatch: string | undefined, current: Version | undefined): void {
  if (ifMatch === undefined) return;
  const asked = /^\s*(?:W\/)?"?([^"]*)"?\s*$/.exec(ifMatch)?.[1];
  if (current && asked === String(current.number)) return;
  const is = current ? `the current version is ${current.number}` : "there is none yet";
  throw refuse(412, "conflict", `If-Match asks for version ${asked}, ${is}.`);
}

/**
 * Stores a resource under an id: a new version, or none when its content is what is there already.
 *
 * @param resource as it was judged; its own id and server meta are replaced
 * @param issues what judging it said, for `Prefer: return=OperationOutcome`
 */
export function save(
  world: World,
  id: string,
  resource: Resource,
  method: "POST" | "PUT",
  issues: OperationOutcomeIssue[],
): Reply {
  const { resourceType: type, meta, ...content } = resource;
  const before = world.store.latest(type, id);
  if (before?.resource && sameContent(before.resource, resource)) return replyOf(before as Live, 200, issues);
  const number = (before?.number ?? 0) + 1;
  const lastUpdated = world.clock().toISOString();
  const stored = { resourceType: type, ...content, id, meta: { ...meta, versionId: String(number), lastUpdated } };
  const version: Live = { type, id, number, lastUpdated, method, resource: inOrder(stored) };
  world.store.write(version);
  return replyOf(version, before?.resource ? 200 : 201, issues);
}

/** The order in which HL7 writes a resource: type, id, meta, then its content. */
const inOrder = ({ resourceType, id, meta, ...content }: Resource): Resource =>
  ({ resourceType, id, meta, ...content }) as Resource;

export function replyOf(version: Live, status: number, issues: readonly OperationOutcomeIssue[]): Reply {
  return { ...versionReply(version, status), resource: version.resource, outcome: outcomeOf(issues) };
}

export function versionReply(version: Version, status: number): Reply {
  return {
    status,
    location: `${version.type}/${version.id}/_history/${version.number}`,
    versionId: String(version.number),
    lastModified: version.lastUpdated,
  };
}

/** Deletes what is there; deleting what is not there changes nothing (https://hl7.org/fhir/R4/http.html#delete). */
export function remove(world: World, type: string, id: string): Reply {
  const before = world.store.latest(type, id);
  if (!before?.resource) return { status: 204 };
  const number = before.number + 1;
  world.store.write({ type, id, number, lastUpdated: world.clock().toISOString(), method: "DELETE" });
  return { status: 204, versionId: String(number) };
}

/** @throws Refusal 409 when something still refers to a resource that was deleted */
export function checkNotReferred(world: World, key: string): void {
  if (!world.store.live(key)) checkDeletable(world, key);
}

/** @throws Refusal 409 when something else refers to a resource */
export function checkDeletable(world: World, key: string): void {
  const [first, ...others] = world.store.referrersOf(key);
  if (!first) return;
  const rest = others.length > 0 ? ` and ${others.length} more` : "";
  throw refuse(409, "conflict", `${key} cannot be deleted: ${first}${rest} refers to it.`);
}

/**
 * Every reference of a stored resource to this server has a target, and none is left that means nothing here.
 *
 * @throws Refusal 400 with an issue at each reference that leads nowhere
 */
export function checkReferences(world: World, resource: Resource): void {
  const issues = referencesOf(resource).flatMap(({ reference, path }): OperationOutcomeIssue[] => {
    const problem = danglingBecause(world, reference);
    return problem
      ? [
          {
            severity: "error",
            code: "not-found",
            diagnostics: problem,
            expression: [fhirPath(resource.resourceType, resource, path)],
          },
        ]
      : [];
  });
  if (issues.length > 0) throw new Refusal(400, issues);
}

function danglingBecause(world: World, reference: string): string | undefined {
  if (/^urn:(uuid|oid):/i.test(reference)) return `No entry has the fullUrl ${reference} that is referred to.`;
  if (/^[A-Za-z]+\?/.test(reference))
    return `The conditional reference ${reference} is resolved in a transaction only.`;
  const key = localKey(reference, world.base);
  return key && !world.store.live(key) ? `There is no ${key} to refer to.` : undefined;
}
