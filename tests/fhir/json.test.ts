import fc from "fast-check";
import { LosslessNumber, parse } from "lossless-json";
import { describe, expect, it } from "vitest";
import { digitsOf, parseJson, stringifyJson } from "../../src/fhir/json.js";

const ODD = ["7.0", "1.50", "-0", "-0.00", "1e3", "1E+2", "2.5e-7", "12345678901234567890", "0.1234567890123456789"];
const MARKS = ["\ue000", "\ue001", "\ue002", "\ue003"];

/** JSON whose numbers are written in every way there is, and whose strings look like them. */
const anyJson = fc.letrec<{ value: string; number: string; string: string }>((tie) => ({
  number: fc.oneof(
    fc.constantFrom(...ODD, "0", "7", "1.5"),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  ),
  string: fc
    .oneof(
      fc.string(),
      fc.constantFrom(...ODD, ...MARKS, `${MARKS[0]}7.0`, '\\"', "\\", "a: 7.0, b"),
      fc.string({ unit: "binary" }),
    )
    .map((text) => JSON.stringify(text)),
  value: fc.oneof(
    { depthSize: "small" },
    tie("number"),
    tie("string"),
    fc.constantFrom("true", "false", "null"),
    fc.array(tie("value")).map((items) => `[ ${items.join(", ")}]`),
    fc
      .array(fc.tuple(tie("string"), tie("value")))
      .map((members) => `{${members.map(([k, v]) => `${k} : ${v}`).join("\n,")}}`),
  ),
})).value;

/** What another parser makes of it, each number with its own text. */
const expected = (text: string) => parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });

/** The same of ours. */
function withTexts(value: unknown): unknown {
  if (typeof value !== "object" || value === null)
    return typeof value === "number" ? new LosslessNumber(`${value}`) : value;
  if (Array.isArray(value)) return value.map((item, i) => textAt(value, `${i}`, item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textAt(value, key, item)]));
}
const textAt = (holder: object, key: string, item: unknown) =>
  typeof item === "number" ? new LosslessNumber(digitsOf(holder, key) ?? "") : withTexts(item);

describe("JSON without loss", () => {
  it("is read as another parser reads it, and written as it was", () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        const value = parseJson(`[${text}]`);
        expect(withTexts(value)).toEqual(expected(`[${text}]`));
        expect(stringifyJson(parseJson(stringifyJson(value)))).toBe(stringifyJson(value));
      }),
    );
  });

  it("is laid out as JSON.stringify lays it out, whatever holds digits", () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(0, 2, 3), (text, indent) => {
        const read = JSON.parse(`[${text}]`);
        const spaced = stringifyJson(parseJson(`[${text}]`), indent);
        // The same but for the digits: reading both as plain JSON takes those away.
        expect(JSON.stringify(JSON.parse(spaced), undefined, indent)).toBe(JSON.stringify(read, undefined, indent));
        const layout = (json: string) => json.replaceAll(/-?\d[\d.eE+-]*/g, "0");
        expect(layout(spaced)).toBe(layout(JSON.stringify(read, undefined, indent)));
      }),
    );
  });

  it("forgets the digits of what is no longer a number, and of what is no longer there", () => {
    const holder = parseJson('{"a":1.50,"b":2.0,"c":[7.0],"d":{"e":3.0}}') as Record<string, unknown>;
    const { e: _, ...rest } = holder.d as Record<string, unknown>;
    expect(stringifyJson({ ...holder, a: "none", b: undefined, d: rest }, 2)).toBe(
      '{\n  "a": "none",\n  "c": [\n    7.0\n  ],\n  "d": {}\n}',
    );
  });

  it("is JSON or none as JSON.parse says, wherever a character is missing or too many", () => {
    const isJson = (read: (text: string) => unknown) => (text: string) => {
      try {
        read(text);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
        return false;
      }
    };
    const broken = fc.tuple(anyJson, fc.nat(), fc.constantFrom("", ...'"\\{}[],:-.e0 1')).map(([text, at, by]) => {
      const i = at % (text.length + 1);
      return text.slice(0, i) + by + text.slice(i + 1);
    });
    fc.assert(
      fc.property(broken, (text) => {
        expect(isJson(parseJson)(text)).toBe(isJson(JSON.parse)(text));
      }),
    );
  });

  it.each([
    ['{"a": 1.50, "b": }', 17],
    ['{"a": 1.50, 2.50: 3}', 12],
    ["[01.50]", 2],
    ['[1.50, "x]', 10],
  ])("says where it stopped: %s", (text, position) => {
    expect(() => parseJson(text)).toThrow(new RegExp(`position ${position}\\b`));
  });

  it("that nests too deep to be read is a SyntaxError, as other broken JSON is", () => {
    const deep = (inside: string, depth: number) => "[".repeat(depth) + inside + "]".repeat(depth);
    expect(() => parseJson(deep("1.0", 50_000))).toThrow(SyntaxError);
    expect(() => parseJson("[".repeat(50_000))).toThrow(SyntaxError);
    expect(() => parseJson("[".repeat(5_000_000))).toThrow(/nests deeper/);
    expect(stringifyJson(parseJson(deep("1.0", 300)), 0)).toBe(deep("1.0", 300));
  });

  it("keeps digits also where a text uses every mark", () => {
    const text = `{"value":1.50,"marks":${JSON.stringify(MARKS.join(""))},"escaped":"\\uE000"}`;
    const value = parseJson(text) as { value: number };
    expect(digitsOf(value, "value")).toBe("1.50");
    expect(stringifyJson(value, 0)).toBe(text.replace("\\uE000", "\ue000"));
  });

  it("takes a name for what it is, __proto__ and one like a number too", () => {
    const text = '{"__proto__":1.50,"1.50":7.0,"7.0":"\\ue000"}';
    expect(stringifyJson(parseJson(text), 0)).toBe(text.replace("\\ue000", "\ue000"));
  });
});
