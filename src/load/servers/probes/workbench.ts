/** Where probes work: it sends small resources that are marked as tests, remembers every one, and takes them all back. */
import { CANONICAL_BASE } from "../../../fhir/identity.js";
import { stringifyJson } from "../../../fhir/json.js";
import type { Basic, Bundle, BundleEntry, Identifier } from "../../../fhir/types.js";
import type { Finding } from "../../../finding/finding.js";
import { type Connection, exchange, type Question } from "../../http/connection.js";
import { gzip } from "../../http/gzip.js";
import { HTEST } from "../../plan/dress.js";
import { entriesOf, isFine, isRefused, listOf, type Reply, readReply, textOf } from "./reply.js";

/** Identifier.system of what a probe stores. */
export const PROBE_SYSTEM = `${CANONICAL_BASE}/probe`;

export class Workbench {
  readonly #connection: Connection;
  readonly #run: string;
  readonly #made = new Set<string>();
  /** Of writes whose answer was not heard, or was that the server is broken: it may be stored, nobody knows where. */
  readonly #lost: Basic[] = [];
  #count = 0;
  /** What ended the probing early. */
  failure: Finding | undefined;

  /** @param newId gives UUIDs that nobody else has */
  constructor(
    connection: Connection,
    readonly newId: () => string,
  ) {
    this.#connection = connection;
    this.#run = newId();
  }

  /** A resource with an identifier that nothing else has. */
  resource(more: Partial<Basic> = {}): Basic {
    return {
      resourceType: "Basic",
      identifier: [{ system: PROBE_SYSTEM, value: `${this.#run}.${this.#count++}` }],
      code: { text: "case2fhir probe" },
      ...more,
      meta: { ...more.meta, tag: [HTEST, ...(more.meta?.tag ?? [])] },
    };
  }

  /**
   * Sends one request.
   *
   * @param headers with a Content-Encoding the body is sent as gzip
   * @returns undefined when the answer tells nothing of what the server can do
   */
  async send(
    method: Question["method"],
    path: string,
    body?: Basic | Bundle,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply | undefined> {
    if (method === "PUT" && !path.includes("?")) this.#made.add(path.slice(1));
    const text = body && stringifyJson(body, 0);
    const sent = text && headers["content-encoding"] ? await gzip(text) : text;
    const name = `the probe's ${method} ${path.split("?")[0]}`;
    const question: Question = { method, path, name, headers, ...(sent === undefined ? {} : { body: sent }) };
    const { value: answer, failure } = await exchange(this.#connection, question);
    this.failure ??= failure;
    const reply = answer && readReply(answer);
    if (method === "GET") return reply;
    if (body && (!answer || answer.status >= 500)) this.#lost.push(...resourcesOf(body));
    for (const { type, id } of reply ? [reply, ...reply.entries] : [])
      if (type === "Basic" && id) this.#made.add(`${type}/${id}`);
    return reply;
  }

  /** Posts a transaction or batch. */
  bundle(
    type: "transaction" | "batch",
    entry: BundleEntry[],
    headers?: Question["headers"],
  ): Promise<Reply | undefined> {
    return this.send("POST", "", { resourceType: "Bundle", type, entry } as Bundle, headers);
  }

  /** One resource, created; undefined when it was not. */
  async create(more?: Partial<Basic>): Promise<Basic | undefined> {
    const reply = await this.send("POST", "/Basic", this.resource(more));
    return reply && isFine(reply) ? this.read(reply) : undefined;
  }

  async read({ id }: { id?: string }): Promise<Basic | undefined> {
    const reply = id === undefined ? undefined : await this.send("GET", `/Basic/${id}`);
    return reply && isFine(reply) ? (reply.resource as Basic) : undefined;
  }

  /** The ids that a search finds; undefined when it is refused or finds what does not fit. */
  async search(query: string, fits: (found: Basic) => boolean, headers?: Question["headers"]) {
    const reply = await this.send("GET", `/Basic?${query}`, undefined, headers);
    if (!reply || !isFine(reply) || reply.resource?.resourceType !== "Bundle") return undefined;
    const found = entriesOf(reply.resource).flatMap(
      ({ resource }) => (resource?.resourceType === "Basic" ? resource : []) as Basic[],
    );
    return found.every(fits) ? found.flatMap(({ id }) => id ?? []) : undefined;
  }

  searchFor(resource: Basic, headers?: Question["headers"]): Promise<string[] | undefined> {
    return this.search(conditionOf(resource), (found) => probeValue(found) === probeValue(resource), headers);
  }

  /**
   * Deletes everything that was made, what refers to others first; what holds another in a circle loses its reference.
   *
   * @returns the addresses of what remains, or of the search for it
   */
  async takeBack(): Promise<string[]> {
    const { signal: _signal, ...connection } = this.#connection;
    const cleaner = new Workbench(connection, this.newId);
    const unknown: string[] = [];
    for (const resource of this.#lost) {
      const ids = await cleaner.searchFor(resource);
      if (!ids) unknown.push(`Basic?${conditionOf(resource)}`);
      for (const id of ids ?? []) this.#made.add(`Basic/${id}`);
    }
    const held = await this.#removeAll(cleaner, [...this.#made].reverse());
    for (const address of held) {
      const { subject, ...bare } = (await cleaner.read(idOf(address))) ?? {};
      if (subject) await cleaner.send("PUT", `/${address}`, bare as Basic);
    }
    return [...(await this.#removeAll(cleaner, held)), ...unknown];
  }

  /** @returns the addresses of what is still there */
  async #removeAll(cleaner: Workbench, addresses: readonly string[]): Promise<string[]> {
    const left: string[] = [];
    for (const address of addresses) if (!(await this.#remove(cleaner, address))) left.push(address);
    return left;
  }

  /** Whether it is gone, or was never ours: only what bears this run's identifier is deleted. */
  async #remove(cleaner: Workbench, address: string): Promise<boolean> {
    const there = await cleaner.send("GET", `/${address}`);
    if (!there) return false;
    if (isRefused(there)) return true;
    if (there.resource?.resourceType !== "Basic") return false;
    if (!probeValue(there.resource as Basic)?.startsWith(this.#run)) return true;
    const reply = await cleaner.send("DELETE", `/${address}`);
    return reply !== undefined && (isFine(reply) || reply.status === 404 || reply.status === 410);
  }
}

const idOf = (address: string) => ({ id: address.slice(address.indexOf("/") + 1) });

const probeValue = ({ identifier }: Basic): string | undefined =>
  textOf(listOf<Identifier>(identifier).find(({ system }) => system === PROBE_SYSTEM)?.value);

const resourcesOf = (body: Basic | Bundle): Basic[] =>
  body.resourceType === "Basic"
    ? [body]
    : entriesOf(body).flatMap(({ resource }) => (resource as Basic | undefined) ?? []);

/** The query that finds a resource of a probe, without its type. */
export const conditionOf = (resource: Basic): string =>
  `identifier=${encodeURIComponent(`${PROBE_SYSTEM}|${probeValue(resource)}`)}`;
