/** Where probes work: it sends small resources that are marked as tests, remembers every one, and takes them all back. */

import { CANONICAL_BASE } from "../../../fhir/identity.js";
import { stringifyJson } from "../../../fhir/json.js";
import type { Basic, Bundle, BundleEntry, Resource } from "../../../fhir/types.js";
import type { Finding } from "../../../finding/finding.js";
import { type EntryAnswer, readAnswer } from "../../answers.js";
import { type Connection, exchange, type Question } from "../../connection.js";

/** Identifier.system of what a probe stores. */
export const PROBE_SYSTEM = `${CANONICAL_BASE}/probe`;

/** http://terminology.hl7.org/CodeSystem/v3-ActReason: test health data. */
const TEST_DATA = { system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "HTEST" };

/** Answers that say nothing of what a server can do: not allowed, not now, or broken. */
const SILENT: ReadonlySet<number> = new Set([401, 403, 408, 429]);

export interface Reply extends EntryAnswer {
  /** The HTTP status. */
  status: number;
  resource?: Resource;
  /** Of a Bundle: what became of each entry, or what a search found. */
  entries: EntryAnswer[];
}

export const isFine = ({ status = 0 }: { status?: number }): boolean => status >= 200 && status < 300;
export const isRefused = ({ status = 0 }: { status?: number }): boolean => status >= 400;

export class Bench {
  readonly #connection: Connection;
  readonly #run: string;
  readonly #made = new Set<string>();
  readonly #resources: Basic[] = [];
  /** A write whose answer is not known: it may have stored something. */
  #lost = false;
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
    const resource: Basic = {
      resourceType: "Basic",
      identifier: [{ system: PROBE_SYSTEM, value: `${this.#run}.${this.#resources.length}` }],
      code: { text: "case2fhir probe" },
      ...more,
      meta: { ...more.meta, tag: [TEST_DATA, ...(more.meta?.tag ?? [])] },
    };
    this.#resources.push(resource);
    return resource;
  }

  /** Sends one request; undefined when its answer tells nothing of what the server can do. */
  async send(
    method: Question["method"],
    path: string,
    body?: Resource | Uint8Array<ArrayBuffer>,
    headers: Question["headers"] = {},
  ): Promise<Reply | undefined> {
    if (method === "PUT" && !path.includes("?")) this.#made.add(path.slice(1));
    const sent = body === undefined || body instanceof Uint8Array ? body : stringifyJson(body, 0);
    const name = `the probe's ${method} ${path.split("?")[0]}`;
    const question: Question = { method, path, name, headers, ...(sent === undefined ? {} : { body: sent }) };
    const { value: answer, failure } = await exchange(this.#connection, question);
    this.failure ??= failure;
    const isSilent = !answer || SILENT.has(answer.status) || answer.status >= 500;
    if (isSilent && method !== "GET") this.#lost = true;
    if (isSilent) return undefined;
    const { status } = answer;
    const said = answer.json as Resource | undefined;
    const response = { status: String(status), location: answer.headers.get("location") ?? undefined } as never;
    const whole = readAnswer({ response, ...(said?.resourceType ? { resource: said as never } : {}) });
    const bundle = said?.resourceType === "Bundle" ? (said as Bundle) : undefined;
    const entries = Array.isArray(bundle?.entry) ? bundle.entry.map(readAnswer) : [];
    const reply: Reply = { ...whole, status, entries, ...(said ? { resource: said } : {}) };
    if (method !== "GET") {
      for (const { type, id } of [reply, ...entries]) if (type === "Basic" && id) this.#made.add(`${type}/${id}`);
    }
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
    const bundle = reply && isFine(reply) ? (reply.resource as Bundle | undefined) : undefined;
    if (bundle?.resourceType !== "Bundle") return undefined;
    const found = (bundle.entry ?? []).map(({ resource }) => resource).filter((one) => one?.resourceType === "Basic");
    return found.every((one) => fits(one as Basic)) ? found.flatMap((one) => one?.id ?? []) : undefined;
  }

  searchFor(resource: Basic, headers?: Question["headers"]): Promise<string[] | undefined> {
    return this.search(conditionOf(resource), (found) => probeValue(found) === probeValue(resource), headers);
  }

  /**
   * Deletes everything that was made, what refers to others first; what holds another in a circle loses its reference.
   *
   * @returns the addresses of what remains
   */
  async takeBack(): Promise<string[]> {
    const { signal: _signal, ...connection } = this.#connection;
    const cleaner = new Bench(connection, this.newId);
    if (this.#lost) {
      for (const resource of this.#resources) {
        for (const id of (await cleaner.searchFor(resource)) ?? []) this.#made.add(`Basic/${id}`);
      }
    }
    const held = await this.#removeAll(cleaner, [...this.#made].reverse());
    for (const address of held) {
      const { subject, ...bare } = (await cleaner.read(idOf(address))) ?? {};
      if (subject) await cleaner.send("PUT", `/${address}`, bare as Basic);
    }
    return this.#removeAll(cleaner, held);
  }

  /** @returns the addresses of what is still there */
  async #removeAll(cleaner: Bench, addresses: readonly string[]): Promise<string[]> {
    const left: string[] = [];
    for (const address of addresses) if (!(await this.#remove(cleaner, address))) left.push(address);
    return left;
  }

  /** Whether it is gone, or was never ours: only what bears this run's identifier is deleted. */
  async #remove(cleaner: Bench, address: string): Promise<boolean> {
    const there = await cleaner.send("GET", `/${address}`);
    if (!there) return false;
    if (isRefused(there) || !probeValue(there.resource as Basic)?.startsWith(this.#run)) return true;
    const reply = await cleaner.send("DELETE", `/${address}`);
    return reply !== undefined && (isFine(reply) || reply.status === 404 || reply.status === 410);
  }
}

const idOf = (address: string) => ({ id: address.slice(address.indexOf("/") + 1) });

const probeValue = ({ identifier }: Basic): string | undefined =>
  (Array.isArray(identifier) ? identifier : []).find(({ system }) => system === PROBE_SYSTEM)?.value;

/** The query that finds a resource of a probe, without its type. */
export const conditionOf = (resource: Basic): string =>
  `identifier=${encodeURIComponent(`${PROBE_SYSTEM}|${probeValue(resource)}`)}`;
