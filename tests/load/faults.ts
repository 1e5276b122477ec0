/**
 * What can go wrong between a loader and a server, a row for each fault, and a proxy on 127.0.0.1 that makes one of them
 * happen at one request.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bundle, BundleEntry } from "../../src/fhir/types.js";
import { type Fetch, misbehaving } from "./harness.js";

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** How an answer ends: `cut` before or in the middle of its body, or never. */
type Ending = Answer | "cut" | "cut-in-body" | "hang";

export interface Fault {
  name: string;
  /** What the server does of what it is asked: `some` is of a Bundle the entries that refer to nothing. */
  does: "all" | "some" | "nothing";
  /** Only what is written can go wrong so. */
  writes?: true;
  /** Once, or from then on. */
  lasts?: true;
  /** What the loader hears. */
  answer(asked: Asked, real: Answer): Ending;
  /** The exit codes it may end with when not everything is stored. */
  exit: readonly (1 | 3)[];
}

interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** The entries of a Bundle that writes. */
  entries: readonly BundleEntry[] | undefined;
}

const outcome = (status: number, code: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/fhir+json", ...headers },
  body: JSON.stringify({
    resourceType: "OperationOutcome",
    issue: [{ severity: "error", code, diagnostics: `made to fail with ${status}` }],
  }),
});

const html = (status: number): Answer => ({
  status,
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html><html><head><title>Gateway</title></head><body>Please try again.</body></html>",
});

const refuses = (status: number, code: string, headers?: Record<string, string>) => () =>
  outcome(status, code, headers);

/** An answer with the entries of its Bundle changed; any other as it is. */
function withEntries(real: Answer, change: (entries: BundleEntry[]) => BundleEntry[]): Answer {
  const bundle = JSON.parse(real.body) as Bundle;
  if (bundle.resourceType !== "Bundle" || !bundle.entry) return real;
  return { ...real, body: JSON.stringify({ ...bundle, entry: change(bundle.entry) }) };
}

const refusedEntry = (): BundleEntry => ({
  response: { status: "422", outcome: JSON.parse(outcome(422, "invariant").body) },
});

const refersToNothing = ({ resource }: BundleEntry): boolean => !JSON.stringify(resource).includes('"reference":');

const LATER = "Wed, 21 Oct 2015 07:28:00 GMT";

export const faults: readonly Fault[] = [
  {
    name: "429 with Retry-After in seconds",
    does: "nothing",
    answer: refuses(429, "throttled", { "retry-after": "2" }),
    exit: [3],
  },
  {
    name: "429 with Retry-After as a date",
    does: "nothing",
    answer: refuses(429, "throttled", { "retry-after": LATER }),
    exit: [3],
  },
  { name: "429 without Retry-After", does: "nothing", answer: refuses(429, "throttled"), exit: [3] },
  { name: "429 from then on", does: "nothing", lasts: true, answer: refuses(429, "throttled"), exit: [3] },
  { name: "500, nothing done", does: "nothing", answer: refuses(500, "exception"), exit: [3] },
  { name: "500, all done", does: "all", answer: refuses(500, "exception"), exit: [3] },
  { name: "500 from then on", does: "nothing", lasts: true, answer: refuses(500, "exception"), exit: [3] },
  { name: "503, nothing done", does: "nothing", answer: refuses(503, "transient"), exit: [3] },
  {
    name: "503 with Retry-After",
    does: "nothing",
    answer: refuses(503, "transient", { "retry-after": "1" }),
    exit: [3],
  },
  { name: "503, all done", does: "all", answer: refuses(503, "transient"), exit: [3] },
  { name: "409", does: "nothing", answer: refuses(409, "conflict"), exit: [1, 3] },
  { name: "412, more than one match", does: "nothing", answer: refuses(412, "multiple-matches"), exit: [1, 3] },
  { name: "413", does: "nothing", answer: () => html(413), exit: [3] },
  { name: "401", does: "nothing", answer: refuses(401, "login"), exit: [3] },
  { name: "401 from then on", does: "nothing", lasts: true, answer: refuses(401, "login"), exit: [3] },
  { name: "HTML, nothing done", does: "nothing", answer: () => html(200), exit: [3] },
  { name: "HTML, all done", does: "all", answer: () => html(200), exit: [3] },
  {
    name: "JSON that ends in the middle",
    does: "all",
    answer: (_, real) => ({ ...real, body: real.body.slice(0, real.body.length / 2) }),
    exit: [3],
  },
  { name: "an empty answer", does: "all", answer: (_, real) => ({ ...real, body: "" }), exit: [3] },
  { name: "cut, nothing done", does: "nothing", answer: () => "cut", exit: [3] },
  { name: "cut, all done", does: "all", answer: () => "cut", exit: [3] },
  { name: "cut in the answer", does: "all", answer: () => "cut-in-body", exit: [3] },
  { name: "cut from then on", does: "nothing", lasts: true, answer: () => "cut", exit: [3] },
  { name: "no answer, nothing done", does: "nothing", answer: () => "hang", exit: [3] },
  { name: "no answer, all done", does: "all", answer: () => "hang", exit: [3] },
  {
    name: "redirected to another host",
    does: "nothing",
    answer: () => ({ status: 307, headers: { location: "http://elsewhere.invalid/fhir" }, body: "" }),
    exit: [3],
  },
  {
    name: "200 with every entry refused",
    does: "nothing",
    writes: true,
    answer: ({ entries = [] }) => ({
      ...outcome(200, ""),
      body: JSON.stringify({ resourceType: "Bundle", type: "transaction-response", entry: entries.map(refusedEntry) }),
    }),
    exit: [1, 3],
  },
  {
    name: "200 with some entries refused",
    does: "some",
    writes: true,
    answer: ({ entries = [] }, real) =>
      withEntries(real, (done) =>
        entries.map((entry) => (refersToNothing(entry) ? done.shift() : undefined) ?? refusedEntry()),
      ),
    exit: [1, 3],
  },
  {
    name: "other ids in the answers",
    does: "all",
    writes: true,
    answer: (_, real) =>
      withEntries(real, (entries) =>
        entries.map(({ response, resource: _resource }) => ({
          response: {
            status: response?.status ?? "",
            location: response?.location?.replace(/\/[^/]+/, "/not-the-one") ?? "",
          },
        })),
      ),
    exit: [1, 3],
  },
  {
    name: "half of the answers missing",
    does: "all",
    writes: true,
    answer: (_, real) => withEntries(real, (entries) => entries.filter((__, i) => i % 2 === 0)),
    exit: [3],
  },
  {
    name: "202 without an address, nothing done",
    does: "nothing",
    writes: true,
    answer: () => ({ status: 202, headers: {}, body: "" }),
    exit: [3],
  },
  {
    name: "202 without an address, all done",
    does: "all",
    writes: true,
    answer: () => ({ status: 202, headers: {}, body: "" }),
    exit: [3],
  },
];

export interface Faulty {
  base: string;
  /** What came, the fault's own request too: whether each of them writes. */
  requests: boolean[];
}

/**
 * Stands before a server and makes a fault happen.
 *
 * @param at which request it happens at, from 1; 0 for never
 */
export async function faulty(server: { base: string; fetch: Fetch }, fault: Fault, at: number): Promise<Faulty> {
  const requests: boolean[] = [];
  const base = await misbehaving((incoming, outgoing) => {
    const own = `http://${incoming.headers.host}/fhir`;
    answer(incoming, outgoing, own).catch(() => outgoing.destroy());
  });
  return { base, requests };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse, own: string): Promise<void> {
    const text = Buffer.concat(await incoming.toArray())
      .toString()
      .replaceAll(own, server.base);
    const asked = read(incoming, text);
    requests.push(
      asked.entries !== undefined || /PUT|DELETE/.test(asked.method) || (asked.method === "POST" && asked.url !== ""),
    );
    const isNow = at > 0 && (fault.lasts ? requests.length >= at : requests.length === at);
    const does = isNow ? fault.does : "all";
    const real = does === "nothing" ? outcome(500, "exception") : await ask(server, asked, does);
    const shown = { ...real, body: real.body.replaceAll(server.base, own) };
    end(isNow ? fault.answer(asked, shown) : shown, shown, outgoing);
  }
}

function read(incoming: IncomingMessage, body: string): Asked {
  const url = (incoming.url ?? "").replace(/^\/fhir/, "");
  const method = incoming.method ?? "GET";
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const entries = method === "POST" && url === "" ? ((JSON.parse(body) as Bundle).entry ?? []) : [];
  const isWrite = entries.some(({ request }) => request?.method !== "GET");
  return { method, url, headers, body, entries: isWrite ? entries : undefined };
}

async function ask(
  { base, fetch }: { base: string; fetch: Fetch },
  asked: Asked,
  does: "all" | "some",
): Promise<Answer> {
  const { method, url, headers, entries } = asked;
  const some = does === "some" && entries?.filter(refersToNothing);
  const body = some ? JSON.stringify({ ...JSON.parse(asked.body), entry: some }) : asked.body;
  const answer = await fetch(base + url, { method, headers, ...(body ? { body } : {}) });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

function end(ending: Ending, real: Answer, outgoing: ServerResponse): void {
  if (ending === "hang") return;
  if (ending === "cut") outgoing.destroy();
  else if (ending === "cut-in-body") {
    outgoing.writeHead(real.status, { ...real.headers, "content-length": Buffer.byteLength(real.body) + 100 });
    outgoing.write(real.body, () => outgoing.destroy());
  } else {
    outgoing.writeHead(ending.status, ending.headers);
    outgoing.end(ending.body);
  }
}
