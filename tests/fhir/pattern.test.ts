/** The automaton beside the machine's own regular expressions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matcher, replaceMatches, wholeMatcher } from "../../src/fhir/match.js";
import { compilePattern } from "../../src/fhir/pattern.js";

const theirs = (source: string, text: string): boolean => new RegExp(source, "s").test(text);

describe("an expression matches what it matches elsewhere", () => {
  const PATH = String.raw`[^\s\.,:;\'"\/|?!@#$%&*()\[\]{}]{1,64}`;
  it.each([
    ["^[A-Z]([A-Za-z0-9_]){0,254}$", ["Abc", "abc", "A", "A b", "", `A${"b".repeat(254)}`, `A${"b".repeat(255)}`]],
    [`^${PATH}(\\.${PATH}(\\[x\\])?(\\:[^\\s\\.]+)?)*$`, ["Patient", "Patient.a[x]:b.c", "Patient.", "a b", "a.b:"]],
    [String.raw`[A-Za-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*(\[x])?)*`, ["Patient.name", "1", ""]],
    [String.raw`^[a-zA-Z0-9\/\-_\[\]\@]+$`, ["a/b-c_[d]@", "a b"]],
    ["a|b|", ["a", "c", ""]],
    ["^(a|bc)*?d$", ["d", "abcad", "abd"]],
    ["^.$", ["a", "\n", "ab", "\u{1F600}".slice(0, 1)]],
    ["a{2}b{2,}c{1,2}", ["aabbc", "aabc", "aabbbbcc"]],
    ["^a{,2}$", ["a{,2}", "aa"]],
    [String.raw`^\d\D\w\W\s\S\t\u0041\x42$`, ["1a_- b\tAB", "1a_- b\tAC"]],
    ["[]", ["", "a"]],
    ["[^]", ["", "a"]],
    ["[a-]", ["-", "b"]],
    ["x$y", ["x", "xy"]],
    ["(^a|b$)c?", ["a", "xb", "xa"]],
    ["(a*)*b", ["aaab", "aaa"]],
  ])("%s", (source, texts) => {
    const test = compilePattern(source);
    for (const text of texts) expect([text, test?.(text)]).toEqual([text, theirs(source, text)]);
  });

  it("also where nobody would write it", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w", "^", "$", "(?:a|b)", "");
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => a + b),
        fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `(${a}|${b})`),
        fc
          .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{1,}"))
          .map(([a, q]) => `(?:${a})${q}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "\n"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        expect(compilePattern(source)?.(value)).toBe(theirs(source, value));
      }),
      { numRuns: 3000 },
    );
  });
});

it("takes no longer for what would keep others for ever", () => {
  const text = `${"a".repeat(200_000)}!`;
  for (const source of ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*a){10}$", "(a*)*b", "^(a?){20}a{20}$"])
    expect(compilePattern(source)?.(text)).toBe(false);
});

it("forgets states of which there would be too many", () => {
  const source = "^(a|b)*a(a|b){12}$";
  const test = compilePattern(source);
  let text = "";
  for (let i = 0; i < 20_000; i++) text += (i * i * 7 + i * 3) % 11 < 5 ? "a" : "b";
  for (let end = text.length - 20; end < text.length; end++)
    expect(test?.(text.slice(0, end))).toBe(text[end - 13] === "a");
});

it("leaves out what looks around, and what is no expression", () => {
  for (const source of [
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "(?<n>a)",
    "\\ba",
    "(a)\\1",
    "\\p{L}",
    "(",
    ")",
    "a)",
    "[a",
    "*",
    "a{9999}{9999}",
  ])
    expect(compilePattern(source)).toBeUndefined();
});

describe("what the automaton leaves out", () => {
  it("is matched where the text is short", () => {
    expect(matcher("^(?!x)a")("ab")).toBe(true);
    expect(matcher("^(?!x)a")("xa")).toBe(false);
    expect(wholeMatcher("(a)\\1")("aa")).toBe(true);
    expect(wholeMatcher("(a)\\1")("aaa")).toBe(false);
  });

  it("is not tried where it might take long, or is none", () => {
    expect(matcher("^(?=b|(a+)+$)")(`${"a".repeat(60)}!`)).toBeUndefined();
    expect(matcher("(?=.*.*.*.*x)")("a".repeat(1000))).toBeUndefined();
    expect(matcher("(a")("a")).toBeUndefined();
  });
});

describe("replacing", () => {
  it("is done where it cannot take long", () => {
    expect(replaceMatches("\\..*", "Patient.name.given", "")).toBe("Patient");
    expect(replaceMatches("(a)(b)", "xaby", "$2$1")).toBe("xbay");
    expect(replaceMatches("^(a+)+$", `${"a".repeat(60)}!`, "")).toBe(`${"a".repeat(60)}!`);
    expect(replaceMatches("(a+)+", "a".repeat(60), "")).toBeUndefined();
    expect(replaceMatches("(", "a", "")).toBeUndefined();
  });
});
