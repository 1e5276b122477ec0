/**
 * A server with the limits of another one: the embedded server behind the rules of limited-rules.ts, so that servers
 * which cannot be run here are loaded into as the table of servers says they are. What is not known of a server it does as
 * the embedded one. References are enforced in any case: what loads so loads as well where nobody looks.
 */
import { gunzipSync } from "node:zlib";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type {
  Bundle,
  BundleEntry,
  CapabilityStatement,
  CapabilityStatementRestResource,
  OperationOutcome,
  Resource,
} from "../../src/fhir/types.js";
import { type Capabilities, cellsOf, type ServerRow, servers } from "../../src/load/index.js";
import { createFhirServer, type FhirServer } from "../../src/serve/index.js";
import type { Fetch } from "./harness.js";
import {
  bundleRules,
  changes,
  type No,
  transactionRules,
  understood,
  type Write,
  writeRules,
} from "./limited-rules.js";

interface Asked {
  method: string;
  /** After the base URL. */
  url: string;
  headers: Record<string, string>;
  text: string;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body?: string;
}

export interface LimitedOptions {
  base?: string;
  /** The software's name in the CapabilityStatement. */
  name?: string;
}

/** The values of a row of the table; what it leaves open is as with the embedded server. */
export function limitsOf(row: ServerRow): Capabilities {
  const values = (one: ServerRow | undefined) =>
    Object.entries(one ? cellsOf(one) : {}).map(([capability, { value }]) => [capability, value]);
  return Object.fromEntries([...values(servers.find(({ id }) => id === "case2fhir")), ...values(row)]);
}

const row = (id: string): ServerRow => {
  const found = servers.find((one) => one.id === id);
  if (!found) throw new Error(`no server ${id} in the table`);
  return found;
};

/** A server that a row of the table describes. */
export const emulate = (id: string): LimitedServer => new LimitedServer(limitsOf(row(id)), { name: row(id).name });

export class LimitedServer {
  readonly base: string;
  /** The requests that came, as `METHOD /path`. */
  readonly requests: string[] = [];
  readonly limits: Capabilities;
  readonly #server: FhirServer;
  readonly #name: string;
  readonly #cache = new Map<string, Answer>();
  /** What a search does not find yet. */
  readonly #unindexed = new Set<string>();
  /** What is answered later. */
  readonly #answers: { asked: number; body: string }[] = [];

  constructor(
    limits: Partial<Capabilities>,
    { base = "http://limited.example/fhir", name = "Limited" }: LimitedOptions = {},
  ) {
    this.base = base;
    this.#name = name;
    this.limits = { ...limitsOf(row("case2fhir")), ...limits };
    this.#server = createFhirServer({ validate: () => [], base });
  }

  /** Asks it, without a network between. */
  readonly fetch: Fetch = async (url, init) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const method = init.method ?? "GET";
    const bytes =
      init.body === undefined ? new Uint8Array() : new Uint8Array(await new Response(init.body).arrayBuffer());
    this.requests.push(`${method} ${url.slice(this.base.length)}`);
    const { status, headers: said, body } = this.#answer({ method, url: url.slice(this.base.length), headers }, bytes);
    return new Response(body ?? null, { status, headers: said });
  };

  /** Lets searches find all that was written. */
  settle(): void {
    this.#unindexed.clear();
  }

  /** How many resources of a type there are. */
  count(type: string): number {
    const { body = "{}" } = this.#server.handle({ method: "GET", url: `/${type}?_summary=count` });
    return (JSON.parse(body) as Bundle).total ?? 0;
  }

  /** What is stored at `Type/id`. */
  stored(place: string): Resource | undefined {
    const { status, body = "" } = this.#server.handle({ method: "GET", url: `/${place}` });
    return status === 200 ? (parseJson(body) as Resource) : undefined;
  }

  #answer({ method, url, headers }: Omit<Asked, "text">, bytes: Uint8Array): Answer {
    const packed = headers["content-encoding"] === "gzip";
    if (packed && !this.limits.gzip) return refusal({ status: 415, code: "not-supported", text: "No gzip here." });
    const content = packed ? gunzipSync(bytes) : bytes;
    if (content.length > this.limits.maxBytes) {
      return { status: 413, headers: { "content-type": "text/html" }, body: "<html>Request Entity Too Large</html>" };
    }
    const asked: Asked = { method, url, headers, text: new TextDecoder().decode(content) };
    if (url.startsWith("/$later/")) return this.#askedAgain(url);
    if (url.startsWith("/metadata")) return this.#statement(asked);
    if (method === "GET") return this.#read({ ...asked, url: understood(url, this.limits) });
    if (method === "DELETE") return this.#forward(asked);
    const resource = parseJson(asked.text) as Resource;
    if (url !== "" && url !== "/") return this.#write(asked, resource);
    const { asynchronous } = this.limits;
    const isLater =
      asynchronous === "by-itself" || (asynchronous === "on-request" && /respond-async/.test(headers.prefer ?? ""));
    const answer = this.#bundle(asked, resource as Bundle);
    return isLater ? this.#later(answer) : answer;
  }

  /** To the embedded server. */
  #forward({ method, url, headers, text }: Asked): Answer {
    const { "if-match": ifMatch, prefer: _prefer, "content-encoding": _coding, ...rest } = headers;
    const sent = { ...rest, ...(ifMatch && this.limits.ifMatch ? { "if-match": ifMatch } : {}) };
    return this.#server.handle({ method, url, headers: sent, ...(text ? { body: text } : {}) });
  }

  /** 202, and the answer at the second time of asking, as R5 says it. */
  #later({ status, body = "{}" }: Answer): Answer {
    const id = this.#answers.length;
    const entry = [{ resource: parseJson(body), response: { status: String(status) } }];
    this.#answers.push({ asked: 0, body: stringifyJson({ resourceType: "Bundle", type: "batch-response", entry }, 0) });
    return { status: 202, headers: { "content-location": `${this.base}/$later/${id}` } };
  }

  #askedAgain(url: string): Answer {
    const answer = this.#answers[Number(url.split("/").at(-1))];
    if (!answer) return refusal({ status: 404, code: "not-found", text: "Nothing is to come." });
    return answer.asked++ === 0 ? { status: 202, headers: {} } : { status: 200, headers: JSON_TYPE, body: answer.body };
  }

  #read(asked: Asked): Answer {
    const { url, headers } = asked;
    if (!url.includes("?")) return this.#forward(asked);
    const cached = this.#cache.get(url);
    const fresh =
      this.limits.searchAfterWrite !== "fresh-with-no-cache" || /no-(cache|store)/.test(headers["cache-control"] ?? "");
    if (cached && !fresh) return cached;
    const answer = this.#indexedOnly(this.#forward(asked));
    this.#cache.set(url, answer);
    return answer;
  }

  #indexedOnly(answer: Answer): Answer {
    if (this.#unindexed.size === 0 || answer.status !== 200) return answer;
    const { entry = [], total = 0, ...bundle } = parseJson(answer.body ?? "{}") as Bundle;
    const found = entry.filter(({ resource }) => !this.#unindexed.has(`${resource?.resourceType}/${resource?.id}`));
    const shown = {
      ...bundle,
      total: total - entry.length + found.length,
      ...(found.length > 0 ? { entry: found } : {}),
    };
    return { ...answer, body: stringifyJson(shown, 0) };
  }

  #write(asked: Asked, resource: Resource): Answer {
    const { method, url, headers } = asked;
    const write: Write = { method, url: url.slice(1), ifNoneExist: headers["if-none-exist"], resource };
    const no = this.#refuses(write, writeRules);
    if (no) return refusal(no);
    return this.#noted(this.#forward({ ...asked, text: stringifyJson(this.#changed(resource), 0) }));
  }

  #refuses(write: Write, rules: typeof writeRules): No | undefined {
    const statusOf = (place: string) => this.#server.handle({ method: "GET", url: `/${place}` }).status;
    for (const { refuses } of rules) {
      const no = refuses(write, this.limits, statusOf);
      if (no) return no;
    }
    return undefined;
  }

  #changed(resource: Resource): Resource {
    return changes.reduce((changed, { change }) => change(changed, this.limits), resource);
  }

  /** Remembers what was created, where searches find it later. */
  #noted(answer: Answer): Answer {
    if (this.limits.searchAfterWrite !== "stale") return answer;
    const note = (location = "") => this.#unindexed.add(/[A-Za-z]+\/[^/]+(?=\/_history|$)/.exec(location)?.[0] ?? "");
    if (answer.status === 201) note(answer.headers.location);
    if (answer.status === 200 && answer.body?.startsWith('{"resourceType":"Bundle"')) {
      for (const { response } of (JSON.parse(answer.body) as Bundle).entry ?? []) {
        if (response?.status.startsWith("201")) note(response.location);
      }
    }
    return answer;
  }

  #bundle(asked: Asked, bundle: Bundle): Answer {
    for (const { refuses } of bundleRules) {
      const no = refuses(bundle, this.limits, () => 0);
      if (no) return refusal(no);
    }
    const isTransaction = bundle.type === "transaction";
    const entries = (bundle.entry ?? []).map((entry) => this.#entryAsStored(entry));
    const refused = entries.map((entry) => this.#refusesEntry(entry, isTransaction));
    const { transaction, batchLinks } = this.limits;
    if (isTransaction ? transaction === "as-batch" : batchLinks)
      return this.#noted(this.#linkedBatch(bundle, entries, refused));
    const first = refused.findIndex(Boolean);
    const no = refused[first];
    if (isTransaction && no) return refusal(no, `Bundle.entry[${first}]`);
    const allowed = entries.filter((_, i) => !refused[i]);
    const answer = this.#forward({ ...asked, text: stringifyJson({ ...bundle, entry: allowed }, 0) });
    if (allowed.length === entries.length || answer.status !== 200) return this.#noted(answer);
    const given = (parseJson(answer.body ?? "{}") as Bundle).entry ?? [];
    const all = refused.map((one) => (one ? refusedEntry(one) : given.shift())) as BundleEntry[];
    return this.#noted(bundleAnswer(bundle, all));
  }

  #entryAsStored({ resource, request, ...entry }: BundleEntry): BundleEntry {
    const { ifMatch, ...rest } = request ?? { method: "GET", url: "" };
    return {
      ...entry,
      ...(resource ? { resource: this.#changed(resource) as NonNullable<BundleEntry["resource"]> } : {}),
      request: {
        ...rest,
        url: rest.method === "GET" ? understood(rest.url, this.limits) : rest.url,
        ...(ifMatch && this.limits.ifMatch ? { ifMatch } : {}),
      },
    };
  }

  #refusesEntry({ resource, request }: BundleEntry, isTransaction: boolean): No | undefined {
    if (!resource || !request) return undefined;
    const { method, url, ifNoneExist } = request;
    return this.#refuses({ method, url, ifNoneExist, resource }, isTransaction ? transactionRules : writeRules);
  }

  /** Entries that refer to each other, and of which one that is refused does not keep the others from being stored. */
  #linkedBatch(bundle: Bundle, entries: readonly BundleEntry[], refused: readonly (No | undefined)[]): Answer {
    const answers = new Map<number, BundleEntry>();
    for (const [i, no] of refused.entries()) if (no) answers.set(i, refusedEntry(no));
    while (answers.size < entries.length) {
      const left = [...entries.keys()].filter((i) => !answers.has(i));
      const entry = left.map((i) => entries[i] as BundleEntry);
      const body = stringifyJson({ resourceType: "Bundle", type: "transaction", entry }, 0);
      const answer = this.#server.handle({ method: "POST", url: "", body });
      const said = parseJson(answer.body ?? "{}") as Bundle | OperationOutcome;
      if (said.resourceType === "Bundle") {
        for (const [at, i] of left.entries()) answers.set(i, said.entry?.[at] as BundleEntry);
        continue;
      }
      const places = said.issue.flatMap(
        ({ expression = [] }) => expression.join().match(/(?<=Bundle\.entry\[)\d+/g) ?? [],
      );
      const failing = places.length > 0 ? new Set(places.map(Number)) : new Set(left.keys());
      for (const at of failing) {
        answers.set(left[at] as number, { response: { status: String(answer.status), outcome: said } });
      }
    }
    return bundleAnswer(
      bundle,
      [...entries.keys()].map((i) => answers.get(i) as BundleEntry),
    );
  }

  /** What it says of itself is what it does. */
  #statement(asked: Asked): Answer {
    const { limits } = this;
    const answer = this.#server.handle(asked);
    const statement = JSON.parse(answer.body ?? "{}") as CapabilityStatement;
    const interaction = [
      ...(limits.transaction === "none" ? [] : [{ code: "transaction" as const }]),
      ...(limits.batch ? [{ code: "batch" as const }] : []),
    ];
    const resource = (one: CapabilityStatementRestResource): CapabilityStatementRestResource => ({
      ...one,
      updateCreate: limits.clientIds !== "none",
      conditionalCreate: limits.conditionalCreate,
      conditionalUpdate: limits.conditionalUpdate,
      versioning: limits.ifMatch ? "versioned-update" : "versioned",
      searchParam: one.searchParam?.filter(({ name }) => limits.tagSearch || name !== "_tag") ?? [],
    });
    const rest = statement.rest?.map((one) => ({ ...one, interaction, resource: one.resource?.map(resource) ?? [] }));
    const shown = { ...statement, software: { name: this.#name }, ...(rest ? { rest } : {}) };
    return { ...answer, body: JSON.stringify(shown) };
  }
}

const JSON_TYPE = { "content-type": "application/fhir+json" };

function outcomeOf({ code, text }: No, expression?: string): OperationOutcome {
  const place = expression ? { expression: [expression] } : {};
  return { resourceType: "OperationOutcome", issue: [{ severity: "error", code, diagnostics: text, ...place }] };
}

const refusal = (no: No, expression?: string): Answer => ({
  status: no.status,
  headers: JSON_TYPE,
  body: JSON.stringify(outcomeOf(no, expression)),
});

const refusedEntry = (no: No): BundleEntry => ({ response: { status: String(no.status), outcome: outcomeOf(no) } });

const bundleAnswer = ({ type }: Bundle, entry: readonly BundleEntry[]): Answer => ({
  status: 200,
  headers: JSON_TYPE,
  body: stringifyJson({ resourceType: "Bundle", type: `${type}-response`, entry }, 0),
});
