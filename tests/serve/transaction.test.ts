import { describe, expect, it } from "vitest";
import type { Resource } from "../../src/fhir/types.js";
import { type Answer, ask, bundleOf, contents, observation, patient, post, put, testServer, URN } from "./server.js";

const statuses = ({ body }: Answer) => body.entry?.map((entry) => entry.response?.status);
const identifier = (value: string) => [{ system: "urn:x", value }];

describe("a transaction", () => {
  it("stores all, answers in the order asked and rewrites every kind of link", () => {
    const server = testServer();
    const div = `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${URN(1)}">p</a> ${URN(1)}</div>`;
    const answer = ask(
      server,
      "POST",
      "/",
      bundleOf(
        "transaction",
        post(
          observation({
            text: { status: "generated", div },
            extension: [
              { url: "http://x.org/a", valueReference: { reference: URN(1) } },
              { url: "http://x.org/b", valueUri: URN(1) },
              { url: "http://x.org/c", valueString: URN(1) },
            ],
            subject: { reference: URN(1).toUpperCase().replace("URN:UUID", "urn:uuid") },
            hasMember: [{ reference: URN(2) }],
            identifier: [{ system: "urn:ietf:rfc:3986", value: URN(1) }],
          }),
          URN(2),
        ),
        post(patient({ id: "ignored" }), URN(1)),
      ),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.type).toBe("transaction-response");
    expect(answer.body.entry?.map((entry) => entry.response)).toMatchObject([
      { status: "201 Created", location: "Observation/new-1/_history/1", etag: 'W/"1"' },
      { status: "201 Created", location: "Patient/new-2/_history/1", etag: 'W/"1"' },
    ]);
    expect(ask(server, "GET", "/Observation/new-1").body).toMatchObject({
      text: { div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="Patient/new-2">p</a> ${URN(1)}</div>` },
      extension: [
        { valueReference: { reference: "Patient/new-2" } },
        { valueUri: "Patient/new-2" },
        { valueString: URN(1) },
      ],
      subject: { reference: "Patient/new-2" },
      hasMember: [{ reference: "Observation/new-1" }],
      identifier: [{ value: URN(1) }],
    });
  });

  it("resolves Type/id references against the entries' RESTful full URLs", () => {
    const server = testServer();
    const answer = ask(
      server,
      "POST",
      "/",
      bundleOf(
        "transaction",
        post(patient(), "http://example.org/fhir/Patient/77"),
        post(observation({ subject: { reference: "Patient/77" } }), "http://example.org/fhir/Observation/78"),
        post(observation({ subject: { reference: "http://example.org/fhir/Patient/77" } }), URN(3)),
      ),
    );
    expect(answer.status).toBe(200);
    for (const id of ["new-2", "new-3"]) {
      expect(ask(server, "GET", `/Observation/${id}`).body.subject).toEqual({ reference: "Patient/new-1" });
    }
  });

  it("puts under the client's ids, twice without a new version", () => {
    const server = testServer();
    const bundle = bundleOf(
      "transaction",
      put(observation({ id: "o", subject: { reference: "Patient/p" } })),
      put(patient({ id: "p" })),
    );
    expect(statuses(ask(server, "POST", "/", bundle))).toEqual(["201 Created", "201 Created"]);
    const again = ask(server, "POST", "/", bundle);
    expect(again.body.entry?.map((entry) => entry.response?.etag)).toEqual(['W/"1"', 'W/"1"']);
    expect(statuses(again)).toEqual(["200 OK", "200 OK"]);
  });

  it("creates on condition, and later references go to what is there", () => {
    const server = testServer();
    const bundle = (code: string) =>
      bundleOf(
        "transaction",
        post(patient({ identifier: identifier("1") }), URN(1), { ifNoneExist: "identifier=urn:x|1" }),
        post(observation({ code: { text: code }, subject: { reference: URN(1) } }), URN(2)),
      );
    expect(statuses(ask(server, "POST", "/", bundle("a")))).toEqual(["201 Created", "201 Created"]);
    expect(statuses(ask(server, "POST", "/", bundle("b")))).toEqual(["200 OK", "201 Created"]);
    expect(ask(server, "GET", "/Observation?patient=new-1").body.total).toBe(2);
  });

  it("resolves conditional references: one match, a match in the Bundle, none, many", () => {
    const server = testServer();
    ask(server, "PUT", "/Patient/p", patient({ id: "p", identifier: identifier("1") }));
    const referring = (query: string, ...more: object[]) =>
      ask(
        server,
        "POST",
        "/",
        bundleOf("transaction", post(observation({ subject: { reference: `Patient?${query}` } })), ...more),
      );
    const one = referring("identifier=urn:x|1");
    expect(one.status).toBe(200);
    expect(ask(server, "GET", "/Observation/new-1").body.subject).toEqual({ reference: "Patient/p" });
    const inside = post(patient({ identifier: identifier("2") }), URN(1), { ifNoneExist: "identifier=urn:x|2" });
    expect(statuses(referring("identifier=urn:x|2", inside))).toEqual(["201 Created", "201 Created"]);
    const none = referring("identifier=urn:x|3");
    expect([none.status, none.body.issue[0]?.expression]).toEqual([404, ["Bundle.entry[0]"]]);
    ask(server, "PUT", "/Patient/q", patient({ id: "q", identifier: identifier("1") }));
    expect(referring("identifier=urn:x|1").status).toBe(412);
    expect(referring("favourite=blue").status).toBe(400);
  });

  it("runs DELETE, POST, PUT and GET in this order, whatever the order of the entries", () => {
    const server = testServer();
    ask(server, "PUT", "/Patient/old", patient({ id: "old", identifier: identifier("1") }));
    const answer = ask(
      server,
      "POST",
      "/",
      bundleOf(
        "transaction",
        { request: { method: "GET", url: "Patient?identifier=urn:x|1" } },
        put(patient({ id: "p", identifier: identifier("2") })),
        post(patient({ identifier: identifier("1") }), URN(1), { ifNoneExist: "identifier=urn:x|1" }),
        { request: { method: "DELETE", url: "Patient/old" } },
        { request: { method: "GET", url: "Patient/p" } },
      ),
    );
    expect(statuses(answer)).toEqual(["200 OK", "201 Created", "201 Created", "204 No Content", "200 OK"]);
    expect(answer.body.entry?.[0]?.resource).toMatchObject({ total: 1, entry: [{ resource: { id: "new-1" } }] });
    expect(answer.body.entry?.[4]?.resource).toMatchObject({ id: "p" });
  });

  it("updates on condition", () => {
    const server = testServer();
    const bundle = (active: boolean) =>
      bundleOf(
        "transaction",
        {
          fullUrl: URN(1),
          resource: patient({ active, identifier: identifier("1") }),
          request: { method: "PUT", url: "Patient?identifier=urn:x|1" },
        },
        post(observation({ subject: { reference: URN(1) } }), URN(2)),
      );
    expect(statuses(ask(server, "POST", "/", bundle(true)))).toEqual(["201 Created", "201 Created"]);
    expect(statuses(ask(server, "POST", "/", bundle(false)))).toEqual(["200 OK", "201 Created"]);
    const { entry } = ask(server, "GET", "/Patient").body;
    expect(entry).toMatchObject([{ resource: { active: false, meta: { versionId: "2" } } }]);
  });

  it("shows what it wrote when asked to", () => {
    const bundle = bundleOf("transaction", post(patient({ active: true })));
    expect(ask(testServer(), "POST", "/", bundle).body.entry?.[0]?.resource).toBeUndefined();
    const shown = ask(testServer(), "POST", "/", bundle, { prefer: "return=representation" });
    expect(shown.body.entry?.[0]?.resource).toMatchObject({ id: "new-1", active: true });
  });

  it("takes an empty Bundle", () => {
    expect(ask(testServer(), "POST", "/", { resourceType: "Bundle", type: "transaction" }).body).toEqual({
      resourceType: "Bundle",
      type: "transaction-response",
    });
  });

  it("of thousands of entries is one step", () => {
    const server = testServer();
    const count = 4000;
    const entries = Array.from({ length: count }, (_, i) =>
      post(observation({ identifier: identifier(`${i}`), subject: { reference: URN(0) } }), URN(i + 1), {
        ifNoneExist: `identifier=urn:x|${i}`,
      }),
    );
    const bundle = bundleOf("transaction", ...entries, post(patient(), URN(0), { ifNoneExist: "identifier=urn:x|p" }));
    expect(ask(server, "POST", "/", bundle).status).toBe(200);
    expect(ask(server, "GET", "/Observation?_summary=count").body.total).toBe(count);
  });
});

describe("a transaction that fails leaves nothing", () => {
  const good = put(patient({ id: "good", active: false }));
  const failing: readonly [string, number, string, ...object[]][] = [
    [
      "an urn that is no entry's",
      400,
      "Bundle.entry[1].resource.subject.reference",
      post(observation({ subject: { reference: URN(9) } })),
    ],
    [
      "a missing target",
      400,
      "Bundle.entry[1].resource.subject.reference",
      post(observation({ subject: { reference: "Patient/none" } })),
    ],
    [
      "a reference in an extension to nothing",
      400,
      "Bundle.entry[1].resource.extension[0].value.ofType(Reference).reference",
      post(patient({ extension: [{ url: "http://x", valueReference: { reference: URN(8) } }] })),
    ],
    ["one resource twice", 400, "Bundle.entry[1]", put(patient({ id: "good" }))],
    [
      "one condition twice",
      400,
      "Bundle.entry[2]",
      post(patient(), URN(1), { ifNoneExist: "identifier=1" }),
      post(patient(), URN(2), { ifNoneExist: "identifier=1" }),
    ],
    ["one fullUrl twice", 400, "Bundle.entry[2].fullUrl", post(patient(), URN(1)), post(patient(), URN(1))],
    [
      "an ambiguous condition",
      412,
      "Bundle.entry[1]",
      post(patient(), URN(1), { ifNoneExist: "identifier=urn:x|twice" }),
    ],
    [
      "a condition nobody knows",
      400,
      "Bundle.entry[1]",
      post(patient(), URN(1), { ifNoneExist: "Patient?identifier=1" }),
    ],
    [
      "a stale version",
      412,
      "Bundle.entry[1]",
      { ...put(patient({ id: "kept" })), request: { method: "PUT", url: "Patient/kept", ifMatch: 'W/"7"' } },
    ],
    [
      "a stale version of what a query matches",
      412,
      "Bundle.entry[1]",
      { ...put(patient()), request: { method: "PUT", url: "Patient?_id=kept", ifMatch: 'W/"7"' } },
    ],
    [
      "a stale version deleted",
      412,
      "Bundle.entry[1]",
      { request: { method: "DELETE", url: "Patient/kept", ifMatch: 'W/"7"' } },
    ],
    ["deleting what is referred to", 409, "Bundle.entry[1]", { request: { method: "DELETE", url: "Patient/kept" } }],
    ["another type", 400, "Bundle.entry[1]", { resource: patient(), request: { method: "POST", url: "Group" } }],
    [
      "another id",
      400,
      "Bundle.entry[1].resource.id",
      { resource: patient({ id: "a" }), request: { method: "PUT", url: "Patient/b" } },
    ],
    ["no request", 400, "Bundle.entry[1].request.method", { resource: patient() }],
    ["no URL", 400, "Bundle.entry[1].request.url", { resource: patient(), request: { method: "POST" } }],
    [
      "another server's URL",
      400,
      "Bundle.entry[1].request.url",
      { resource: patient(), request: { method: "POST", url: "http://elsewhere.org/Patient" } },
    ],
    ["no resource", 400, "Bundle.entry[1]", { request: { method: "POST", url: "Patient" } }],
    ["PATCH", 400, "Bundle.entry[1].request.method", { request: { method: "PATCH", url: "Patient/kept" } }],
    ["a GET of nothing", 404, "Bundle.entry[1]", { request: { method: "GET", url: "Patient/none" } }],
    ["an entry that is none", 400, "Bundle.entry", null as unknown as object],
  ];

  it.each(failing)("%s: %i at %s", (_what, status, expression, ...entries) => {
    const server = testServer();
    ask(server, "PUT", "/Patient/kept", patient({ id: "kept" }));
    ask(server, "PUT", "/Observation/o", observation({ id: "o", subject: { reference: "Patient/kept" } }));
    ask(server, "PUT", "/Patient/good", patient({ id: "good", active: true }));
    for (const id of ["t1", "t2"])
      ask(server, "PUT", `/Patient/${id}`, patient({ id, identifier: identifier("twice") }));
    const before = contents(server, "Patient", "Observation");
    const answer = ask(server, "POST", "/", bundleOf("transaction", good, ...entries));
    expect(answer.body).toMatchObject({ resourceType: "OperationOutcome", issue: [{ expression: [expression] }] });
    expect(answer.status).toBe(status);
    expect(contents(server, "Patient", "Observation")).toEqual(before);
    expect(ask(server, "GET", "/Patient/good/_history").body.total).toBe(1);
  });
});

describe("a batch", () => {
  it("does each entry by itself", () => {
    const server = testServer();
    const answer = ask(
      server,
      "POST",
      "/",
      bundleOf(
        "batch",
        put(patient({ id: "p" })),
        put(observation({ id: "o", subject: { reference: "Patient/p" } })),
        post(observation({ subject: { reference: "Patient/none" } })),
        { request: { method: "GET", url: "Patient/p" } },
        { request: { method: "GET", url: "Patient/none" } },
        { request: { method: "DELETE", url: "Observation/o" } },
        post(patient({ identifier: identifier("1") }), undefined, { ifNoneExist: "identifier=urn:x|1" }),
        post(patient({ identifier: identifier("1") }), undefined, { ifNoneExist: "identifier=urn:x|1" }),
        { request: { method: "POST", url: "/" } },
      ),
    );
    expect(answer.body.type).toBe("batch-response");
    expect(statuses(answer)).toEqual([
      ...["201 Created", "201 Created", "400 Bad Request", "200 OK", "404 Not Found"],
      ...["204 No Content", "201 Created", "200 OK", "404 Not Found"],
    ]);
    expect(answer.body.entry?.[2]?.response?.outcome).toMatchObject({
      issue: [{ expression: ["Bundle.entry[2].resource.subject.reference"] }],
    });
    expect(answer.body.entry?.[3]?.resource).toMatchObject({ id: "p" });
  });

  it("changes and deletes only the version it is told", () => {
    const server = testServer();
    const versioned = (method: string, url: string, version: number, resource?: Resource) => ({
      ...(resource ? { resource } : {}),
      request: { method, url, ifMatch: `W/"${version}"` },
    });
    for (const id of ["a", "b"]) ask(server, "PUT", `/Patient/${id}`, patient({ id, identifier: identifier(id) }));
    const change = (id: string) => patient({ id, identifier: identifier(id), active: true });
    const answer = ask(
      server,
      "POST",
      "/",
      bundleOf(
        "batch",
        versioned("PUT", "Patient/a", 2, change("a")),
        versioned("PUT", "Patient?identifier=urn:x|a", 2, change("a")),
        versioned("DELETE", "Patient/a", 2),
        versioned("PUT", "Patient/a", 1, change("a")),
        versioned("PUT", "Patient?identifier=urn:x|b", 1, change("b")),
        versioned("DELETE", "Patient/a", 2),
        versioned("DELETE", "Patient/a", 2),
      ),
    );
    const refused = "412 Precondition Failed";
    expect(statuses(answer)).toEqual([refused, refused, refused, "200 OK", "200 OK", "204 No Content", refused]);
    expect(ask(server, "GET", "/Patient/a").status).toBe(410);
  });

  it("does not delete what something refers to, and goes on", () => {
    const server = testServer();
    ask(server, "PUT", "/Patient/p", patient({ id: "p" }));
    ask(server, "PUT", "/Observation/o", observation({ id: "o", subject: { reference: "Patient/p" } }));
    const deletions = ["Patient/p", "Observation/o", "Patient/p", "Patient/p"];
    const entries = deletions.map((url) => ({ request: { method: "DELETE", url } }));
    const answer = ask(server, "POST", "/", bundleOf("batch", ...entries));
    expect(statuses(answer)).toEqual(["409 Conflict", "204 No Content", "204 No Content", "204 No Content"]);
  });
});
