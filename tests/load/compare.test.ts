import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import type { Resource } from "../../src/fhir/types.js";
import { differences } from "../../src/load/index.js";
import { sameNarrative } from "../../src/load/read/narrative.js";

const resource = (more: object) => ({ resourceType: "Observation", id: "1", ...more }) as unknown as Resource;
const compare = (sent: object, got: object) =>
  differences(resource(sent), resource(got)).map(({ kind, path }) => `${kind} ${path.join(".")}`);
const div = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
const text = (inner: string, status = "generated") => ({ text: { status, div: div(inner) } });

describe("what counts as a difference", () => {
  it.each<[string, object, object, string[]]>([
    ["nothing", { status: "final" }, { status: "final" }, []],
    [
      "key order",
      { status: "final", code: { text: "x", id: "1" } },
      { code: { id: "1", text: "x" }, status: "final" },
      [],
    ],
    ["a change", { status: "final" }, { status: "amended" }, ["changed status"]],
    ["a loss", { note: [{ text: "a" }] }, {}, ["missing note"]],
    ["a loss inside", { note: [{ text: "a", time: "2016" }] }, { note: [{ text: "a" }] }, ["missing note.0.time"]],
    ["an addition", {}, { issued: "x" }, ["added issued"]],
    [
      "list order",
      { note: [{ text: "a" }, { text: "b" }] },
      { note: [{ text: "b" }, { text: "a" }] },
      ["changed note.0.text", "changed note.1.text"],
    ],
    ["a shorter list", { note: [{ text: "a" }, { text: "b" }] }, { note: [{ text: "a" }] }, ["missing note.1"]],
    ["a list for a value", { note: [{ text: "a" }] }, { note: { text: "a" } }, ["changed note"]],
    ["a text for a number", { valueInteger: 1 }, { valueInteger: "1" }, ["changed valueInteger"]],
    ["another number", { valueInteger: 1 }, { valueInteger: 2 }, ["changed valueInteger"]],
    ["a primitive's extension", { _status: { extension: [{ url: "x" }] } }, {}, ["missing _status"]],
    [
      "server meta",
      { meta: { profile: ["a"] } },
      { meta: { versionId: "1", lastUpdated: "x", source: "#1", profile: ["b", "a"], tag: [{ code: "t" }] } },
      [],
    ],
    [
      "a lost tag",
      { meta: { tag: [{ code: "a" }, { code: "b" }] } },
      { meta: { tag: [{ code: "b" }] } },
      ["missing meta.tag.0"],
    ],
    ["a lost profile", { meta: { profile: ["a"] } }, {}, ["missing meta.profile.0"]],
    ["a lengthened source", { meta: { source: "http://x" } }, { meta: { source: "http://x#req1" } }, []],
    ["a changed source", { meta: { source: "http://x" } }, { meta: { source: "http://y" } }, ["changed meta.source"]],
    ["a lost source", { meta: { source: "http://x" } }, {}, ["missing meta.source"]],
    [
      "a version in a reference",
      { subject: { reference: "Patient/1" } },
      { subject: { reference: "Patient/1/_history/2" } },
      [],
    ],
    [
      "a conditional reference, resolved",
      { subject: { reference: "Patient?identifier=1" } },
      { subject: { reference: "Patient/7" } },
      [],
    ],
    [
      "a conditional reference, to another type",
      { subject: { reference: "Patient?identifier=1" } },
      { subject: { reference: "Group/7" } },
      ["changed subject.reference"],
    ],
    [
      "another reference",
      { subject: { reference: "Patient/1" } },
      { subject: { reference: "Patient/2" } },
      ["changed subject.reference"],
    ],
    ["narrative, rewritten", text("a &amp; b<br/>"), text("a &#38; b<br></br>"), []],
    ["narrative, other words", text("a"), text("b"), ["lost-narrative text"]],
    ["narrative, gone", text("a"), {}, ["lost-narrative text"]],
    ["narrative, made by the server", {}, text("a"), ["added text"]],
    ["narrative status", text("a"), text("a", "additional"), ["lost-narrative text"]],
    ["a section's narrative", { section: [text("a")] }, { section: [text("b")] }, ["lost-narrative section.0.text"]],
    ["a CodeableConcept's text is no narrative", { code: { text: "a" } }, { code: {} }, ["missing code.text"]],
  ])("%s", (_what, sent, got, expected) => {
    expect(compare(sent, got)).toEqual(expected);
  });

  it("counts the digits of decimals", () => {
    const sent = parseJson('{"resourceType":"X","a":[7.0,1.50],"b":{"value":1e3},"c":2}') as Resource;
    const got = parseJson('{"resourceType":"X","a":[7,1.50],"b":{"value":1000},"c":2}') as Resource;
    expect(differences(sent, got)).toEqual([
      { kind: "lost-digits", path: ["a", 0], expected: "7.0", actual: "7" },
      { kind: "lost-digits", path: ["b", "value"], expected: "1e3", actual: "1000" },
    ]);
  });

  it("ignores the ids, names another type", () => {
    expect(compare({ id: "1" }, { id: "2" })).toEqual([]);
    expect(compare({}, { resourceType: "Patient" })).toEqual(["changed resourceType"]);
  });
});

describe("sameNarrative", () => {
  it("comes to an end whatever a server sends", () => {
    for (const evil of ["<!--", "<a ", "<a x=", "&#", "<", "<a x='1' "])
      expect(sameNarrative("a", evil.repeat(40_000))).toBe(false);
  });

  it.each([
    ["<p class=\"a\" id='b'>x</p>", '<p id="b"   class="a">x</p>', true],
    ["<p>a\n  b</p>", "<p>a b</p>", true],
    ["<p>a</p><p>b</p>", "<p>a</p>\n  <p>b</p>", true],
    ["<p>&lt;x&gt; &quot;&#x41;&nbsp;</p>", '<p>&lt;x> "A\u00a0</p>', true],
    ["<p>a<!-- c --></p>", "<p>a</p>", true],
    ["<p>a --> b</p>", "<p>a --&gt; b</p>", true],
    ["<p>a<!-- c --> d --> e</p>", "<p>a d --&gt; e</p>", true],
    ["<p>ab</p>", "<p>a b</p>", false],
    ["<p>a</p>", "<div>a</div>", false],
    ['<p class="a">a</p>', "<p>a</p>", false],
    ["<p>a</p>", "", false],
    ["<b>a</b>c", "<b>ac</b>", false],
  ])("%s and %s: %s", (a, b, same) => {
    expect(sameNarrative(a, b)).toBe(same);
    expect(sameNarrative(b, a)).toBe(same);
  });
});
