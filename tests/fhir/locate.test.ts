import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locate } from "../../src/fhir/locate.js";

const text = `{
  "resourceType": "Bundle",
  "note": "{ \\"entry\\": [",
  "entry": [
    {"resource": {"resourceType": "Observation", "valueQuantity": {"value": 1, "code": "x"}}},
    {
      "resource": {
        "resourceType": "Patient",
        "_gender": {"extension": [{"url": "e"}]},
        "gender": "male",
        "name": [{"given": ["A", "B"], "_given": [null, {"id": "b"}], "fa\\u006dily": "C"}],
        "odd name": [[1], [2, 3]]
      }
    }
  ]
}`;

/** What stands at each place, up to the end of the name or value. */
const shown = (...expressions: string[]) =>
  locate(text, expressions).map(({ line, column }) => {
    const rest = (text.split("\n")[line - 1] ?? "").slice(column - 1);
    return /^("(?:[^"\\]|\\.)*"|.)/.exec(rest)?.[0] ?? "";
  });

describe("locate", () => {
  it.each([
    ["Bundle", "{"],
    ["Bundle.entry[0].resource.value.ofType(Quantity).code", '"code"'],
    ["Bundle.entry[1].resource.gender", '"gender"'],
    ["Bundle.entry[1].resource.gender.extension[0].url", '"url"'],
    ["Bundle.entry[1].resource.name[0].given[1]", '"B"'],
    ["Bundle.entry[1].resource.name[0].given[1].id", '"id"'],
    ["Bundle.entry[1].resource.name[0].family", '"fa\\u006dily"'],
    ["Bundle.entry[1].resource.`odd name`", '"odd name"'],
    ["Bundle.entry[1].resource.`odd name`[1]", "["],
  ])("%s", (expression, expected) => {
    expect(shown(expression)).toEqual([expected]);
  });

  it("tells what is missing at what should hold it", () => {
    expect(shown("Bundle.type", "Bundle.entry[1].resource.name[0].period.start", "Bundle.entry[7]")).toEqual([
      "{",
      "{",
      '"entry"',
    ]);
  });

  it("finds several at once, in any order, the same twice", () => {
    const all = ["Bundle.entry[1].resource.gender", "Bundle", "Bundle.entry[0]", "Bundle.entry[1].resource.gender"];
    expect(locate(text, all)).toEqual(all.map((one) => locate(text, [one])[0]));
    expect(locate(text, all).map(({ line }) => line)).toEqual([10, 1, 5, 10]);
  });

  it("counts from behind a byte order mark and blanks", () => {
    expect(locate('\uFEFF \r\n\t{"a": 1}', ["X", "X.a"])).toEqual([
      { line: 2, column: 2 },
      { line: 2, column: 3 },
    ]);
  });

  it("finds every element of every JSON, however it is written", () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.stringMatching(/^[a-z{"\\,[\]]{1,4}$/), maxDepth: 4 }),
        fc.nat(3),
        (value, indent) => {
          const written = JSON.stringify(value, undefined, indent);
          const known = JSON.parse(written) as Record<string, unknown>;
          const paths = pathsOf(known, "X");
          const lines = written.split("\n");
          const places = locate(
            written,
            paths.map(({ path }) => path),
          );
          for (const [i, { line, column }] of places.entries()) {
            const rest = (lines[line - 1] ?? "").slice(column - 1);
            expect(rest.startsWith(JSON.stringify(paths[i]?.starts)) || paths[i]?.starts === undefined).toBe(true);
          }
        },
      ),
    );
  });

  it("ends whatever it is given", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[{}[\]",:a\\ ]*$/), (broken) => {
        expect(locate(broken, ["X.a.a[0].a", "X[0][1].a", "X"])).toHaveLength(3);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Every element with the name that its place begins with; items of lists have none. */
function pathsOf(value: unknown, path: string): { path: string; starts?: string }[] {
  if (Array.isArray(value))
    return value.flatMap((item, i) => [{ path: `${path}[${i}]` }, ...pathsOf(item, `${path}[${i}]`)]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const inner = `${path}.\`${name.replace(/[\\`]/g, (sign) => `\\${sign}`)}\``;
    return [{ path: inner, starts: name }, ...pathsOf(item, inner)];
  });
}
