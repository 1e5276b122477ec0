/** Reading expressions: how tightly operators bind, how texts are written, and where it goes wrong. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Expression, FhirPathSyntaxError, parseFhirPath } from "../../src/fhirpath/index.js";

/** With every operation in brackets. */
function shown(expression: Expression): string {
  const list = (all: readonly Expression[]) => all.map(shown).join(", ");
  const after = (input: Expression | undefined) => (input ? `${shown(input)}.` : "");
  switch (expression.kind) {
    case "literal":
      return expression.value.type === "Quantity"
        ? `${expression.value.value} <${expression.value.unit}>`
        : `${expression.value.type === "String" ? JSON.stringify(expression.value.value) : expression.value.value}`;
    case "empty":
      return "{}";
    case "focus":
      return expression.name;
    case "variable":
      return `%${expression.name}`;
    case "member":
      return `${after(expression.input)}${expression.name}`;
    case "call":
      return `${after(expression.input)}${expression.name}(${list(expression.args)})`;
    case "index":
      return `${shown(expression.input)}[${shown(expression.index)}]`;
    case "sign":
      return `(${expression.sign}${shown(expression.operand)})`;
    case "type":
      return `(${shown(expression.operand)} ${expression.operator} ${expression.type})`;
    case "operation":
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
  }
}

describe("operators bind as FHIRPath says", () => {
  it.each([
    ["a or b and c", "(a or (b and c))"],
    ["a implies b or c", "(a implies (b or c))"],
    ["a implies b implies c", "((a implies b) implies c)"],
    ["a or b xor c", "((a or b) xor c)"],
    ["a in b and c contains d", "((a in b) and (c contains d))"],
    ["a = b in c", "((a = b) in c)"],
    ["a < b = c > d", "((a < b) = (c > d))"],
    ["a | b < c", "((a | b) < c)"],
    ["a is B | c as D.E", "((a is B) | (c as D.E))"],
    ["a + b is C", "((a + b) is C)"],
    ["a - b & c + d", "(((a - b) & c) + d)"],
    ["a * b + c div d mod e", "((a * b) + ((c div d) mod e))"],
    ["-a + b", "((-a) + b)"],
    ["-a.b[0].c(d, e)", "(-a.b[0].c(d, e))"],
    ["(a or b) and c", "((a or b) and c)"],
    ["a.as(B).is.contains", "a.as(B).is.contains"],
    ["$this.where($index > 1 and $total = {})", "$this.where((($index > 1) and ($total = {})))"],
    ["%resource.a | %`vs-x` | %'y'", "((%resource.a | %vs-x) | %y)"],
    ["`div`.`a b`", "div.a b"],
    ["a // to the end\n.b /* within */ .c", "a.b.c"],
  ])("%s", (source, expected) => {
    expect(shown(parseFhirPath(source))).toBe(expected);
  });
});

describe("literals", () => {
  it.each([
    [String.raw`'it\'s'`, `"it's"`],
    [String.raw`'\u0041\n\/\\d'`, JSON.stringify("A\n/\\d")],
    ["1.50", "1.5"],
    ["1.exists()", "1.exists()"],
    ["@2020-02", "2020-02"],
    ["@2020T", "2020T"],
    ["@2020-02-03T04:05:06.7+08:00", "2020-02-03T04:05:06.7+08:00"],
    ["@T04:05", "04:05"],
    ["4 'mg'", "4 <mg>"],
    ["2 days", "2 <day>"],
    ["true", "true"],
  ])("%s", (source, expected) => {
    expect(shown(parseFhirPath(source))).toBe(expected);
  });
});

describe("what is wrong is told at its place", () => {
  it.each([
    ["", 0, "a name expected, not the end"],
    ["a.", 2, "a name expected, not the end"],
    ["a b", 2, "an operator or the end expected, not b"],
    ["a or", 4, "a name expected, not the end"],
    ["(a", 2, ") expected, not the end"],
    ["a.where(b", 9, ") expected, not the end"],
    ["a[1", 3, "] expected, not the end"],
    ["a = 'b", 4, "a text that begins with ' is not closed"],
    ["a # b", 2, "unexpected #"],
    ["a..b", 2, "a name expected, not ."],
    ["a.and", 2, "a name expected, not and"],
    ["a is 'b'", 5, "a name expected, not 'b'"],
    ["a 'b'", 2, "an operator or the end expected, not 'b'"],
    ["%", 1, "a name expected, not the end"],
  ])("%s", (source, position, message) => {
    try {
      parseFhirPath(source);
      expect.fail("it was read");
    } catch (error) {
      expect(error).toBeInstanceOf(FhirPathSyntaxError);
      expect(error).toMatchObject({ position, message: `${message} at character ${position + 1}` });
    }
  });

  it("also of what nobody would write", () => {
    for (const source of ["(".repeat(100_000), "a.".repeat(100_000), "a or ".repeat(100_000), "-".repeat(100_000)])
      expect(() => parseFhirPath(source)).toThrow(FhirPathSyntaxError);
  });

  it("and of nothing in any other way", () => {
    const part = fc.constantFrom(
      "a",
      ".",
      "(",
      ")",
      "[",
      "]",
      "'",
      "`",
      "1",
      " ",
      "or",
      "is",
      "%",
      "@2020",
      "$this",
      "-",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part).map((parts) => parts.join("")),
          fc.string(),
        ),
        (source) => {
          try {
            parseFhirPath(source);
          } catch (error) {
            expect(error).toBeInstanceOf(FhirPathSyntaxError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
