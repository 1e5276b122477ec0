import { describe, expect, test } from "vitest";
import { MAX_CASE_BYTES, readDocument } from "../../../src/case/read.js";
import { type BadRow, positionOf, underlined } from "./bad.js";

/** Each document is wrong in one way, and that one way is all that is said. */
const ROWS: Record<string, readonly BadRow[]> = {
  "what is no case document at all": [
    ["", "case/empty", "1:1", ""],
    ["# only a comment\n", "case/empty", "1:1", "#", "init"],
    ["---\n", "case/empty", "1:1", "-"],
    ["- a\n- b\n", "case/not-a-mapping", "1:1", "- a"],
    ["just words\n", "case/not-a-mapping", "1:1", "just words"],
    ["<html>\n<body>\n", "case/not-a-mapping", "1:1", "<html>"],
    ["Dear Sir\nI write: foo\n", "case/missing-colon", "1:1", "Dear Sir"],
    ["a: \u0000", "case/not-text", "1:4", "\u0000"],
    ["PK\u0003\u0004", "case/not-text", "1:3", "\u0003"],
    ["name: Sj\uFFFDgren", "case/not-utf8", "1:9", "\uFFFD", "UTF-8"],
    ["a: 1\n---\nb: 2\n", "case/many-documents", "2:1", "---"],
    ["a: 1\n...\nb: 2\n", "case/many-documents", "2:1", "..."],
    ["[".repeat(100_000), "case/too-deep", "1:101", "["],
    ["- ".repeat(100_000), "case/too-deep", "1:200", " "],
    ["{a: ".repeat(100_000), "case/too-deep", "1:398", "a"],
  ],
  "symbols that YAML has a use for": [
    ["dose: >5 %\nb: 1\n", "case/leading-symbol", "1:7", ">5 %", '">5 %"'],
    ["dose: >5\nb: 1\n", "case/leading-symbol", "1:7", ">5", '">5"'],
    ["dose: > 5 mg\n", "case/leading-symbol", "1:7", "> 5 mg", '"> 5 mg"'],
    ["a: 1\nb: >=5\n", "case/leading-symbol", "2:4", ">=5", '">=5"'],
    ["x:\n  - >5 %\n  - b\n", "case/leading-symbol", "2:5", ">5 %", '">5 %"'],
    ["{a: >5 %, b: 1}\n", "case/leading-symbol", "1:5", ">5 %", 'a: ">5 %"'],
    ["dose: | foo\n", "case/leading-symbol", "1:7", "| foo", '"| foo"'],
    ["a: |", "case/leading-symbol", "1:4", "|"],
    ["dose: * foo\n", "case/leading-symbol", "1:7", "* foo", '"* foo"'],
    ["dose: *foo bar\n", "case/leading-symbol", "1:7", "*foo bar", '"*foo bar"'],
    ["dose: *foo\n", "case/leading-symbol", "1:7", "*foo", '"*foo"'],
    ["*a: 1\n", "case/leading-symbol", "1:1", "*a"],
    ["dose: %5\n", "case/leading-symbol", "1:7", "%5", '"%5"'],
    ["%5 foo\nb: 1\n", "case/leading-symbol", "1:1", "%5 foo"],
    ["dose: & foo\n", "case/leading-symbol", "1:7", "& foo", '"& foo"'],
    ["name: &beta blocker\n", "case/leading-symbol", "1:7", "&beta blocker", '"&beta blocker"'],
    ["a: &x\nb: 1\n", "case/leading-symbol", "1:4", "&x"],
    ["&a b: 1\n", "case/leading-symbol", "1:1", "&a b"],
    ["dose: !x 5\n", "case/leading-symbol", "1:7", "!x 5", '"!x 5"'],
    ["dose: ! 5\n", "case/leading-symbol", "1:7", "! 5"],
    ["dose: !5\n", "case/leading-symbol", "1:7", "!5"],
    ["dose: !!js/function x\n", "case/leading-symbol", "1:7", "!!js/function x"],
    ["a: !!python/object:os.system {x: y}\n", "case/leading-symbol", "1:4", "!!python/object:os.system {x: y}"],
    ["name: @foo\n", "case/leading-symbol", "1:7", "@foo", '"@foo"'],
    ["name: `foo`\n", "case/leading-symbol", "1:7", "`foo`", '"`foo`"'],
    ["change: - 5\n", "case/leading-symbol", "1:9", "- 5", '"- 5"'],
    ["change: ? 5\n", "case/leading-symbol", "1:9", "? 5", '"? 5"'],
    ["name: ,5\n", "case/leading-symbol", "1:7", ",5", '",5"'],
  ],
  "colons, commas and comments inside values": [
    ["name: foo: bar\n", "case/colon-in-value", "1:10", ":", 'name: "foo: bar"'],
    ["{name: foo: bar, x: y}\n", "case/colon-in-value", "1:11", ":", 'name: "foo: bar"'],
    ["name: foo:\n", "case/colon-in-value", "1:10", ":", '"foo:"'],
    ["a:\n  - name: c: d\n", "case/colon-in-value", "2:12", ":", 'name: "c: d"'],
    ['a: SCT#1 "foo: bar"\n', "case/colon-in-value", "1:14", ":", `'SCT#1 "foo: bar"'`],
    ["a: [MRI: lesion, b]\n", "case/colon-in-value", "1:8", ":", '"MRI: lesion"'],
    ["{CRP: 20 mg/L, high}", "case/comma-in-value", "1:14", ", high", 'CRP: "20 mg/L, high"'],
    ["{CRP: 20 mg/L, high}", "case/comma-in-value", "1:14", ", high", "CRP: 20 mg/L (high)"],
    [
      "{CRP: 20 mg/L (high, ref 0-5)}",
      "case/comma-in-value",
      "1:20",
      ", ref 0-5)",
      'quote it: CRP: "20 mg/L (high, ref 0-5)"',
    ],
    ["{CRP: 20, high, low}", "case/comma-in-value", "1:9", ", high, low", 'CRP: "20, high, low"'],
    ["{CRP: 1,5 mg/L}", "case/comma-in-value", "1:8", ",5 mg/L", 'CRP: "1,5 mg/L"'],
    ['a: [RXN#1 "a, b", ATC#2 "c"]', "case/comma-in-value", "1:13", ",", `'RXN#1 "a, b"'`],
    ["dose: 5 mg #2\n", "case/comment-in-value", "1:12", "#2", '"5 mg #2"'],
    ["{dose: 5 mg #2}\n", "case/comment-in-value", "1:13", "#2}", 'dose: "5 mg #2"'],
    ["a: {x: y,\n  dose: 5 mg #2,\n  b: c}\n", "case/comment-in-value", "2:14", "#2,", 'dose: "5 mg #2"'],
    ["name: #2 lesion\n", "case/comment-in-value", "1:7", "#2 lesion", '"#2 lesion"'],
    ["name: lesion (C5 # 2)\n", "case/comment-in-value", "1:18", "# 2)", '"lesion (C5 # 2)"'],
  ],
  "quotes and brackets": [
    ['a: SCT#1 "abc\n', "case/open-quote", "1:10", '"abc', 'SCT#1 "abc"'],
    ['name: "abc\nb: 1\n', "case/open-quote", "1:7", '"abc', '"abc"'],
    ["name: 'abc\nb: 1\n", "case/open-quote", "1:7", "'abc", "'abc'"],
    ['name: "abc\nb: "x"\n', "case/open-quote", "1:7", '"abc', '"abc"'],
    ['name: "abc" def\n', "case/text-after-value", "1:13", "def", `'"abc" def'`],
    ["name: 'Crohn's'\n", "case/text-after-value", "1:14", "s'", `"Crohn's"`],
    ['{"a": 1} x', "case/text-after-value", "1:10", "x"],
    ['a: "foo\\q"\n', "case/bad-escape", "1:8", "\\q", "'foo\\q'"],
    ["{a: 5 [iU], b: 2}\n", "case/bracket-in-value", "1:7", "[", 'a: "5 [iU]"'],
    ["a:\n  {b: 1,\n   c: 5 [iU],\n   d: 1}\n", "case/bracket-in-value", "3:9", "[", 'c: "5 [iU]"'],
    ["name: [sp] foo\nc: 1\n", "case/bracket-in-value", "1:7", "[", '"[sp] foo"'],
    ["a: {b: 1\nc: 2\n", "case/open-bracket", "1:4", "{", "`}`"],
    ["t:\n  - f: {p: [x, y}\n  - w: 2017\n", "case/open-bracket", "2:12", "[", "`]`"],
    ["a: }\n", "case/stray-bracket", "1:4", "}"],
    ['{"a": 1}}', "case/stray-bracket", "1:9", "}"],
    ['{"a": "b" "c": 1}', "case/missing-comma", "1:11", '"c"'],
    ['{"a" 1}', "case/missing-comma", "1:6", "1"],
    ['{"a": 1,\n "b" : 2\n "c": 3}', "case/missing-comma", "3:2", '"c": 3}'],
    ["a: [fever\n  rash]\n", "case/missing-comma", "1:5", "fever", '"fever rash"'],
  ],
  "lines and columns": [
    ["a:\n\tb: 1\n", "case/tab", "2:1", "\t", "spaces"],
    ["a:\n  - b\n\t- c\n", "case/tab", "3:1", "\t"],
    ["a:\n   b: 1\n  c: 2\n", "case/indentation", "3:3", "c: 2"],
    ["a: foo\n  bar: baz\n", "case/indentation", "2:3", "bar: baz"],
    ["a:\nb: 1\n  c: 2\n", "case/indentation", "3:3", "c: 2"],
    ["a:\n- b: 1\n c: 2\n", "case/indentation", "3:2", "c: 2"],
    ["a:\n  - b\n - c\n", "case/indentation", "3:2", "- c"],
    ["a: foo\n  - bar\n", "case/indentation", "2:3", "- bar"],
    ["a:\n  - b\n  -c\n", "case/missing-space", "3:3", "-", "`- item`"],
    ["a:\n  -b\n  - c\n", "case/missing-space", "2:3", "-"],
    ["a: 1\nb:2\n", "case/missing-colon", "2:1", "b:2", "`b: 2`"],
    ["case:x\n", "case/missing-colon", "1:1", "case:x", "`case: x`"],
    ["a: 1\nb\nc: 2\n", "case/missing-colon", "2:1", "b"],
    ["a:\u00A05\nb: 1\n", "case/odd-space", "1:3", "\u00A0"],
    ["\u00A0a: 5\n", "case/odd-space", "1:1", "\u00A0"],
    ['a: "x\\u0001y"\n', "case/escaped-character", "1:4", '"x\\u0001y"'],
    ['a: ["\\ud800"]\n', "case/escaped-character", "1:5", '"\\ud800"'],
    ['"\\uFFFE": b\n', "case/escaped-character", "1:1", '"\\uFFFE"'],
    ["a: fever\u00A0\n", "case/odd-space", "1:9", "\u00A0"],
    [`${"x".repeat(1100)}: 1\n`, "case/not-yaml", "1:1", "x".repeat(1100)],
  ],
  "keys and values": [
    ["a:\nb: 1\n", "case/no-value", "1:1", "a"],
    ["a: 1\nb: null\n", "case/no-value", "2:4", "null", '"null"'],
    ["a: ~\n", "case/no-value", "1:4", "~", '"~"'],
    ["a: # later\nb: 1\n", "case/no-value", "1:1", "a"],
    ["a:\n  - x\n  -\n", "case/no-value", "3:3", "-"],
    ['{"a": null}', "case/no-value", "1:7", "null"],
    ["{a: , b: 2}", "case/no-value", "1:2", "a"],
    ["a: 1\nb: 2\na: 3\n", "case/duplicate-key", "3:1", "a"],
    ['{"a": 1, "a": 2}', "case/duplicate-key", "1:10", '"a"'],
    [": 5\n", "case/key-not-text", "1:1", ":"],
    ["? [a]\n: b\n", "case/key-not-text", "1:3", "[a]"],
    ["__proto__:\n  polluted: true\n", "case/forbidden-key", "1:1", "__proto__"],
    ['{"a": {"__proto__": {"b": 1}}}', "case/forbidden-key", "1:8", '"__proto__"'],
    ["a: &x {b: 1}\nc: {<<: *x}\n", "case/merge-key", "2:5", "<<"],
    ["a: &a [*a]\n", "case/circular-reference", "1:8", "*a"],
  ],
};

for (const [group, rows] of Object.entries(ROWS)) {
  describe(group, () => {
    for (const [text, code, at, mark, hint = ""] of rows) {
      const name = JSON.stringify(text.slice(0, 60));

      test(`${name} is ${code} at ${at}`, () => {
        const { findings } = readDocument(text);
        expect(findings.map((one) => [one.code, positionOf(one), underlined(text, one)])).toEqual([[code, at, mark]]);
        expect(findings[0]?.severity).toBe("error");
        expect(findings[0]?.message).not.toMatch(/undefined|\{\w+\}/);
        expect(findings[0]?.hint ?? "").toContain(hint);
      });

      test(`${name} is the same with CRLF and a byte order mark`, () => {
        const { findings } = readDocument(`\uFEFF${text.replaceAll("\n", "\r\n")}`);
        expect(findings.map((one) => [one.code, positionOf(one), underlined(text, one)])).toEqual([[code, at, mark]]);
      });
    }
  });
}

describe("all that is wrong with a text is said at once", () => {
  test("traps that leave the syntax whole", () => {
    const text = 'a: 5 mg #2\nb:\nc: SCT#1 "x\nb: y\nd: {e: 1, f}\n';
    expect(readDocument(text).findings.map(({ code }) => code)).toEqual([
      "case/comment-in-value",
      "case/no-value",
      "case/open-quote",
      "case/duplicate-key",
      "case/comma-in-value",
    ]);
  });

  test("of syntax errors only the first, since the others are its echo", () => {
    const { document, findings } = readDocument("a: {c: 5 [iU], d: 5 [iU], e: 5 [iU]}\nb: }\n");
    expect(document).toBeUndefined();
    expect(findings.map(positionOf)).toEqual(["1:10"]);
  });

  test("the line of a duplicate's first place is named", () => {
    expect(readDocument("x:\n  a: 1\n  b: 2\n  a: 3\n").findings[0]?.message).toContain("line 2");
  });
});

describe("what is read without complaint", () => {
  const data = (text: string) => {
    const { document, findings } = readDocument(text);
    expect(findings).toEqual([]);
    return document?.data;
  };

  test.each([
    ["a byte order mark", "\uFEFFa: x\n", { a: "x" }],
    ["CRLF", "a: x\r\nb:\r\n  - y\r\n", { a: "x", b: ["y"] }],
    ["no line end", "a: x", { a: "x" }],
    [
      "numbers as they are written",
      "a: 7.0\nb: 010\nc: 12E4\nd: 2011\ne: -0.0\n",
      {
        a: "7.0",
        b: "010",
        c: "12E4",
        d: "2011",
        e: "-0.0",
      },
    ],
    [
      "words of YAML 1.1",
      "a: no\nb: on\nc: yes\nd: 1_000\ne: 0x1F\nf: 2016-01-31\ng: 12:30\n",
      {
        a: "no",
        b: "on",
        c: "yes",
        d: "1_000",
        e: "0x1F",
        f: "2016-01-31",
        g: "12:30",
      },
    ],
    ["true and false", 'a: true\nb: False\nc: "true"\n', { a: true, b: false, c: "true" }],
    ["JSON", '{"a": [1.50, true, "x\\u00e9\\/"], "b": {"c": "d"}}', { a: ["1.50", true, "xé/"], b: { c: "d" } }],
    ["JSON with tabs", '{\n\t"a": 1,\n\t"b": {\n\t\t"c": [1,\n\t\t\t2]}}\n', { a: "1", b: { c: ["1", "2"] } }],
    ["comments", "a: x # a comment\nb: y #\nc: z #------\n# end\n", { a: "x", b: "y", c: "z" }],
    ["a code", 'a: SCT#25044007 "Neuromyelitis optica"\n', { a: 'SCT#25044007 "Neuromyelitis optica"' }],
    ["folded and literal text", "a: >\n  one\n  two\nb: |\n  one\n  two\n", { a: "one two\n", b: "one\ntwo\n" }],
    ["text over two lines", "a: one\n  two\n", { a: "one two" }],
    ["a reference", "a: &x [p, q]\nb: *x\n", { a: ["p", "q"], b: ["p", "q"] }],
    ["one document with its marks", "%YAML 1.2\n---\na: x\n...\n", { a: "x" }],
    ["keys with spaces", "part of: nmo\n'due to': x\n", { "part of": "nmo", "due to": "x" }],
    [
      "colons without a space",
      "a: C:\\x\nb: 10:30\nc: http://example.org/#x\n",
      {
        a: "C:\\x",
        b: "10:30",
        c: "http://example.org/#x",
      },
    ],
  ])("%s", (_, text, expected) => {
    expect(data(text)).toEqual(expected);
  });
});

describe("what a document could do to the program", () => {
  test("keys of JavaScript's own objects touch no prototype and have no value by themselves", () => {
    const { document } = readDocument('{"__proto__": {"polluted": "yes"}, "a": {"b": "c"}}');
    const data = document?.data as Record<string, Record<string, unknown>>;
    expect(Object.hasOwn(data, "__proto__")).toBe(false);
    expect(data.polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(data.a?.toString).toBeUndefined();
    expect(data.valueOf).toBeUndefined();
  });

  test("references that double with every line end at a limit, said once", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `k${i + 1}: &k${i + 1} [*k${i}, *k${i}]`);
    const { findings } = readDocument(`k0: &k0 [x, y]\n${lines.join("\n")}\n`);
    expect(findings.map(({ code }) => code)).toEqual(["case/too-many-references"]);
  });

  test("references cannot nest deeper than the document may", () => {
    const lines = Array.from({ length: 150 }, (_, i) => `k${i + 1}: &k${i + 1} [*k${i}]`);
    const { findings } = readDocument(`k0: &k0 [x]\n${lines.join("\n")}\n`);
    expect(new Set(findings.map(({ code }) => code))).toContain("case/too-deep");
  });

  test("a document beyond the size limit is not parsed", () => {
    const { document, findings } = readDocument(`a: ${"x".repeat(50 * 1024 * 1024)}`);
    expect([document, findings.map(({ code }) => code)]).toEqual([undefined, ["case/too-large"]]);
  });

  test.each([
    ["dashes", "- a\n"],
    ["commas", "a,"],
    ["closing brackets", "}"],
    ["errors", 'a: "x" y\n'],
    ["anchors", "&a "],
    ["tags", "! "],
    ["quotes", '"'],
    ["colons", "a: "],
    ["tabs", "\t"],
    ["comments", "# a\n"],
    ["spaces before a comment", "a  "],
  ])("five megabytes of %s end in a finding", (_, piece) => {
    const { document, findings } = readDocument(`[${piece.repeat(Math.floor((MAX_CASE_BYTES - 1) / piece.length))}`);
    expect(document).toBeUndefined();
    expect(findings).toHaveLength(1);
  });
});
