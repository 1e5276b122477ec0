import { expect, it } from "vitest";
import { createValidator } from "../../src/validate/index.js";
import { withLines } from "../../src/validate/lines.js";

const text = '{\n  "resourceType": "Patient",\n  "active": "yes",\n  "name": [{ "gvien": 1 }]\n}';
const found = createValidator().validate(JSON.parse(text), { file: "patient.json" });
const places = (firstLine?: number) =>
  withLines(found, text, firstLine).map(({ code, bundle }) => [code, bundle?.file, bundle?.line, bundle?.column]);

it("findings get the line and the column of their place, and keep the rest", () => {
  expect(places()).toEqual([
    ["validate/wrong-json-type", "patient.json", 3, 3],
    ["validate/unknown-element", "patient.json", 4, 14],
  ]);
  expect(withLines(found, text).map(({ message, bundle }) => [message, bundle?.expression])).toEqual(
    found.map(({ message, bundle }) => [message, bundle?.expression]),
  );
});

it("lines are counted from where the text begins in its file", () => {
  expect(places(10).map(([, , line]) => line)).toEqual([12, 13]);
});

it("a line that is known stays, and what has no place stands at the beginning", () => {
  const at = (bundle?: object) => withLines([{ ...found[0], bundle } as (typeof found)[0]], text)[0]?.bundle;
  expect(at({ line: 7, column: 8 })).toEqual({ line: 7, column: 8 });
  expect(at()).toEqual({ line: 1, column: 1 });
  expect(withLines([], text)).toEqual([]);
});
