import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Measured } from "../../src/load/http/attempt.js";
import {
  type Answer,
  type Connection,
  type ConnectionOptions,
  connect,
  exchange,
  type Question,
} from "../../src/load/http/connection.js";
import { judgeAnswer } from "../../src/load/http/judge-answer.js";
import { caseResources, embedded, misbehaving, putBundle } from "./harness.js";

const START = Date.parse("2026-11-22T09:00:00Z");

/** A connection whose time passes only by waiting; `waits` are the waits, in milliseconds. */
function connection(server: string, more: Partial<ConnectionOptions> = {}) {
  let now = START;
  const waits: number[] = [];
  const { value } = connect({
    server,
    fetch: globalThis.fetch,
    timeoutMs: 30_000,
    clock: () => new Date(now),
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    ...more,
  });
  if (!value) throw new Error(server);
  return { connection: value, waits, pass: (ms: number) => (now += ms) };
}

/** The same connection with requests that take their time. */
const slowly = (to: Connection, take: () => void): Connection => ({
  ...to,
  fetch: (url, init) => {
    take();
    return to.fetch(url, init);
  },
});

const GET: Question = { method: "GET", path: "/Patient/1", name: "GET Patient/1" };
const POST: Question = { method: "POST", path: "", body: "{}", name: "the transaction" };
const PATIENT = '{"resourceType":"Patient","id":"1"}';

/** Answers each request with the next of the answers, the last for good. */
function answering(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push(`${request.method} ${request.url}`);
    request.resume().on("end", () => answer?.(response, request));
  };
  return { seen, listener };
}
const status =
  (code: number, headers: Record<string, string> = {}, body = "") =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end(body);
const ok = status(200, { "content-type": "application/fhir+json" }, PATIENT);
const cut = (_response: ServerResponse, request: IncomingMessage) => void request.socket.destroy();

describe("a failure that passes", () => {
  it.each<[string, Parameters<typeof answering>[0][], number[]]>([
    ["408, 425, 502, 503, 504", [408, 425, 502, 503, 504].map((code) => status(code)), [500, 1000, 2000, 4000, 8000]],
    ["500, twice", [status(500), status(500)], [500, 1000]],
    ["a cut connection", [cut, cut], [500, 1000]],
    ["429 with seconds, then without", [status(429, { "retry-after": "7" }), status(429)], [7000, 1000]],
    [
      "503 with a date",
      [status(503, { "retry-after": "Sun, 22 Nov 2026 09:00:20 GMT", date: "Sun, 22 Nov 2026 09:00:00 GMT" })],
      [20_000],
    ],
  ])("is repeated by a read: %s", async (_what, failures, expected) => {
    const { seen, listener } = answering(...failures, ok);
    const told: number[] = [];
    const { connection: to, waits } = connection(await misbehaving(listener), { onWait: (ms) => void told.push(ms) });
    expect((await exchange(to, GET)).value?.json).toEqual(JSON.parse(PATIENT));
    expect(waits).toEqual(expected);
    expect(told).toEqual(expected);
    expect(seen).toHaveLength(failures.length + 1);
  });

  it.each<[string, Parameters<typeof answering>[0], number]>([
    ["429", status(429), 2],
    ["503 with Retry-After", status(503, { "retry-after": "1" }), 2],
    ["503 without", status(503), 1],
    ["500", status(500), 1],
    ["502", status(502), 1],
    ["504", status(504), 1],
    ["408", status(408), 1],
    ["401", status(401), 1],
    ["409", status(409), 1],
    ["a cut connection", cut, 1],
  ])("is repeated by a write only if nothing was done: %s", async (_what, failure, times) => {
    const { seen, listener } = answering(failure, ok);
    const { connection: to } = connection(await misbehaving(listener));
    await exchange(to, POST);
    expect(seen).toHaveLength(times);
  });

  it("is repeated by a write that says it may be", async () => {
    const { seen, listener } = answering(cut, status(502), ok);
    const { connection: to } = connection(await misbehaving(listener));
    expect((await exchange(to, { ...POST, repeat: "always" })).value?.status).toBe(200);
    expect(seen).toHaveLength(3);
  });

  it("is a server that is down for a while, but not an address at which nobody ever was", async () => {
    const { server } = await embedded();
    const first = await server.listen({ port: 0 });
    const { connection: to, waits } = connection(first.base);
    await first.close();
    expect((await exchange(to, GET)).failure?.code).toBe("load/connection-refused");
    expect(waits).toEqual([]);
    const port = Number(new URL(first.base).port);
    const again = await server.listen({ port });
    expect((await exchange(to, GET)).value?.status).toBe(404);
    await again.close();
    let third: Awaited<ReturnType<typeof server.listen>> | undefined;
    to.sleep = async () => {
      third ??= await server.listen({ port });
    };
    expect((await exchange(to, POST)).value?.status).toBe(400);
    await third?.close();
  });
});

describe("the time for repeating", () => {
  it("ends, and the finding says how often it was tried", async () => {
    const { seen, listener } = answering(status(429));
    const { connection: to, waits } = connection(await misbehaving(listener), { retryForMs: 10_000 });
    const { value } = await exchange(to, GET);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(seen).toHaveLength(5);
    expect(judgeAnswer(to, GET, value as Answer)?.message).toMatch(/\(429\) \(tried 5 times\)$/);
    const lost = connection(await misbehaving(answering(cut).listener));
    expect((await exchange(lost.connection, GET)).failure?.message).toMatch(/\(tried 3 times\)$/);
  });

  it("is shared by all requests of a load, and counts once what they wait together", async () => {
    const { listener } = answering(status(429, { "retry-after": "4" }));
    const { connection: to, waits } = connection(await misbehaving(listener), { retryForMs: 10_000 });
    await exchange(to, GET);
    expect(waits).toEqual([4000, 4000]);
    await exchange(to, GET);
    expect(waits).toHaveLength(2);
    const together = connection(await misbehaving(listener), { retryForMs: 10_000, clock: () => new Date(START) });
    await Promise.all([1, 2, 3].map(() => exchange(together.connection, GET)));
    expect(together.waits).toEqual(Array(6).fill(4000));
  });

  it("counts the time of the tries, too", async () => {
    const { seen, listener } = answering(status(503));
    const { connection: to, pass } = connection(await misbehaving(listener), { retryForMs: 10_000 });
    await exchange(
      slowly(to, () => pass(4000)),
      GET,
    );
    expect(seen).toHaveLength(3);
  });

  it("ends at once where the server asks for more, and says so", async () => {
    const { seen, listener } = answering(status(503, { "retry-after": "3600" }));
    const { connection: to, waits } = connection(await misbehaving(listener));
    const { value } = await exchange(to, GET);
    expect([seen.length, waits.length]).toEqual([1, 0]);
    expect(judgeAnswer(to, GET, value as Answer)?.message).toMatch(/asks to wait 3600 s, 300 s are left for repeating/);
  });

  it("may be none", async () => {
    const { seen, listener } = answering(cut, ok);
    const { connection: to } = connection(await misbehaving(listener), { retryForMs: 0 });
    expect((await exchange(to, GET)).failure?.code).toBe("load/connection-lost");
    expect(seen).toHaveLength(1);
  });

  it("is ended by a signal in the middle of a wait", async () => {
    const { listener } = answering(status(503, { "retry-after": "200" }));
    const controller = new AbortController();
    const { value: to } = connect({
      server: await misbehaving(listener),
      fetch: globalThis.fetch,
      timeoutMs: 30_000,
      signal: controller.signal,
      meter: () => controller.abort(),
    });
    expect(to && (await exchange(to, GET)).failure?.code).toBe("load/interrupted");
  });
});

it("an answer that is there counts, though the load is ended at that moment", async () => {
  const controller = new AbortController();
  const { connection: to } = connection(await misbehaving(answering(ok).listener), {
    signal: controller.signal,
    meter: () => controller.abort(),
  });
  expect((await exchange(to, POST)).value?.status).toBe(200);
  expect((await exchange(to, POST)).failure?.code).toBe("load/interrupted");
});

describe("what is sent", () => {
  const echo = async (more: Partial<ConnectionOptions>, question: Question) => {
    const seen: { headers: IncomingMessage["headers"]; body: Buffer; line: string }[] = [];
    const base = await misbehaving(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push({ headers: request.headers, body: Buffer.concat(chunks), line: `${request.method} ${request.url}` });
      ok(response);
    });
    const { connection: to } = connection(base, more);
    await exchange(to, question);
    return seen[0];
  };

  it("has the question's own headers, whatever the case of their names", async () => {
    const question: Question = {
      method: "PUT",
      path: "/Patient/1",
      body: PATIENT,
      name: "x",
      headers: { "If-Match": 'W/"1"' },
    };
    const sent = await echo({ headers: { Accept: "application/json", "x-tenant": "7" } }, question);
    expect(sent?.line).toBe("PUT /fhir/Patient/1");
    expect(sent?.headers).toMatchObject({
      accept: "application/json",
      "if-match": 'W/"1"',
      "x-tenant": "7",
      "content-type": "application/fhir+json",
    });
  });

  it("goes to the base URL's host, whatever is asked for", async () => {
    const urls: string[] = [];
    const base = await misbehaving((request, response) => {
      urls.push(request.url ?? "");
      ok(response);
    });
    const { connection: to } = connection(new URL(base).origin);
    for (const path of [
      "",
      "?x=1",
      "/Patient",
      "Patient",
      "@127.0.0.2/x",
      ".evil.example/x",
      ":1/x",
      "//evil.example/x",
    ]) {
      await exchange(to, { method: "GET", path, name: "x" });
    }
    expect(urls).toEqual([
      "/",
      "/?x=1",
      "/Patient",
      "/Patient",
      "/@127.0.0.2/x",
      "/.evil.example/x",
      "/:1/x",
      "//evil.example/x",
    ]);
  });

  it("is packed on wish, from 1 KiB on", async () => {
    const long = JSON.stringify({ resourceType: "Patient", text: "ä".repeat(1000) });
    const sent = await echo({ gzip: true }, { ...POST, body: long });
    expect(sent?.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(sent?.body ?? "").toString()).toBe(long);
    expect(Number(sent?.headers["content-length"])).toBe(sent?.body.length);
    expect((await echo({ gzip: true }, POST))?.headers["content-encoding"]).toBeUndefined();
    expect((await echo({}, { ...POST, body: long }))?.body.toString()).toBe(long);
  });

  it("is counted", async () => {
    const measured: Measured[] = [];
    const { listener } = answering(status(503), ok);
    const { connection: to, pass } = connection(await misbehaving(listener), { meter: (one) => measured.push(one) });
    await exchange(
      slowly(to, () => pass(12)),
      { ...POST, body: '"ä"', repeat: "always" },
    );
    const one = { name: "the transaction", method: "POST", milliseconds: 12, sentBytes: 4 };
    expect(measured).toEqual([
      { ...one, status: 503, receivedBytes: 0 },
      { ...one, status: 200, receivedBytes: PATIENT.length },
    ]);
  });
});

describe("a result that comes later", () => {
  const bundle = { resourceType: "Bundle", type: "transaction-response", entry: [] };
  const wrapped = (response: object, resource?: object) =>
    JSON.stringify({ resourceType: "Bundle", type: "batch-response", entry: [{ response, resource }] });
  const later = (location: string) => status(202, { "content-location": location });

  it("is asked for until it is there: the embedded server", async () => {
    const { base } = await embedded();
    const body = JSON.stringify(putBundle(caseResources()));
    const { value } = await exchange(connection(base).connection, {
      ...POST,
      body,
      headers: { prefer: "respond-async" },
    });
    expect(value).toMatchObject({ status: 200, isLate: true, json: { type: "transaction-response" } });
  });

  it.each<[string, string, number, unknown]>([
    ["in the one entry of a batch-response", wrapped({ status: "200 OK" }, bundle), 200, bundle],
    [
      "an error in that entry",
      wrapped({ status: "422", outcome: { resourceType: "OperationOutcome" } }),
      422,
      { resourceType: "OperationOutcome" },
    ],
    ["the Bundle itself", JSON.stringify(bundle), 200, bundle],
    [
      "a batch-response of one entry",
      wrapped({ status: "201" }, JSON.parse(PATIENT)),
      200,
      JSON.parse(wrapped({ status: "201" }, JSON.parse(PATIENT))),
    ],
  ])("is %s", async (_what, body, code, json) => {
    const { seen, listener } = answering(
      later("/fhir/job/1"),
      status(202, { "retry-after": "5" }),
      status(503),
      status(202),
      status(200, {}, body),
    );
    const { connection: to, waits } = connection(await misbehaving(listener));
    expect((await exchange(to, POST)).value).toMatchObject({ status: code, isLate: true, json });
    expect(seen.slice(1)).toEqual(Array(4).fill("GET /fhir/job/1"));
    expect(waits).toEqual([500, 5000, 500, 2000]);
  });

  it("is where Medplum's job says", async () => {
    const job = (job: object) => status(200, {}, JSON.stringify({ resourceType: "AsyncJob", ...job }));
    const output = { parameter: [{ name: "results", valueReference: { reference: "Binary/7" } }] };
    const done = answering(
      later("job/1/status"),
      job({ status: "completed", output }),
      status(200, {}, JSON.stringify(bundle)),
    );
    const { value } = await exchange(connection(await misbehaving(done.listener)).connection, POST);
    expect(value).toMatchObject({ isLate: true, json: bundle });
    expect(done.seen).toEqual(["POST /fhir", "GET /fhir/job/1/status", "GET /fhir/Binary/7"]);
    const failed = answering(later("job/1/status"), job({ status: "error" }));
    const to = connection(await misbehaving(failed.listener)).connection;
    const { value: none } = await exchange(to, POST);
    expect(judgeAnswer(to, POST, none as Answer)).toMatchObject({
      code: "load/asynchronous",
      message: /ended as error/,
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["names no address", {}, /no address/],
    [
      "names another server, which gets nothing",
      { "content-location": "http://127.0.0.2:9/x" },
      /127\.0\.0\.2:9\/x is not this server/,
    ],
    ["is never ready", { "content-location": "/fhir/job/1" }, /not ready in the time/],
  ])("stays unknown where it %s", async (_what, headers, why) => {
    const { listener } = answering(status(202, headers));
    const { connection: to } = connection(await misbehaving(listener));
    const { value } = await exchange(to, POST);
    const found = judgeAnswer(to, POST, value as Answer);
    expect(found?.code).toBe("load/asynchronous");
    expect(found?.message).toMatch(why);
  });
});
