import { describe, expect, it } from "vitest";
import { said } from "./whole.js";

const url = (n: number) => `urn:uuid:3e1d1c8a-0f0e-4f3c-9a51-7f1c7f1f0a0${n}`;
const BASE = "http://hospital.test/fhir/";
const patient = (id: string, rest: object = {}) => ({ resourceType: "Patient", id, ...rest });
const bundle = (type: string, entry: readonly unknown[], rest: object = {}) => ({
  resourceType: "Bundle",
  type,
  ...rest,
  entry,
});

describe("the fullUrl of an entry", () => {
  const collected = (...entries: object[]) => said(bundle("collection", entries));

  it.each([
    ["collection", ["error full-url-missing Bundle.entry[0]"]],
    ["transaction-response", []],
    ["batch-response", []],
  ])("in a %s may be absent: %j", (type, expected) => {
    const response = type.endsWith("response") ? { response: { status: "200" } } : {};
    expect(said(bundle(type, [{ resource: patient("a"), ...response }]))).toEqual(expected);
  });

  it.each([
    [{ fullUrl: `${BASE}Patient/a`, resource: patient("a") }, []],
    [
      { fullUrl: `${BASE}Patient/b`, resource: patient("a") },
      ["error full-url-not-of-resource Bundle.entry[0].fullUrl"],
    ],
    [
      { fullUrl: `${BASE}Patient/a`, resource: { resourceType: "Patient" } },
      ["error full-url-not-of-resource Bundle.entry[0].fullUrl"],
    ],
    [{ fullUrl: `${BASE}Group/a`, resource: patient("a") }, ["error full-url-not-of-resource Bundle.entry[0].fullUrl"]],
    // What is no URL of a FHIR server says nothing of the resource.
    [{ fullUrl: "http://hospital.test/People/a1", resource: patient("a") }, []],
    [{ fullUrl: url(1), resource: patient("a") }, []],
    [{ fullUrl: "Patient/a", resource: patient("a") }, ["error full-url-not-absolute Bundle.entry[0].fullUrl"]],
  ])("fits the resource: %j", (entry, expected) => expect(collected(entry)).toEqual(expected));

  it("stands once, but for versions", () => {
    const version = (versionId?: string) => ({
      fullUrl: url(1),
      resource: patient("a", versionId ? { meta: { versionId } } : {}),
    });
    const twice = ["error full-url-twice Bundle.entry[1]"];
    expect(collected(version(), version())).toEqual(twice);
    expect(collected(version("1"), version("1"))).toEqual(twice);
    expect(collected(version("1"), version("2"))).toEqual([]);
    expect(collected(version("1"), version())).toEqual([]);
    const change = { request: { method: "PUT", url: "Patient/a" }, response: { status: "200" } };
    const history = [version("1"), version("1")].map((entry) => ({ ...entry, ...change }));
    expect(said(bundle("history", history)).filter((one) => one.includes("full-url"))).toEqual([]);
  });
});

describe("a request", () => {
  const asked = (request: object, resource?: object) =>
    said(bundle("transaction", [{ fullUrl: url(1), ...(resource ? { resource } : {}), request }]));
  const at = "Bundle.entry[0].request";

  it.each<[object, object | undefined, string[]]>([
    [{ method: "POST", url: "Patient" }, patient("a"), []],
    [{ method: "POST", url: "Group" }, patient("a"), [`error request-url-not-of-resource ${at}.url`]],
    [{ method: "POST", url: "Patient" }, undefined, [`warning request-without-resource ${at}`]],
    // An operation may be asked of any type.
    [{ method: "POST", url: "Patient/$match" }, { resourceType: "Parameters" }, []],
    [{ method: "PUT", url: "Patient/a" }, patient("a"), []],
    [{ method: "PUT", url: "Patient/b" }, patient("a"), [`error request-url-not-of-resource ${at}.url`]],
    [{ method: "PUT", url: "Group/a" }, patient("a"), [`error request-url-not-of-resource ${at}.url`]],
    [{ method: "PUT", url: "Patient?identifier=x" }, patient("a"), []],
    [{ method: "PUT", url: "Patient/a" }, undefined, [`error request-without-resource ${at}`]],
    [{ method: "GET", url: "Patient/a" }, undefined, []],
    [{ method: "DELETE", url: "Patient/a" }, undefined, []],
  ])("%j with %j", (request, resource, expected) => expect(asked(request, resource)).toEqual(expected));

  it("that was answered needs no resource", () => {
    const entry = {
      fullUrl: `${BASE}Patient/a`,
      request: { method: "PUT", url: "Patient/a" },
      response: { status: "200" },
    };
    expect(said(bundle("history", [entry]))).toEqual([]);
  });
});

describe("a search result", () => {
  const self = (address: string) => ({ link: [{ relation: "self", url: address }] });
  const found = (entry: object, address = `${BASE}Patient?name=x`) => said(bundle("searchset", [entry], self(address)));
  const match = (mode: string) => ({ fullUrl: `${BASE}Patient/a`, resource: patient("a"), search: { mode } });
  const outcome = {
    resourceType: "OperationOutcome",
    id: "o",
    issue: [{ severity: "warning", code: "informational" }],
  };

  it.each<[object, string[]]>([
    [{ search: { mode: "match" } }, []],
    [{}, ["warning search-without-mode Bundle.entry[0]"]],
    [{ search: { score: 1 } }, ["warning search-without-mode Bundle.entry[0]"]],
    [
      { search: { mode: "match" }, resource: undefined },
      ["error invariant Bundle.entry[0]", "error search-entry-empty Bundle.entry[0]"],
    ],
    [
      { search: { mode: "match" }, fullUrl: url(1), resource: { resourceType: "Patient" } },
      ["error search-entry-without-id Bundle.entry[0].resource"],
    ],
    [
      { search: { mode: "include" }, fullUrl: url(1), resource: { resourceType: "Practitioner" } },
      ["error search-entry-without-id Bundle.entry[0].resource"],
    ],
    [{ search: { mode: "outcome" } }, ["error search-outcome-type Bundle.entry[0].resource"]],
    [{ search: { mode: "outcome" }, fullUrl: url(1), resource: outcome }, []],
  ])("%j", (entry, expected) => {
    const whole = JSON.parse(
      JSON.stringify({ fullUrl: `${BASE}Patient/a`, resource: patient("a"), ...entry }),
    ) as object;
    expect(found(whole)).toEqual(expected);
  });

  it.each<[string, boolean]>([
    [`${BASE}Patient?name=x`, true],
    [`${BASE}Patient/_search?name=x`, true],
    [`${BASE}?_type=Patient,Group`, true],
    [`${BASE}?_type=Group&_type=Patient`, true],
    [`${BASE}?_type=Group`, false],
    [`${BASE}Group`, false],
    [`${BASE}Group/_search`, false],
    // Nothing is known of what was searched for.
    [`${BASE}?name=x`, true],
  ])("of %s fits what it holds: %s", (address, fits) =>
    expect(found(match("match"), address)).toEqual(fits ? [] : ["error search-type Bundle.entry[0].resource"]),
  );

  it("may hold other types than it was searched for, as included ones", () => {
    expect(found(match("include"), `${BASE}Group`)).toEqual([]);
  });

  it("says what was searched for", () => {
    expect(said(bundle("searchset", [match("match")]))).toEqual(["warning search-without-self Bundle"]);
  });
});

describe("links of a Bundle", () => {
  const linked = (type: string, ...relations: string[]) => {
    const link = relations.map((relation, i) => ({ relation, url: `${BASE}Patient?page=${i}` }));
    return said(bundle(type, [], { link })).filter((one) => one.includes("link-"));
  };

  it("lead to other pages of results and histories alone", () => {
    const pages = ["self", "first", "previous", "next", "last"];
    expect(linked("searchset", ...pages)).toEqual([]);
    expect(linked("history", ...pages)).toEqual([]);
    expect(linked("collection", ...pages)).toEqual(
      [1, 2, 3, 4].map((i) => `error link-relation Bundle.link[${i}].relation`),
    );
    expect(linked("collection", "self", "alternate", "alternate")).toEqual([]);
  });

  it("of one kind stand once", () => {
    expect(linked("searchset", "self", "next", "next", "self")).toEqual([
      "error link-twice Bundle.link[2].relation",
      "error link-twice Bundle.link[3].relation",
    ]);
  });
});

describe("a document", () => {
  const composition = (rest: object = {}) => ({
    fullUrl: url(1),
    resource: {
      resourceType: "Composition",
      status: "final",
      type: { text: "x" },
      date: "2024-01-01",
      title: "x",
      author: [{ reference: url(2) }],
      ...rest,
    },
  });
  const author = { fullUrl: url(2), resource: { resourceType: "Practitioner", id: "d" } };
  const document = (...entries: object[]) =>
    said(
      bundle("document", entries, {
        identifier: { system: "http://hospital.test/ids", value: "1" },
        timestamp: "2024-01-01T00:00:00Z",
      }),
    );

  it("holds all that its Composition is made of", () => {
    expect(document(composition(), author)).toEqual([]);
    expect(document(composition({ section: [{ title: "x", entry: [{ reference: "Patient/a" }] }] }), author)).toEqual([
      "error reference-not-in-bundle Bundle.entry[0].resource.section[0].entry[0]",
    ]);
    expect(document(composition({ subject: { reference: "Patient/a" } }), author)).toEqual([
      "error reference-not-in-bundle Bundle.entry[0].resource.subject",
    ]);
    // What it was made from may be elsewhere.
    const relatesTo = [{ code: "replaces", targetReference: { reference: "Composition/b" } }];
    expect(document(composition({ relatesTo }), author)).toEqual([]);
  });

  it("holds nothing that no entry leads to, over any number of steps and in either direction", () => {
    const leading = (n: number, to: number) => ({
      fullUrl: url(n),
      resource: { resourceType: "Basic", id: `b${n}`, code: { text: "x" }, subject: { reference: url(to) } },
    });
    expect(document(composition(), author, leading(3, 2), leading(4, 3))).toEqual([]);
    expect(document(composition(), author, leading(3, 4), leading(4, 3))).toEqual([
      "error entry-not-linked Bundle.entry[2]",
      "error entry-not-linked Bundle.entry[3]",
    ]);
    expect(document(composition(), author, leading(3, 3))).toEqual(["error entry-not-linked Bundle.entry[2]"]);
  });

  it("is not empty", () => {
    expect(document()).toContain("error bundle-empty Bundle");
  });
});

describe("a message", () => {
  const header = (...focus: string[]) => ({
    fullUrl: url(1),
    resource: {
      resourceType: "MessageHeader",
      eventUri: "http://hospital.test/event",
      source: { endpoint: "http://hospital.test" },
      sender: { reference: "Organization/elsewhere" },
      ...(focus.length > 0 ? { focus: focus.map((reference) => ({ reference })) } : {}),
    },
  });
  const one = { fullUrl: url(2), resource: patient("a") };

  it("holds what it is about", () => {
    expect(said(bundle("message", [header(url(2)), one]))).toEqual([]);
    expect(said(bundle("message", [header("Patient/elsewhere")]))).toEqual([
      "error reference-not-in-bundle Bundle.entry[0].resource.focus[0]",
    ]);
  });

  it("should hold nothing else", () => {
    expect(said(bundle("message", [header(), one]))).toEqual(["warning entry-not-linked Bundle.entry[1]"]);
  });
});
