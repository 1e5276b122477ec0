import { describe, expect, it } from "vitest";
import { nearest } from "../../src/finding/nearest.js";
import { CODE_FORMS, PRIMITIVES } from "../../src/validate/primitives.js";

const accepted: Record<string, readonly string[]> = {
  date: ["2024", "2024-02", "2024-02-29", "2000-02-29", "0001-01-01"],
  dateTime: ["2016-03-28", "2016-03-28T10:00:00Z", "2016-03-28T23:59:60.5+14:00", "2016-03-28T00:00:00-13:59"],
  instant: ["2015-02-07T13:28:17.239+02:00", "2017-01-01T00:00:00Z"],
  time: ["13:28:17", "00:00:00.000"],
  id: ["a", "A-1.b", "x".repeat(64)],
  code: ["a", "a b"],
  uri: [
    "http://x.org",
    "urn:oid:2.16.840.1",
    "urn:oid:1.2|3",
    "urn:x",
    "unknown",
    "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a",
    "relative/path",
  ],
  canonical: ["http://x.org/a|1.0", "#contained"],
  oid: ["urn:oid:1.2.3"],
  uuid: ["urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a"],
  base64Binary: ["AAAA", "AA==", "AA AA\nAAAA", " A A = = ", `${"A".repeat(16_383)} A`.repeat(4)],
};

const refused: Record<string, readonly string[]> = {
  date: [
    "2023-02-29",
    "1900-02-29",
    "2023-04-31",
    "2023-00",
    "2023-13",
    "23-01-01",
    "2023-1-1",
    "0000",
    "",
    "2023-01-01T00:00:00Z",
  ],
  dateTime: [
    "2016-03-28T10:00Z",
    "2016-03-28T10:00:00",
    "2016-03T10:00:00Z",
    "2016-02-30T10:00:00Z",
    "2016-03-28T24:00:00Z",
    "2016-03-28T10:00:00+14:30",
    "2016-03-28 10:00:00Z",
  ],
  instant: ["2015-02-07", "2015-02-07T13:28:17"],
  time: ["13:28", "24:00:00", "13:28:17Z"],
  id: ["", "a b", "a_b", "x".repeat(65)],
  code: ["", " a", "a ", "a  b"],
  uri: ["", "a b", "urn:oid:x", "urn:oid:1.2.", "uuid:1", "urn:uuid:61EBE359-BFDC-4613-8BF2-C5E300945F0A", "oid:1.2.3"],
  canonical: ["Library/x", "x"],
  oid: ["1.2.3", "urn:oid:3.1"],
  uuid: ["61ebe359-bfdc-4613-8bf2-c5e300945f0a"],
  base64Binary: [
    "",
    " ",
    "A",
    "AAA~",
    "=AAA",
    "====",
    "A===",
    "A\u00e9==",
    "AAA\u00a0",
    `${"A".repeat(16_383)}\u00e9A`,
  ],
};

const rows = (table: Record<string, readonly string[]>) =>
  Object.entries(table).flatMap(([type, values]) => values.map((value) => [type, value] as const));

describe("primitive types", () => {
  it.each(rows(accepted))("%s accepts %j", (type, value) => {
    expect(PRIMITIVES[type]?.isRight(value)).toBe(true);
  });
  it.each(rows(refused))("%s refuses %j", (type, value) => {
    expect(PRIMITIVES[type]?.isRight(value)).toBe(false);
  });
  it.each([
    ["mimetypes", ["text/plain", "application/fhir+json; charset=utf-8", "json"], ["picture"]],
    [
      "all-languages",
      [
        "en",
        "de-CH",
        "zh-Hant-TW",
        "zh-min-nan",
        "sl-rozaj-biske",
        "de-1996",
        "es-419",
        "en-u-ca-gregory-x-a",
        "x-a",
        "i-klingon",
      ],
      ["english language", "en_US", "e", "xx-no-such", "en-US-GB", "en-u", "en-x", "englishlanguage", "de-"],
    ],
  ])("knows %s by their form", (name, right, wrong) => {
    const form = CODE_FORMS[`http://hl7.org/fhir/ValueSet/${name}`];
    expect([...right, ...wrong].filter((code) => form?.isRight(code))).toEqual(right);
  });
});

describe("nearest", () => {
  it.each([
    ["gendr", "gender"],
    ["brithDate", "birthDate"],
    ["GENDER", "gender"],
  ])("%s means %s", (word, expected) => {
    expect(nearest(word, ["active", "gender", "birthDate"])).toBe(expected);
  });
  it("says nothing where nothing is near", () => {
    expect(nearest("colour", ["active", "gender", "birthDate"])).toBeUndefined();
  });
});
