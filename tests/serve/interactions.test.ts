import { describe, expect, it } from "vitest";
import { finding } from "../../src/finding/finding.js";
import { ask, patient, testServer } from "./server.js";

describe("create, read, update, delete", () => {
  it("creates under an id of its own and tells where", () => {
    const server = testServer();
    const created = ask(server, "POST", "/Patient", patient({ id: "mine", gender: "male" }));
    expect(created.status).toBe(201);
    expect(created.headers).toMatchObject({
      location: "http://localhost/fhir/Patient/new-1/_history/1",
      etag: 'W/"1"',
      "last-modified": "Mon, 01 Jan 2024 00:00:01 GMT",
    });
    expect(created.body).toEqual({
      resourceType: "Patient",
      id: "new-1",
      meta: { versionId: "1", lastUpdated: "2024-01-01T00:00:01.000Z" },
      gender: "male",
    });
    expect(ask(server, "GET", "/Patient/new-1").body).toEqual(created.body);
    expect(ask(server, "GET", "/Patient/mine").status).toBe(404);
  });

  it("creates by PUT under the client's id, and makes a version only when something changed", () => {
    const server = testServer();
    expect(ask(server, "PUT", "/Patient/a", patient({ id: "a", gender: "male" })).status).toBe(201);
    const again = ask(server, "PUT", "/Patient/a", { id: "a", gender: "male", resourceType: "Patient" });
    expect([again.status, again.headers.etag]).toEqual([200, 'W/"1"']);
    const changed = ask(server, "PUT", "/Patient/a", patient({ id: "a", gender: "female" }));
    expect([changed.status, changed.headers.etag]).toEqual([200, 'W/"2"']);
    expect(ask(server, "GET", "/Patient/a/_history/1").body).toMatchObject({ gender: "male" });
    expect(ask(server, "GET", "/Patient/a/_history/3").status).toBe(404);
  });

  it("keeps a decimal's digits, and counts them as content", () => {
    const server = testServer();
    const text = (value: string) =>
      `{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"valueQuantity":{"value":${value}}}`;
    ask(server, "PUT", "/Observation/o", text("7.0"));
    expect(ask(server, "GET", "/Observation/o").text).toContain('"value":7.0}');
    expect(ask(server, "PUT", "/Observation/o", text("7.0")).headers.etag).toBe('W/"1"');
    expect(ask(server, "PUT", "/Observation/o", text("7.00")).headers.etag).toBe('W/"2"');
    expect(ask(server, "PUT", "/Observation/o", text("1e3")).text).toContain('"value":1e3}');
  });

  it("deletes, answers 410, keeps the history and counts on when it comes back", () => {
    const server = testServer();
    ask(server, "PUT", "/Patient/a", patient({ id: "a" }));
    expect(ask(server, "DELETE", "/Patient/a").status).toBe(204);
    expect(ask(server, "DELETE", "/Patient/a").status).toBe(204);
    expect(ask(server, "DELETE", "/Patient/never").status).toBe(204);
    expect(ask(server, "GET", "/Patient/a").status).toBe(410);
    expect(ask(server, "GET", "/Patient/a/_history/2").status).toBe(410);
    const back = ask(server, "PUT", "/Patient/a", patient({ id: "a" }));
    expect([back.status, back.headers.etag]).toEqual([201, 'W/"3"']);
    const history = ask(server, "GET", "/Patient/a/_history").body;
    expect(history.total).toBe(3);
    expect(history.entry?.map((entry) => [entry.request?.method, entry.response?.status])).toEqual([
      ["PUT", "201 Created"],
      ["DELETE", "204 No Content"],
      ["PUT", "201 Created"],
    ]);
    expect(ask(server, "GET", "/Patient/other/_history").status).toBe(404);
  });

  it("refuses to delete what something refers to, and a reference to nothing", () => {
    const server = testServer();
    ask(server, "PUT", "/Patient/a", patient({ id: "a" }));
    const flag = { resourceType: "Flag", id: "f", subject: { reference: "Patient/a" } };
    expect(ask(server, "PUT", "/Flag/f", flag).status).toBe(201);
    expect(ask(server, "DELETE", "/Patient/a").status).toBe(409);
    expect(ask(server, "GET", "/Patient/a").status).toBe(200);
    const dangling = ask(server, "PUT", "/Flag/f", { ...flag, subject: { reference: "Patient/b" } });
    expect(dangling.status).toBe(400);
    expect(dangling.body.issue[0]).toMatchObject({ code: "not-found", expression: ["Flag.subject.reference"] });
    expect(ask(server, "GET", "/Flag/f").headers.etag).toBe('W/"1"');
    expect(ask(server, "DELETE", "/Flag/f").status).toBe(204);
    expect(ask(server, "DELETE", "/Patient/a").status).toBe(204);
  });

  it("honours If-Match, If-None-Match and Prefer", () => {
    const server = testServer();
    const write = (headers: Record<string, string>) =>
      ask(server, "PUT", "/Patient/a", patient({ id: "a", active: true }), headers);
    expect(write({ "if-match": 'W/"1"' }).status).toBe(412);
    expect(write({ prefer: "return=minimal" })).toMatchObject({ status: 201, body: undefined });
    expect(write({ "if-match": 'W/"2"' }).status).toBe(412);
    expect(write({ "if-match": 'W/"1"', prefer: "return=OperationOutcome" }).body.resourceType).toBe(
      "OperationOutcome",
    );
    expect(ask(server, "GET", "/Patient/a", undefined, { "if-none-match": 'W/"1"' })).toMatchObject({
      status: 304,
      body: undefined,
    });
    expect(ask(server, "DELETE", "/Patient/a", undefined, { "if-match": '"7"' }).status).toBe(412);
    expect(ask(server, "PUT", "/Patient/none", patient({ id: "none" }), { "if-match": 'W/""' }).status).toBe(412);
    expect(ask(server, "HEAD", "/Patient/a")).toMatchObject({ status: 200, body: undefined });
  });
});

describe("conditional interactions", () => {
  const named = (value: string, more: object = {}) => patient({ identifier: [{ system: "urn:x", value }], ...more });

  it("creates only what is not there yet", () => {
    const server = testServer();
    const create = () => ask(server, "POST", "/Patient", named("1"), { "if-none-exist": "identifier=urn:x|1" });
    expect([create().status, create().status]).toEqual([201, 200]);
    expect(ask(server, "GET", "/Patient").body.total).toBe(1);
    ask(server, "POST", "/Patient", named("1"));
    expect(create().status).toBe(412);
    const vague = ask(server, "POST", "/Patient", named("1"), { "if-none-exist": "" });
    const unknown = ask(server, "POST", "/Patient", named("1"), { "if-none-exist": "Patient?identifier=urn:x|1" });
    expect([vague.status, unknown.status]).toEqual([400, 400]);
    expect(ask(server, "GET", "/Patient").body.total).toBe(2);
  });

  it("updates what a query matches, creates where it matches nothing", () => {
    const server = testServer();
    const write = (more: object = {}) => ask(server, "PUT", "/Patient?identifier=urn:x|1", named("1", more));
    expect([write().status, write().status, write({ active: true }).status]).toEqual([201, 200, 200]);
    expect(ask(server, "GET", "/Patient/new-1").headers.etag).toBe('W/"2"');
    expect(write({ id: "other" }).status).toBe(400);
    expect(ask(server, "PUT", "/Patient?identifier=urn:x|2", named("2", { id: "own" })).headers.location).toContain(
      "/Patient/own/",
    );
  });
});

describe("what it refuses", () => {
  const refused: readonly [string, number, string, string, unknown?, Record<string, string>?][] = [
    ["an unknown type", 404, "GET", "/Patients/1"],
    ["an unknown path", 404, "GET", "/Patient/1/_history/1/x"],
    ["an inherited property as type", 404, "GET", "/constructor/1"],
    ["a method", 405, "PATCH", "/Patient/1"],
    ["an inherited property as method", 405, "constructor", "/Patient/1"],
    ["search over all types", 405, "GET", "/?_id=1"],
    ["a broken escape", 400, "GET", "/Patient/%E0%A4%A"],
    ["no body", 400, "POST", "/Patient"],
    ["no JSON", 400, "POST", "/Patient", "{'a'}"],
    ["no resource", 400, "POST", "/Patient", "[]"],
    ["null", 400, "POST", "/Patient", "null"],
    ["another type", 400, "POST", "/Patient", { resourceType: "Group" }],
    ["another id", 400, "PUT", "/Patient/a", { resourceType: "Patient", id: "b" }],
    ["no id", 400, "PUT", "/Patient/a", { resourceType: "Patient" }],
    ["an id that is none", 400, "PUT", "/Patient/a_b", { resourceType: "Patient", id: "a_b" }],
    ["deep JSON", 400, "POST", "/Patient", `{"resourceType":"Patient","x":${"[".repeat(1e6)}`],
    ["XML in", 415, "POST", "/Patient", "<Patient/>", { "content-type": "application/fhir+xml" }],
    ["XML out", 406, "GET", "/metadata", undefined, { accept: "application/fhir+xml" }],
    ["XML by _format", 406, "GET", "/metadata?_format=xml"],
    ["a Bundle type", 400, "POST", "/", { resourceType: "Bundle", type: "collection" }],
    ["an inherited property as Bundle type", 400, "POST", "/", { resourceType: "Bundle", type: "constructor" }],
    ["no Bundle at the base", 400, "POST", "/", { resourceType: "Patient" }],
  ];

  it.each(refused)("%s: %i", (_what, status, method, url, body, headers) => {
    const answer = ask(testServer(), method, url, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe("OperationOutcome");
    expect(answer.body.issue[0]?.diagnostics).toBeTruthy();
  });

  it("what the validator finds, with every expression", () => {
    const error = (expression: string) =>
      finding("load/refused", { status: 422, text: expression }, { severity: "error", bundle: { expression } });
    const server = testServer({ validate: () => [error("Patient.name"), error("Patient.gender")] });
    const answer = ask(server, "POST", "/Patient", patient());
    expect(answer.status).toBe(422);
    expect(answer.body.issue.map((issue) => issue.expression)).toEqual([["Patient.name"], ["Patient.gender"]]);
    expect(ask(server, "GET", "/Patient").body.total).toBe(0);
  });

  it("answers 500 with an OperationOutcome when the validator itself fails, and goes on", () => {
    const server = testServer({
      validate: () => {
        throw new Error("secret detail");
      },
    });
    const answer = ask(server, "POST", "/Patient", patient());
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret");
    expect(ask(server, "GET", "/Patient").status).toBe(200);
  });

  it("takes a key named __proto__ as the data it is", () => {
    const server = testServer();
    ask(server, "PUT", "/Patient/a", '{"resourceType":"Patient","id":"a","__proto__":{"polluted":1.0}}');
    expect(ask(server, "GET", "/Patient/a").text).toContain('"__proto__":{"polluted":1.0}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
