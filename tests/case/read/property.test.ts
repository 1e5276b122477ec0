import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { pointerTo, stepsOf } from "../../../src/case/pointer.js";
import { type CaseText, readDocument } from "../../../src/case/read.js";
import { findingsOf, underlined } from "./bad.js";

/** Words of the language and signs of YAML: what breaks things when it meets. */
const PIECES = [
  ..."{}[]:,#&*!|>%@`'\"?-~ \n\t\r\\0\u00A0\uFEFF".split(""),
  ": ",
  "- ",
  " #",
  "\n  ",
  "...",
  "---\n",
  "name",
  "conditions",
  "present",
  "language: 1",
  "null",
  "__proto__",
  "SCT#1 ",
  "<<: ",
  "&a ",
  "*a",
  "!!str ",
  "x",
];

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
const anyText = fc.oneof(soup, fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));

/** Where every finding must stand: inside the text, on a line that exists. */
function expectPlaces(text: string): void {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  for (const { code, severity, message, case: at } of findingsOf(text)) {
    expect([code, severity, message === ""]).toEqual([code, "error", false]);
    const line = lines[(at?.line ?? 0) - 1];
    expect(line).toBeDefined();
    expect(at?.column).toBeGreaterThan(0);
    expect(at?.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
    expect(at?.length).toBeGreaterThan(0);
  }
}

test("any text is a document or findings at a place in it, and never a throw", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { document, findings } = readDocument(text);
      expect(document !== undefined || findings.length > 0).toBe(true);
      expectPlaces(text);
    }),
    { numRuns: 3000 },
  );
});

test("any value written as YAML or JSON is a document or findings", () => {
  fc.assert(
    fc.property(fc.oneof(fc.object(), fc.jsonValue()), (value) => {
      for (const text of [stringify(value, { aliasDuplicateObjects: false }), JSON.stringify(value)])
        expectPlaces(text);
    }),
    { numRuns: 300 },
  );
});

test("any edit of a case is a document or findings", () => {
  const text =
    'language: 1\ncase: a\nnamespace: urn:x:y\npatient: {sex: female, age: 55 years}\nconditions:\n  - id: c-1\n    name: "x: y"\n' +
    "timeline:\n  - when: 2016-01\n    findings:\n      present: [a, {name: b, side: left}]\n      results: {CRP: 20 mg/L (high)}\n" +
    'codes:\n  a: [SCT#1 "one", ATC#2 "two"]\n';
  expect(findingsOf(text)).toEqual([]);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(4), fc.constantFrom("", ...PIECES), (at, cut, piece) => {
      expectPlaces(text.slice(0, at) + piece + text.slice(at + cut));
    }),
    { numRuns: 2000 },
  );
});

/** Values that YAML's quoting has to work for. */
const word = fc
  .oneof(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), soup)
  .map((text) => text.replace(/[\p{Cc}\uFFFD\uFEFF]/gu, " ").trim())
  .filter((text) => text !== "" && !/^(?:__proto__|<<)$/.test(text));
const key = word.filter((text) => text.length < 100);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.boolean(),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** Every value with its pointer. */
function* values(value: unknown, pointer = ""): Generator<[string, unknown]> {
  yield [pointer, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* values(inner, pointerTo(pointer, name));
}

const markOf = (text: string, document: CaseText, ...where: Parameters<CaseText["place"]>): string =>
  underlined(text, { case: document.place(...where) });

const mapping = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

test("JSON is read as it is, with the exact place of every value and key", () => {
  fc.assert(
    fc.property(mapping, fc.constantFrom("\t", 2), (data, indent) => {
      const text = JSON.stringify(data, null, indent);
      const { document, findings } = readDocument(text);
      expect(findings).toEqual([]);
      if (!document) throw new Error("not read");
      expect(JSON.parse(JSON.stringify(document.data))).toEqual(data);
      for (const [pointer, value] of values(data)) {
        const whole = JSON.stringify(value, null, indent);
        expect(markOf(text, document, pointer)).toBe(whole.split("\n")[0]);
        const name = stepsOf(pointer).at(-1);
        const inList = Array.isArray(valueAt(data, stepsOf(pointer).slice(0, -1)));
        if (name !== undefined && !inList) expect(markOf(text, document, pointer, "key")).toBe(JSON.stringify(name));
      }
    }),
    { numRuns: 500 },
  );
});

const valueAt = (data: unknown, steps: readonly string[]): unknown =>
  steps.reduce((at, step) => (at as Record<string, unknown>)[step], data);

test("YAML in quotes is read as it was written", () => {
  fc.assert(
    fc.property(
      mapping,
      fc.constantFrom("QUOTE_DOUBLE", "QUOTE_SINGLE"),
      fc.constantFrom(2, 4),
      (data, style, indent) => {
        const text = stringify(data, { defaultStringType: style, defaultKeyType: style, indent, lineWidth: 30 });
        const { document, findings } = readDocument(text);
        expect(findings).toEqual([]);
        expect(JSON.parse(JSON.stringify(document?.data))).toEqual(data);
      },
    ),
    { numRuns: 500 },
  );
});

test("every character of every text has its place, whatever way it is quoted, folded or indented", () => {
  let compared = 0;
  fc.assert(
    fc.property(
      mapping,
      fc.constantFrom("QUOTE_DOUBLE", "QUOTE_SINGLE", "PLAIN", "BLOCK_FOLDED", "BLOCK_LITERAL"),
      (data, style) => {
        const text = stringify(data, { defaultStringType: style, defaultKeyType: "QUOTE_DOUBLE", lineWidth: 20 });
        const { document } = readDocument(text);
        if (!document) return;
        for (const [pointer, value] of values(document.data)) {
          if (typeof value !== "string") continue;
          for (const [offset, char] of value.split("").entries()) {
            if (!/[\x21-\x7E]/.test(char) || /["'\\]/.test(char)) continue;
            expect(markOf(text, document, pointer, "value", offset, 1)).toBe(char);
            compared += 1;
          }
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(compared).toBeGreaterThan(1000);
});
