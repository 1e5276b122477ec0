/** What is asked over HTTP beyond reading and writing: $validate, and answers that come later. */
import { afterEach, describe, expect, it } from "vitest";
import type { Bundle, OperationOutcome, Resource } from "../../src/fhir/types.js";
import type { FhirServerOptions, Listening } from "../../src/serve/index.js";
import { createValidator } from "../../src/validate/index.js";
import { bundleOf, observation, patient, post, put, testServer } from "./server.js";

const validator = createValidator();
const listening: Listening[] = [];

afterEach(async () => {
  await Promise.all(listening.splice(0).map((one) => one.close()));
});

async function start(options: Partial<FhirServerOptions> = {}) {
  const one = await testServer({ validate: (resource) => validator.validate(resource), ...options }).listen();
  listening.push(one);
  const send = (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(url.startsWith("http") ? url : one.base + url, {
      method,
      headers: { "content-type": "application/fhir+json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { base: one.base, send };
}

const WRONG = patient({
  text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">A patient</div>' },
  id: "a",
  gender: "x",
  birthDate: "01.02.2003",
});
const parametersOf = (...parameter: object[]) => ({ resourceType: "Parameters", parameter });

describe("$validate", () => {
  it.each([
    ["a resource", "/Patient/$validate", WRONG],
    ["a resource at the base", "/$validate", WRONG],
    ["Parameters at the base", "/$validate?mode=update", parametersOf({ name: "resource", resource: WRONG })],
    ["a resource for a mode", "/Patient/$validate?mode=create", WRONG],
    [
      "Parameters",
      "/Patient/$validate",
      parametersOf({ name: "mode", valueCode: "create" }, { name: "resource", resource: WRONG }),
    ],
    ["what shall be stored under an id", "/Patient/a/$validate", WRONG],
    ["Parameters for an id", "/Patient/a/$validate", parametersOf({ name: "resource", resource: WRONG })],
  ])("of %s tells all that a write would be refused for, and stores nothing", async (_what, url, body) => {
    const { send } = await start();
    const refused = (await (await send("PUT", "/Patient/a", WRONG)).json()) as OperationOutcome;
    const answer = await send("POST", url, body);
    expect(answer.status).toBe(200);
    const said = (await answer.json()) as OperationOutcome;
    expect(said).toEqual(refused);
    expect(said.issue.map(({ expression }) => expression?.[0]).sort()).toEqual(["Patient.birthDate", "Patient.gender"]);
    expect((await send("GET", "/Patient/a")).status).toBe(404);
  });

  it("finds nothing wrong with what can be written, wherever its references lead", async () => {
    const { send } = await start();
    const answer = await send(
      "POST",
      "/Observation/$validate",
      observation({ subject: { reference: "Patient/none" } }),
    );
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as OperationOutcome).issue.map(({ severity }) => severity)).not.toContain("error");
  });

  it.each([
    [400, "POST", "/Patient/$validate", observation()],
    [400, "POST", "/Patient/b/$validate", WRONG],
    [400, "POST", "/Patient/$validate", parametersOf({ name: "mode", valueCode: "delete" })],
    [400, "POST", "/Patient/$validate", parametersOf({ name: "mode", valueCode: "create" })],
    [400, "POST", "/Patient/$validate?mode=guess", WRONG],
    [400, "POST", "/Patient/$validate", undefined],
    [400, "POST", "/$validate", undefined],
    [400, "POST", "/$validate", { resourceType: "Nothing" }],
    [404, "POST", "/Nothing/$validate", WRONG],
    [404, "POST", "/Patient/a/$validate", undefined],
    [405, "GET", "/Patient/$validate", undefined],
    [405, "GET", "/$validate", undefined],
  ])("answers %i where it cannot say: %s %s", async (status, method, url, body) => {
    const { send } = await start();
    const answer = await send(method, url, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ resourceType: "OperationOutcome", issue: [{ severity: "error" }] });
  });

  it.each([
    ["the query", "?profile=http://example.org/p", patient({ id: "a" })],
    [
      "Parameters",
      "",
      parametersOf(
        { name: "profile", valueUri: "http://example.org/p" },
        { name: "resource", resource: patient({ id: "a" }) },
      ),
    ],
  ])("holds the resource against the profile that %s name", async (_what, query, body) => {
    const asked: unknown[] = [];
    const { send } = await start({
      validate: (resource, profiles) => {
        asked.push(resource.resourceType, ...profiles);
        return [];
      },
    });
    for (const url of ["/$validate", "/Patient/$validate", "/Patient/a/$validate"]) {
      expect((await send("POST", url + query, body)).status).toBe(200);
    }
    expect(asked).toEqual(Array(3).fill(["Patient", "http://example.org/p"]).flat());
  });

  it("of nothing sent is about what is there", async () => {
    let isStrict = false;
    const { send } = await start({
      validate: (resource) => (isStrict ? validator.validate({ ...resource, gender: "x" }) : []),
    });
    await send("PUT", "/Patient/a", patient({ id: "a" }));
    isStrict = true;
    for (const [method, url] of [
      ["GET", "/Patient/a/$validate"],
      ["POST", "/Patient/a/$validate?mode=profile"],
    ] as const) {
      const answer = await send(method, url);
      expect(answer.status).toBe(200);
      const { issue } = (await answer.json()) as OperationOutcome;
      expect(issue).toContainEqual(expect.objectContaining({ severity: "error", expression: ["Patient.gender"] }));
    }
  });

  it("of a deletion tells what it would be refused for", async () => {
    const { send } = await start();
    await send("PUT", "/Patient/a", patient({ id: "a" }));
    const severities = async (url: string) =>
      ((await (await send("POST", url)).json()) as OperationOutcome).issue.map(({ severity }) => severity);
    expect(await severities("/Patient/a/$validate?mode=delete")).toEqual(["information"]);
    await send("PUT", "/Observation/b", observation({ id: "b", subject: { reference: "Patient/a" } }));
    expect(await severities("/Patient/a/$validate?mode=delete")).toEqual(["error"]);
    expect((await send("GET", "/Patient/a")).status).toBe(200);
  });

  it("is one of a batch's entries too", async () => {
    const { send } = await start();
    const entry = { resource: WRONG, request: { method: "POST", url: "Patient/$validate" } };
    const answer = (await (await send("POST", "", bundleOf("batch", entry))).json()) as Bundle;
    expect(answer.entry?.[0]).toMatchObject({
      resource: { resourceType: "OperationOutcome", issue: [{ severity: "error" }, { severity: "error" }] },
      response: { status: "200 OK" },
    });
  });
});

describe("a Bundle posted with Prefer: respond-async", () => {
  const prefer = { prefer: "respond-async" };
  /** Asks until there is an answer. */
  async function answerAt(send: Awaited<ReturnType<typeof start>>["send"], url: string) {
    for (;;) {
      const answer = await send("GET", url);
      if (answer.status !== 202) return answer;
    }
  }

  it("is answered where the first answer says, until that is deleted", async () => {
    const { base, send } = await start();
    const accepted = await send("POST", "", bundleOf("transaction", put(patient({ id: "a" }))), prefer);
    expect(accepted.status).toBe(202);
    const where = accepted.headers.get("content-location") ?? "";
    expect(where.startsWith(`${base}/`)).toBe(true);
    for (let times = 0; times < 2; times++) {
      const answer = (await (await answerAt(send, where)).json()) as Bundle;
      expect(validator.validate(answer as Resource)).toEqual([]);
      expect(answer).toMatchObject({ type: "batch-response", entry: [{ response: { status: "200 OK" } }] });
      expect(answer.entry?.[0]?.resource).toMatchObject({
        type: "transaction-response",
        entry: [{ response: { status: "201 Created", location: "Patient/a/_history/1" } }],
      });
    }
    expect((await send("PUT", where, patient())).status).toBe(405);
    expect((await send("DELETE", where)).status).toBe(202);
    expect((await send("GET", where)).status).toBe(404);
  });

  it("is told to be refused there", async () => {
    const { send } = await start();
    const accepted = await send("POST", "", bundleOf("transaction", post(WRONG)), prefer);
    const answer = (await (await answerAt(send, accepted.headers.get("content-location") ?? "")).json()) as Bundle;
    expect(answer.entry).toMatchObject([
      {
        response: {
          status: "422 Unprocessable Entity",
          outcome: { issue: [{ severity: "error" }, { severity: "error" }] },
        },
      },
    ]);
  });

  it("ends with a fault of the server as any other", async () => {
    const { send } = await start({
      validate: () => {
        throw new Error("broken");
      },
    });
    const accepted = await send("POST", "", bundleOf("transaction", post(patient())), prefer);
    const answer = (await (await answerAt(send, accepted.headers.get("content-location") ?? "")).json()) as Bundle;
    expect(answer.entry?.[0]?.response).toMatchObject({ status: "500", outcome: { issue: [{ code: "exception" }] } });
  });

  it("is refused at once when it is no Bundle to process", async () => {
    const { send } = await start();
    expect((await send("POST", "", bundleOf("collection"), prefer)).status).toBe(400);
  });
});

describe("answered later, in the order of events", () => {
  it("is 202 before the work, nothing once it was taken back", async () => {
    const server = testServer();
    const accept = (id: string) =>
      server.handle({
        method: "POST",
        url: "",
        headers: { prefer: "respond-async" },
        body: JSON.stringify(bundleOf("transaction", put(patient({ id })))),
      }).headers["content-location"] ?? "";
    const [kept, dropped] = [accept("kept"), accept("dropped")].map((url) => url.slice("http://localhost/fhir".length));
    const at = (method: string, url = "") => server.handle({ method, url }).status;
    expect([at("GET", kept), at("GET", dropped), at("DELETE", dropped)]).toEqual([202, 202, 202]);
    await new Promise((resolve) => setTimeout(resolve));
    expect([at("GET", kept), at("GET", dropped)]).toEqual([200, 404]);
    expect([at("GET", "/Patient/kept"), at("GET", "/Patient/dropped")]).toEqual([200, 404]);
  });
});
