import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { readXhtml } from "../../src/validate/xhtml.js";
import { whole } from "./whole.js";

const validator = createValidator();

const told = (content: string) => {
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
  return whole(validator.validate({ resourceType: "Patient", text: { status: "generated", div } }));
};
const codesOf = (content: string) => told(content).map(({ code }) => code);

describe("the narrative", () => {
  it("takes what stands in a CDATA section for text, as it stands", () => {
    expect(codesOf("<![CDATA[a < b & c &nbsp;]]>")).toEqual([]);
    expect(codesOf("<![CDATA[ ]]>")).toEqual(["validate/narrative-empty"]);
    expect(codesOf("x<![CDATA[")).toEqual(["validate/narrative-not-well-formed"]);
  });

  it("has basic elements and attributes alone, which is one rule however many break it", () => {
    expect(told("<script>alert(1)</script><form/>x").map(({ message }) => message)).toEqual([
      "the narrative must not contain <script>",
      "the narrative must not contain <form>",
      "txt-1: the narrative is XHTML of the basic elements and attributes for text",
    ]);
    expect(codesOf('<p onclick="alert(1)">x</p>')).toEqual(["validate/narrative-attribute", "validate/invariant"]);
  });

  it("has links that lead somewhere", () => {
    expect(codesOf('<a href="">x</a>')).toEqual(["validate/narrative-link-empty"]);
    expect(codesOf('<a name="x">x</a>')).toEqual([]);
  });

  it("takes comments and instructions for nothing", () => {
    expect(codesOf("<!-- x <b> & --><?x y?>")).toEqual(["validate/narrative-empty"]);
  });

  it("lets images and files carry their data", () => {
    for (const type of ["png", "svg+xml"])
      expect(codesOf(`<img src="data:image/${type};base64,AAAA" alt="x"/>`)).toEqual([]);
    expect(codesOf('<a href="data:image/svg+xml;base64,AAAA">x</a>')).toEqual(["validate/narrative-script"]);
    expect(codesOf('<img src="data:image/png;base64,AA,AA" alt="x"/>')).toEqual(["validate/narrative-data"]);
    expect(codesOf('<img src="data:image/png" alt="x"/>')).toEqual(["validate/narrative-data"]);
    expect(codesOf('<a href="data:text/plain;charset=utf-8;base64,AAAA" title="javascript: a language">x</a>')).toEqual(
      [],
    );
  });
});

describe("an address in a narrative", () => {
  it.each([
    ['<a href="java&#10;script:x">x</a>', "script"],
    ['<a href="VBScript:x">x</a>', "script"],
    ['<a href="&#1;&#2;javascript:x">x</a>', "script"],
    ['<a href="data:image/svg+xml;base64,AAAA">x</a>', "script"],
    ['<a href="data:text/html,x">x</a>', "script"],
    ['<q cite="javascript:x">x</q>', "script"],
    ['<img alt="x" src="x.gif" longdesc="javascript:x"/>', "script"],
    ['<img alt="x" src="x.gif" usemap="javascript:x"/>', "script"],
    ['<img alt="x" src="data:"/>', "it has no data"],
    ['<img alt="x" src="data:image/gif;base64,AAAA,AAAA"/>', "there is a comma in its data"],
    ['<img alt="x" src="data:image/gif,AAAA"/>', "it needs a media type"],
    ['<img alt="x" src="data:x image/gif;base64,AAAA"/>', "it needs a media type"],
    ['<img alt="x" src="data:image/gif;base64x,AAAA"/>', "it needs a media type"],
    ['<img alt="x" src="DATA:image/gif;base64,A"/>', "its data is not base64"],
  ])("%s: %s", (content, says) => {
    const findings = told(content);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(says);
  });

  it.each([
    '<a href="http://hospital.test/javascript:x">x</a>',
    '<a href="http://hospital.test/?data:x">x</a>',
    '<a title="javascript:x" href="x">x</a>',
    '<img alt="x" src="data: image/gif;base64,AAAA"/>',
  ])("may be %s", (content) => expect(told(content)).toEqual([]));
});

describe("a link in a narrative", () => {
  const patient = (content: string, rest: object = {}) => ({
    ...{ resourceType: "Patient", ...rest },
    text: { status: "generated", div: `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>` },
  });
  const codes = (resource: object) => validator.validate(resource).map(({ code }) => code);
  const link = '<a href="#there">x</a>';

  it("leads to an id of an element, or to an id or a name in a narrative", () => {
    expect(codes(patient(link))).toEqual(["validate/narrative-link"]);
    expect(codes(patient(link, { name: [{ id: "there", text: "x" }] }))).toEqual([]);
    expect(codes(patient(`${link}<p id="there">x</p>`))).toEqual([]);
    expect(codes(patient(`${link}<p id = 'there'>x</p>`))).toEqual([]);
    expect(codes(patient(`${link}<a name="there">x</a>`))).toEqual([]);
    expect(codes(patient(`${link}<p title="there">x</p>`))).toEqual(["validate/narrative-link"]);
    // What only looks like it is none.
    expect(codes(patient(link, { name: [{ text: 'x id="there"' }] }))).toEqual(["validate/narrative-link"]);
  });

  it("leads to other entries of its Bundle", () => {
    const entry = (n: number, resource: object) => ({
      fullUrl: `urn:uuid:3e1d1c8a-0f0e-4f3c-9a51-7f1c7f1f0a0${n}`,
      resource,
    });
    const bundle = (other: object) => ({
      resourceType: "Bundle",
      type: "collection",
      entry: [entry(1, patient(link)), entry(2, other)],
    });
    expect(codes(bundle(patient('<p id="there">x</p>')))).toEqual([]);
    expect(codes(bundle(patient("x")))).toEqual(["validate/narrative-link"]);
  });
});

describe("reading XHTML", () => {
  const name = fc.stringMatching(/^[A-Za-z][\w:.-]{0,5}$/);
  const value = fc.stringMatching(/^[^<&"]{0,8}$/);
  const text = fc.stringMatching(/^([^<&]|&amp;|&#65;|&#x41;){0,8}$/);
  it("tells of the end of what is closed at once", () => {
    const told: string[] = [];
    const open = (name: string) => void told.push(`+${name}`);
    readXhtml("<p><br/></p>", { text: () => undefined, open, close: (name) => void told.push(`-${name}`) });
    expect(told).toEqual(["+p", "+br", "-br", "-p"]);
  });

  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      text,
      fc
        .tuple(name, fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key }), fc.array(tie("tree")))
        .map(([tag, attributes, content]) => {
          const open = [tag, ...attributes.map(([key, given]) => `${key} = "${given}"`)].join("\n ");
          return `<${open}>${content.join("")}</${tag} >`;
        }),
    ),
  }));

  it("gives back every piece in its order", () => {
    fc.assert(
      fc.property(tree, (content) => {
        const source = `<div>${content}</div >`;
        const written: string[] = [];
        const wrong = readXhtml(source, {
          text: (whole, from, to) => void written.push(whole.slice(from, to)),
          open: (tag, attributes) => {
            const open = [tag, ...attributes.map((one) => `${one.name} = "${one.value}"`)].join("\n ");
            written.push(`<${open}>`);
          },
          close: (tag) => void written.push(`</${tag} >`),
        });
        expect(wrong).toBeUndefined();
        expect(written.join("")).toBe(source);
      }),
    );
  });

  it.each([
    "<",
    "x",
    "<p>",
    "<p/><p/>",
    "<p>x</q>",
    "<p></p></p>",
    "<p",
    "<p x",
    "<p x=1>",
    "<p x='<'>",
    '<p x="1"y="2">',
    "</p",
    "<1>",
    "<!x>",
    "&",
    "&x;",
    "<p x='&;'>",
  ])("knows that %s is not well-formed", (source) => {
    const nothing = () => undefined;
    expect(readXhtml(source, { text: nothing, open: nothing, close: nothing })).toBeTypeOf("string");
  });
});
