import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { readXhtml } from "../../src/validate/xhtml.js";

const validator = createValidator();

const codesOf = (content: string) => {
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
  return validator.validate({ resourceType: "Patient", text: { status: "generated", div } }).map(({ code }) => code);
};

describe("the narrative", () => {
  it("takes what stands in a CDATA section for text, as it stands", () => {
    expect(codesOf("<![CDATA[a < b & c &nbsp;]]>")).toEqual([]);
    expect(codesOf("<![CDATA[ ]]>")).toEqual(["validate/narrative-empty"]);
    expect(codesOf("x<![CDATA[")).toEqual(["validate/narrative-not-well-formed"]);
  });

  it("takes comments and instructions for nothing", () => {
    expect(codesOf("<!-- x <b> & --><?x y?>")).toEqual(["validate/narrative-empty"]);
  });

  it("lets images and files carry their data", () => {
    expect(codesOf('<img src="data:image/png;base64,AAAA" alt="x"/>')).toEqual([]);
    expect(codesOf('<a href="data:text/plain;charset=utf-8;base64,AAAA" title="javascript: a language">x</a>')).toEqual(
      [],
    );
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
