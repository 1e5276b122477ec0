import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import type { Bundle } from "../../src/fhir/types.js";
import { isServerFailure, type LoadOptions, load } from "../../src/load/index.js";
import type { FhirServer } from "../../src/serve/index.js";
import { caseResources, embedded, misbehaving, options, postBundle, putBundle, URN } from "./harness.js";

const say =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/fhir+json", ...headers });
    response.end(body);
  };
const html = { "content-type": "text/html" };
const outcome = JSON.stringify({
  resourceType: "OperationOutcome",
  issue: [{ severity: "error", code: "processing", diagnostics: "no" }],
});

async function loadInto(listener: RequestListener, more: Partial<LoadOptions> = {}) {
  return load(putBundle(caseResources()), options(await misbehaving(listener), { timeoutMs: 60_000, ...more }));
}

describe("a server that cannot be worked with is told by a finding, and nothing else is", () => {
  it.each<[string, string, RequestListener, RegExp]>([
    ["answers HTML", "load/html-answer", say(200, "<!doctype html><title>Sign in</title>", html), /Sign in/],
    ["answers HTML without saying so", "load/html-answer", say(200, "<html><body>x</body></html>"), /web page/],
    ["has no endpoint here", "load/no-fhir-endpoint", say(404, "not here", { "content-type": "text/plain" }), /404/],
    ["has no endpoint here, and says so in FHIR", "load/no-fhir-endpoint", say(404, outcome), /404/],
    ["fails", "load/server-error", say(500, outcome), /500\): no/],
    [
      "is down behind a gateway",
      "load/server-error",
      say(502, "<html><title>Bad gateway</title>", html),
      /Bad gateway/,
    ],
    ["wants credentials", "load/unauthorized", say(401, ""), /401/],
    ["forbids", "load/forbidden", say(403, outcome), /403/],
    ["asks to slow down", "load/too-many-requests", say(429, "", { "retry-after": "7" }), /429, again after 7 s/],
    ["redirects", "load/redirected", say(302, "", { location: "https://elsewhere.example/login" }), /elsewhere/],
    [
      "speaks R5",
      "load/wrong-fhir-version",
      say(200, '{"resourceType":"CapabilityStatement","fhirVersion":"5.0.0"}'),
      /5\.0\.0/,
    ],
    ["hangs up", "load/connection-lost", (q) => q.socket.destroy(), /broke/],
    [
      "hangs up in the middle",
      "load/connection-lost",
      (_q, r) => void r.writeHead(200, { "content-length": 99 }).write("{", () => r.destroy()),
      /broke/,
    ],
  ])("%s: %s", async (_what, code, listener, said) => {
    const { findings, receipt } = await loadInto(listener);
    expect(findings.map((one) => one.code)).toEqual([code]);
    expect(findings[0]?.message).toMatch(said);
    expect(findings[0]?.hint).toBeTruthy();
    expect(isServerFailure(findings[0]?.code as never)).toBe(true);
    expect(receipt.counts).toMatchObject({ entries: 2, unsent: 2 });
  });

  it.each<[string, RequestListener]>([
    ["hangs", () => undefined],
    ["hangs in the middle", (_q, r) => void r.writeHead(200).write('{"resourceType":')],
  ])("%s: load/timed-out, with the limit", async (_what, listener) => {
    const { findings, receipt } = await loadInto(listener, { timeoutMs: 300.5, retryForMs: 0 });
    expect(findings).toMatchObject([{ code: "load/timed-out", message: expect.stringContaining("limit of 0.3") }]);
    expect(receipt.counts).toMatchObject({ entries: 2, unsent: 2 });
  });

  it("does not listen, is no host, is no URL, or holds credentials", async () => {
    const into = async (server: string) => (await load(putBundle(caseResources()), options(server))).findings;
    const { base, server } = await embedded();
    const closed = await server.listen({ port: 0 });
    await closed.close();
    expect(await into(closed.base)).toMatchObject([{ code: "load/connection-refused" }]);
    expect(await into("http://no-such-host.invalid/fhir")).toMatchObject([{ code: "load/host-unknown" }]);
    for (const url of ["here", "ftp://x.org/fhir", `${base}?x=1`, `${base}#x`, `${base}?`, ""]) {
      expect(await into(url)).toMatchObject([{ code: "load/bad-server-url" }]);
    }
    for (const url of ["http://me:secret@x.org/fhir", "http://me:p@secret@x.org/fhir"]) {
      const [withPassword] = await into(url);
      expect(withPassword).toMatchObject({ code: "load/bad-server-url" });
      expect(JSON.stringify(withPassword)).not.toContain("secret");
    }
    expect(await into(`${base}/`)).toEqual([]);
  });

  it("is left alone when the load is interrupted", async () => {
    const { findings } = await loadInto(() => undefined, { signal: AbortSignal.timeout(100), timeoutMs: 60_000 });
    expect(findings).toMatchObject([{ code: "load/interrupted" }]);
  });

  it("cannot put terminal commands or line breaks into a finding", async () => {
    const evil = `\u001b[2J\u001b]0;x\u0007one\ntwo\u202e${"x".repeat(10_000)}`;
    const body = JSON.stringify({ resourceType: "OperationOutcome", issue: [{ diagnostics: evil }] });
    const { findings } = await loadInto(say(500, body));
    expect(findings[0]?.message).toMatch(/one two/);
    expect(findings[0]?.message).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(findings[0]?.message.length).toBeLessThan(500);
  });
});

/** The embedded server, but the transaction is answered by something else. */
async function withTransaction(
  answer: (sent: string, response: ServerResponse, server: FhirServer, headers: IncomingMessage["headers"]) => void,
) {
  const { server } = await embedded();
  const base: string = await misbehaving(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (body.includes('"type":"transaction"')) return answer(body, response, server, request.headers);
    const url = request.url?.replace("/fhir", "") ?? "";
    const reply = server.handle({ method: request.method ?? "", url, body });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  return { base, server };
}

const respond = (status: number, body: unknown) => (_sent: string, response: ServerResponse) =>
  void response
    .writeHead(status, { "content-type": "application/fhir+json" })
    .end(typeof body === "string" ? body : JSON.stringify(body));

const answers = (...entry: object[]) => ({ resourceType: "Bundle", type: "transaction-response", entry });
const [patientUrl, observationUrl] = caseResources().map(({ resourceType, id }) => `${resourceType}/${id}`);

describe("what the answer to the transaction says", () => {
  it.each<[string, number, unknown, string, "failed" | "unsent"]>([
    ["too large", 413, "", "load/too-large", "failed"],
    ["a failure", 500, outcome, "load/server-error", "unsent"],
    ["later", 202, "", "load/asynchronous", "unsent"],
    ["nothing", 200, "", "load/empty-answer", "unsent"],
    ["no JSON", 200, '{"resourceType":', "load/not-json", "unsent"],
    ["JSON that is no resource", 200, "[1]", "load/not-json", "unsent"],
    ["JSON without end", 200, "[".repeat(100_000), "load/not-json", "unsent"],
    ["another resource", 200, { resourceType: "Patient" }, "load/unexpected-answer", "unsent"],
    ["an outcome of success", 200, { resourceType: "OperationOutcome" }, "load/unexpected-answer", "unsent"],
    ["not allowed", 405, "", "load/no-fhir-endpoint", "failed"],
    ["no, in plain words", 400, "bad", "load/refused", "failed"],
  ])("%s (%i): %s", async (_what, status, body, code, state) => {
    const { base } = await withTransaction(respond(status, body));
    const { findings, receipt } = await load(putBundle(caseResources()), options(base));
    expect(findings.map((one) => one.code)).toEqual([code]);
    expect(receipt.counts).toMatchObject({ entries: 2, [state]: 2 });
    expect(receipt.entries[0]?.status).toBe(status);
  });

  it("an OperationOutcome becomes findings at entry and element", async () => {
    const issue = [
      {
        severity: "error",
        code: "invalid",
        expression: ["Bundle.entry[1].resource.value.ofType(Quantity).code"],
        diagnostics: "a",
      },
      {
        severity: "error",
        code: "invalid",
        expression: ["Bundle.entry[1].resource/*Observation/null*/.status"],
        diagnostics: "b",
      },
      { severity: "error", code: "invalid", location: ["Bundle.entry[0]"], diagnostics: "c" },
      { severity: "fatal", code: "invalid", details: { text: "d" } },
      { severity: "error", code: "invalid", diagnostics: "e: failed at Bundle.entry[1] somehow" },
      { severity: "warning", code: "invalid", diagnostics: "f" },
      { severity: "information", code: "invalid" },
      null,
    ];
    const { base } = await withTransaction(respond(422, { resourceType: "OperationOutcome", issue }));
    const { findings, receipt } = await load(putBundle(caseResources()), options(base));
    expect(findings.map(({ code, severity, bundle }) => [code, severity, bundle])).toEqual([
      ["load/refused", "error", { entry: 1, expression: "Bundle.entry[1].resource.value.ofType(Quantity).code" }],
      ["load/refused", "error", { entry: 1, expression: "Bundle.entry[1].resource.status" }],
      ["load/refused", "error", { entry: 0 }],
      ["load/refused", "error", undefined],
      ["load/refused", "error", { entry: 1 }],
      ["load/server-warning", "warning", undefined],
      ["load/server-warning", "information", undefined],
    ]);
    expect(findings.map((one) => one.message.replace(/^.*?: /, ""))).toEqual([
      "a",
      "b",
      "c",
      "d",
      "e: failed at Bundle.entry[1] somehow",
      "f",
      "invalid",
    ]);
    expect(isServerFailure("load/refused")).toBe(false);
    expect(receipt.counts).toMatchObject({ failed: 2 });
  });

  it("an OperationOutcome without issues is a refusal all the same", async () => {
    const { base } = await withTransaction(respond(422, { resourceType: "OperationOutcome" }));
    const { findings } = await load(putBundle(caseResources()), options(base));
    expect(findings).toMatchObject([{ code: "load/refused", severity: "error" }]);
  });

  it("a 200 in which entries failed is not taken for success", async () => {
    const { base, server } = await withTransaction((sent, response) => {
      const [first] = JSON.parse(sent).entry;
      server.handle({ method: "PUT", url: `/${patientUrl}`, body: JSON.stringify(first.resource) });
      const failed = { response: { status: "422 Unprocessable", outcome: JSON.parse(outcome) } };
      respond(200, answers({ response: { status: "201", location: `${patientUrl}` } }, failed))(sent, response);
    });
    const { findings, receipt } = await load(putBundle(caseResources()), options(base));
    expect(findings.map(({ code, bundle }) => [code, bundle?.entry])).toEqual([
      ["load/entry-refused", 1],
      ["load/not-atomic", undefined],
    ]);
    expect(receipt.entries).toMatchObject([
      { outcome: "created", equal: true, assigned: { version: "1" } },
      { outcome: "failed", status: 422 },
    ]);
  });

  it.each<[string, object[], [string, number | undefined][]]>([
    [
      "no status",
      [{ response: { status: "ok" } }, { response: { status: "404" } }],
      [
        ["load/no-status", 0],
        ["load/entry-refused", 1],
      ],
    ],
    [
      "no response",
      [{}, { response: null }],
      [
        ["load/no-status", 0],
        ["load/no-status", 1],
      ],
    ],
    [
      "one answer of two",
      [{ response: { status: "201", location: observationUrl } }],
      [
        ["load/other-id", 0],
        ["load/read-back-failed", 0],
        ["load/read-back-failed", 1],
      ],
    ],
    [
      "one answer that names nothing",
      [{ response: { status: "201" } }],
      [
        ["load/answer-missing", 0],
        ["load/answer-missing", 1],
      ],
    ],
    [
      "no answers",
      [],
      [
        ["load/answer-missing", 0],
        ["load/answer-missing", 1],
      ],
    ],
    [
      "stored, it says, but it is not",
      [{ response: { status: "201" } }, { response: { status: "201" } }],
      [
        ["load/read-back-failed", 0],
        ["load/read-back-failed", 1],
      ],
    ],
  ])("%s", async (_what, entries, expected) => {
    const { base } = await withTransaction(respond(200, answers(...entries)));
    const { findings, receipt } = await load(putBundle(caseResources()), options(base));
    expect(findings.map(({ code, bundle }) => [code, bundle?.entry])).toEqual(expected);
    expect(findings.some((one) => one.severity === "error")).toBe(true);
    expect(receipt).toMatchObject({ complete: false, counts: { created: 0, equal: 0 } });
  });

  it("a time-out while the server goes on is looked up, and found stored", async () => {
    const { base } = await withTransaction((sent, _response, server) => {
      server.handle({ method: "POST", url: "/", body: sent });
    });
    const { findings, receipt } = await load(putBundle(caseResources()), options(base, { timeoutMs: 1000 }));
    expect(findings).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { created: 2, equal: 2 } });
  });
});

describe("an answer to a write that is lost", () => {
  const plainBundle: Bundle = {
    resourceType: "Bundle",
    type: "transaction",
    entry: [
      { fullUrl: URN(1), resource: { resourceType: "Patient" }, request: { method: "POST", url: "Patient" } },
      {
        fullUrl: URN(2),
        resource: { resourceType: "Flag", subject: { reference: URN(1) } } as never,
        request: { method: "POST", url: "Flag" },
      },
    ],
  };
  const cases: [string, Bundle, Partial<LoadOptions>][] = [
    ["PUT", putBundle(caseResources()), {}],
    ["POST with ifNoneExist", postBundle(caseResources()), {}],
    ["plain POST with a tag", plainBundle, { overrides: { clientIds: "none", conditionalCreate: false } }],
  ];
  const types = (server: { handle(request: { method: string; url: string }): { body?: string } }) =>
    ["Patient", "Observation", "Flag"].map((type) => {
      const { body = "" } = server.handle({ method: "GET", url: `/${type}` });
      return JSON.parse(body).total as number;
    });

  it.each(cases)("after the server stored it: it is found, and not sent again (%s)", async (_how, bundle, more) => {
    let writes = 0;
    const { base, server } = await withTransaction((sent, response, inner) => {
      writes++;
      inner.handle({ method: "POST", url: "/", body: sent });
      response.socket?.destroy();
    });
    const { findings, receipt } = await load(bundle, options(base, more));
    expect(findings.filter(({ severity }) => severity !== "information")).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { created: 2, equal: 2 } });
    expect(receipt.entries.map(({ assigned }) => assigned?.version)).toEqual(["1", "1"]);
    expect(writes).toBe(1);
    expect(types(server).reduce((sum, total) => sum + total)).toBe(2);
  });

  it.each(cases)("before the server stored it: it is sent again (%s)", async (_how, bundle, more) => {
    let writes = 0;
    const { base, server } = await withTransaction((sent, response, inner) => {
      if (++writes < 3) return void response.socket?.destroy();
      const { status, body } = inner.handle({ method: "POST", url: "/", body: sent });
      respond(status, body)(sent, response);
    });
    const { findings, receipt } = await load(bundle, options(base, more));
    expect(findings.filter(({ severity }) => severity !== "information")).toEqual([]);
    expect(receipt).toMatchObject({ complete: true, counts: { created: 2, equal: 2 } });
    expect(writes).toBe(3);
    expect(types(server).reduce((sum, total) => sum + total)).toBe(2);
  });

  it.each(cases)("every time: the last failure is told, and what is not there (%s)", async (_how, bundle, more) => {
    const { base, server } = await withTransaction((_sent, response) => void response.socket?.destroy());
    const { findings, receipt } = await load(bundle, options(base, more));
    expect(findings.filter(({ severity }) => severity !== "information")).toMatchObject([
      { code: "load/connection-lost", message: expect.stringContaining("the transaction") },
    ]);
    expect(receipt).toMatchObject({ complete: false, counts: { unsent: 2 } });
    expect(types(server)).toEqual([0, 0, 0]);
  });

  it("of what nothing finds again: it is not sent a second time, and is unknown", async () => {
    let writes = 0;
    const { base, server } = await withTransaction((sent, response, inner) => {
      writes++;
      inner.handle({ method: "POST", url: "/", body: sent });
      response.socket?.destroy();
    });
    const more = { overrides: { clientIds: "none", conditionalCreate: false, tagSearch: false } } as const;
    const { findings, receipt } = await load(plainBundle, options(base, more));
    expect(findings.map(({ code }) => code)).toEqual([
      "load/repeat-duplicates",
      "load/repeat-duplicates",
      "load/connection-lost",
    ]);
    expect(receipt).toMatchObject({ complete: false, counts: { unknown: 2 } });
    expect(writes).toBe(1);
    expect(types(server)).toEqual([1, 0, 1]);
  });
});

describe("a connection that breaks", () => {
  it("is tried once more by a read", async () => {
    const { server } = await embedded();
    const seen = new Map<string, number>();
    const base = await misbehaving(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const name = `${request.method} ${request.url} ${/"type":"(\w+)"/.exec(body)?.[1] ?? ""}`.trim();
      seen.set(name, (seen.get(name) ?? 0) + 1);
      if (!name.endsWith("transaction") && seen.get(name) === 1) return void request.socket.destroy();
      const reply = server.handle({ method: request.method ?? "", url: request.url?.replace("/fhir", "") ?? "", body });
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
    const { findings, receipt } = await load(putBundle(caseResources()), options(base));
    expect(findings).toEqual([]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
    expect([...seen]).toEqual([
      ["GET /fhir/metadata", 2],
      ["POST /fhir batch", 3],
      ["POST /fhir transaction", 1],
    ]);
  });
});

describe("the transaction", () => {
  it("goes to the base itself, as FHIR JSON, with the headers given", async () => {
    const seen: string[] = [];
    const { base } = await withTransaction((sent, response, server, headers) => {
      const { accept, authorization, "content-type": type } = headers;
      seen.push(`${accept} ${type} ${authorization}`);
      const { status, body } = server.handle({ method: "POST", url: "/", body: sent });
      respond(status, body)(sent, response);
    });
    const there = options(`${base}/`, { headers: { authorization: "Bearer x" } });
    expect((await load(putBundle(caseResources()), there)).findings).toEqual([]);
    expect(seen).toEqual(["application/fhir+json application/fhir+json Bearer x"]);
  });
});
