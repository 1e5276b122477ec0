import { describe, expect, it } from "vitest";
import type { ValidatorOptions } from "../../src/validate/index.js";
import { said } from "./whole.js";

const named = (family: string, options?: ValidatorOptions) =>
  said({ resourceType: "Patient", name: [{ family }] }, options);
const described = (description: string, options?: ValidatorOptions) =>
  said({ resourceType: "Library", status: "draft", type: { text: "x" }, description }, options);
const addressed = (implicitRules: string, options?: ValidatorOptions) =>
  said({ resourceType: "Patient", implicitRules }, options);

describe("the text of a string", () => {
  it.each(["Müller", "von der Heide", "a<b", "a\u00a0b"])("may be %j", (text) => expect(named(text)).toEqual([]));

  it.each([" Chalmers", "Chalmers ", "Chalmers\n", "\tChalmers", "Chalmers\u00a0", " "])("is trimmed: %j", (text) =>
    expect(named(text)).toEqual(["warning white-space Patient.name[0].family"]),
  );

  it.each(["<b>Chalmers</b>", "Chalmers<br/>", "</p>", "x <!-- x -->", "x <script"])("is not HTML: %j", (text) => {
    expect(named(text)).toEqual([]);
    expect(named(text, { securityChecks: true })).toEqual(["error html-in-text Patient.name[0].family"]);
  });

  it.each(["a < b", "a <3", "a<", "1 <> 2"])("is no HTML for a sign alone: %j", (text) =>
    expect(named(text, { securityChecks: true })).toEqual([]),
  );
});

describe("markdown", () => {
  const at = "html-in-text Library.description";

  it("may hold HTML where that is wanted", () => {
    expect(described("*x* <b>y</b>")).toEqual([`warning ${at}`]);
    expect(described("*x* <b>y</b>", { htmlInMarkdown: "error" })).toEqual([`error ${at}`]);
    expect(described("*x* <b>y</b>", { htmlInMarkdown: "information", securityChecks: true })).toEqual([`error ${at}`]);
    expect(described("*x* < y")).toEqual([]);
  });

  it("may begin and end as it likes", () => expect(described(" * x\n")).toEqual([]));
});

describe("an address", () => {
  it.each([
    "http://example.org",
    "https://example.com/x",
    "http://www.example.net:8080/x",
    "http://a.b.example.org/x",
    "http://acme.com",
  ])("for examples is %s", (url) => {
    expect(addressed(url)).toEqual([]);
    expect(addressed(url, { exampleUrls: false })).toEqual(["error example-url Patient.implicitRules"]);
  });

  it.each(["http://example.organic", "http://myexample.org", "http://hospital.test/example.org", "urn:example.org:x"])(
    "for no example is %s",
    (url) => expect(addressed(url, { exampleUrls: false })).toEqual([]),
  );
});

describe("an attachment with data", () => {
  const photo = (attachment: object) =>
    said({ resourceType: "Patient", photo: [{ contentType: "image/gif", ...attachment }] });
  const right = ["AAAA", "AAA=", "AA==", "AAAAAAA="];

  it.each(right.map((data, i) => [data, [3, 2, 1, 5][i]]))("%s has %d bytes", (data, size) => {
    expect(photo({ data, size })).toEqual([]);
    expect(photo({ data, size: Number(size) + 1 })).toEqual(["error attachment-size Patient.photo[0].size"]);
  });

  it("says the hash of its bytes", () => {
    const hash = "KeLc+7FvY7sCVN91haFbtvtekn0=";
    expect(photo({ data: "AAAA", hash })).toEqual([]);
    expect(photo({ data: "AAAB", hash })).toEqual(["error attachment-hash Patient.photo[0].hash"]);
    expect(photo({ data: "AAAA", size: 4, hash })).toEqual(["error attachment-size Patient.photo[0].size"]);
  });

  it("elsewhere is not looked at", () => {
    const hash = "KeLc+7FvY7sCVN91haFbtvtekn0=";
    expect(photo({ url: "http://hospital.test/x.gif", size: 1, hash })).toEqual([]);
  });

  it("that is no base64 is told as that alone", () => {
    expect(photo({ data: "AA~A", size: 7 })).toEqual(["error invalid-value Patient.photo[0].data"]);
  });
});
