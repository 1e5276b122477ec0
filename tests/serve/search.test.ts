import { describe, expect, it } from "vitest";
import { type DatePrefix, dateInterval, intervalOf, matchesDate } from "../../src/serve/search/dates.js";
import { ask, observation, patient, testServer } from "./server.js";

function filled() {
  const server = testServer();
  ask(
    server,
    "PUT",
    "/Patient/p",
    patient({ id: "p", identifier: [{ system: "urn:x", value: "1" }, { value: "bare" }] }),
  );
  ask(
    server,
    "PUT",
    "/Patient/q",
    patient({
      id: "q",
      identifier: [{ system: "urn:y", value: "1" }],
      meta: { tag: [{ system: "urn:t", code: "a" }] },
    }),
  );
  const code = { coding: [{ system: "http://loinc.org", code: "1-8" }] };
  ask(
    server,
    "PUT",
    "/Observation/a",
    observation({ id: "a", code, subject: { reference: "Patient/p" }, effectiveDateTime: "2016" }),
  );
  ask(
    server,
    "PUT",
    "/Observation/b",
    observation({
      id: "b",
      subject: { reference: "http://localhost/fhir/Patient/q" },
      effectivePeriod: { start: "2016-03" },
    }),
  );
  ask(
    server,
    "PUT",
    "/Observation/c",
    observation({ id: "c", effectiveDateTime: "2015-12-31T23:30:00-01:00", status: "amended" }),
  );
  ask(server, "PUT", "/Group/g", { resourceType: "Group", id: "g", type: "person", actual: true });
  ask(server, "PUT", "/Observation/d", observation({ id: "d", subject: { reference: "Group/g" } }));
  return server;
}

const found: readonly [string, string][] = [
  ["/Patient?_id=p", "p"],
  ["/Patient?_id=p,q", "pq"],
  ["/Patient?_id=nobody", ""],
  ["/Patient?identifier=urn:x|1", "p"],
  ["/Patient?identifier=urn%3Ax%7C1", "p"],
  ["/Patient?identifier=1", "pq"],
  ["/Patient?identifier=|1", ""],
  ["/Patient?identifier=urn:x\\|1", ""],
  ["/Patient?identifier=|bare", "p"],
  ["/Patient?identifier=urn:x|", "p"],
  ["/Patient?identifier=urn:y|1,bare", "pq"],
  ["/Patient?identifier=1&identifier=bare", "p"],
  ["/Patient?_tag=urn:t|a", "q"],
  ["/Patient?_tag:missing=true", "p"],
  ["/Patient?_lastUpdated=ge2024", "pq"],
  ["/Observation?patient=p", "a"],
  ["/Observation?patient=Patient/q", "b"],
  ["/Observation?patient=http://localhost/fhir/Patient/p", "a"],
  ["/Observation?subject=Patient/p,Patient/q", "ab"],
  ["/Observation?subject=g", "d"],
  ["/Observation?patient=g", ""],
  ["/Observation?subject:Group=g", "d"],
  ["/Observation?subject:missing=false", "abd"],
  ["/Observation?code=http://loinc.org|1-8", "a"],
  ["/Observation?code=1-8", "a"],
  ["/Observation?status=amended", "c"],
  ["/Observation?date=2016", "ac"],
  ["/Observation?date=2016-01-01", "c"],
  ["/Observation?date=ge2016-02", "ab"],
  ["/Observation?date=ge2016&date=lt2017", "abc"],
  ["/Observation?date=sa2016-02", "b"],
  ["/Observation?date=eb2016-02", "c"],
];

describe("search", () => {
  it.each(found)("%s finds [%s]", (url, ids) => {
    const { body } = ask(filled(), "GET", url);
    expect(body.type).toBe("searchset");
    expect(body.entry?.map((entry) => entry.resource?.id).sort() ?? []).toEqual([...ids]);
    expect(body.total).toBe(ids.length);
  });

  it.each([
    ["/Patient?nickname=x", /"nickname".*known: _id/],
    ["/Patient?name:exact=x", /"name"/],
    ["/Observation?code:text=x", /":text"/],
    ["/Observation?subject:identifier=x", /":identifier"/],
    ["/Observation?date=yesterday", /yesterday/],
    ["/Observation?date=2016-02-30", /2016-02-30/],
    ["/Observation?patient=", /no value/],
    ["/Patient?_count=many", /_count/],
    ["/Patient?_summary=true", /_summary/],
    ["/Patient?_tag:missing=perhaps", /perhaps/],
  ])("%s is refused rather than answered with too much", (url, said) => {
    const { status, body } = ask(filled(), "GET", url);
    expect(status).toBe(400);
    expect(body.issue[0]?.diagnostics).toMatch(said);
  });

  it("answers a posted form as the same search", () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(ask(filled(), "POST", "/Observation/_search", "patient=p&code=1-8", form).body.total).toBe(1);
    expect(ask(filled(), "POST", "/Observation/_search?patient=q", undefined, form).body.total).toBe(1);
    expect(ask(filled(), "POST", "/Observation/_search", "{}", { "content-type": "application/json" }).status).toBe(
      415,
    );
  });

  it("pages by next links to the end", () => {
    const server = testServer();
    for (let i = 0; i < 25; i++) ask(server, "PUT", `/Patient/n${i}`, patient({ id: `n${i}`, active: true }));
    const ids: string[] = [];
    let url: string | undefined = "/Patient?_count=10";
    while (url) {
      const { body } = ask(server, "GET", url);
      expect(body.total).toBe(25);
      ids.push(...(body.entry ?? []).map((entry) => entry.resource?.id ?? ""));
      url = body.link?.find((link) => link.relation === "next")?.url.replace("http://localhost/fhir", "");
    }
    expect(new Set(ids).size).toBe(25);
    expect(ids).toHaveLength(25);
  });

  it("forgets what was deleted and what an update removed", () => {
    const server = filled();
    ask(server, "PUT", "/Patient/q", patient({ id: "q", identifier: [{ system: "urn:y", value: "2" }] }));
    expect(ask(server, "GET", "/Patient?identifier=urn:y|1").body.total).toBe(0);
    expect(ask(server, "GET", "/Patient?_tag=a").body.total).toBe(0);
    ask(server, "DELETE", "/Observation/a");
    expect(ask(server, "GET", "/Observation?patient=p").body.total).toBe(0);
  });
});

describe("dates as intervals", () => {
  const day = 86_400_000;
  it.each([
    ["2016", 366 * day],
    ["2015-02", 28 * day],
    ["2015-02-28", day],
    ["2015-02-28T10:00", 60_000],
    ["2015-02-28T10:00:00Z", 1000],
    ["2015-02-28T10:00:00.5+02:00", 100],
    ["0050-01-01", day],
  ])("%s lasts %i ms", (text, length) => {
    const interval = dateInterval(text);
    expect((interval?.end ?? 0) - (interval?.start ?? 0)).toBe(length);
    expect(new Date(interval?.start ?? 0).toISOString().slice(0, 4)).toBe(text.slice(0, 4));
  });

  it.each(["", "16", "2016-13", "2015-02-29", "2015-01-01T24:00", "2015-01-01T10", "x2016"])("%j is none", (text) => {
    expect(dateInterval(text)).toBeUndefined();
  });

  it.each<[unknown, DatePrefix, string, boolean]>([
    ["2016-01", "eq", "2016", true],
    ["2016", "eq", "2016-01", false],
    ["2016", "ne", "2016-01", true],
    ["2016", "gt", "2016-06", true],
    ["2016", "gt", "2016", false],
    ["2016", "lt", "2016-06", true],
    ["2016", "le", "2015", false],
    ["2016", "ge", "2016", true],
    ["2016", "ap", "2016-06", true],
    ["2016", "ap", "2017", false],
    [{ end: "2016-05" }, "lt", "1900", true],
    [{ start: "1970-01-01" }, "lt", "1960", false],
    [{ end: "1969-12-31" }, "gt", "1980", false],
    [{ start: "2016-05" }, "gt", "2100", true],
    [{ event: ["2016-01", "2016-03"] }, "eq", "2016", true],
    [{ repeat: { boundsPeriod: { start: "2016-01", end: "2016-03" } } }, "sa", "2015", true],
  ])("%j %s %s: %s", (value, prefix, text, expected) => {
    const [interval, asked] = [intervalOf(value), dateInterval(text)];
    expect(interval && asked && matchesDate(interval, { prefix, asked })).toBe(expected);
  });
});
