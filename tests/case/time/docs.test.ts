import { describe, expect, test } from "vitest";
import { resolveTimes, type TimeNode } from "../../../src/case/time/index.js";
import { type Row, tablesOf } from "./markdown.js";

const tables = tablesOf("time.md");
const withColumns = (...columns: string[]): Row[] =>
  tables.filter(([row]) => row && columns.every((column) => column in row)).flat();

const anchors = withColumns("id").map(({ id = "", ...fields }): TimeNode => {
  const said = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ""));
  return { key: id, names: [id], ...said, ...(said.until ? { stay: true } : { lasts: said.from !== undefined }) };
});
const resolve = (when: string) => {
  const { spans, findings } = resolveTimes(
    [...anchors, { key: "it", names: [], when, parent: "relapse" }],
    () => undefined,
  );
  return { ...spans.get("it"), findings };
};
const orDash = (text: string | undefined): string => text ?? "-";

describe("docs/time.md says what happens", () => {
  test("and has its tables", () => {
    expect(anchors).toHaveLength(5);
    expect(
      [withColumns("value").length, withColumns("latest end").length, withColumns("finding").length].map(
        (count) => count > 5,
      ),
    ).toEqual([true, true, true]);
  });

  test.each(withColumns("value").map((row) => [row.written ?? "", row] as const))(
    "at the moment %s",
    (written, row) => {
      const { kind, start, findings } = resolve(written);
      expect(kind).toBe("point");
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect([start?.value, start?.earliest, start?.latest].map(orDash)).toEqual([row.value, row.earliest, row.latest]);
    },
  );

  test.each(withColumns("latest end").map((row) => [row.written ?? "", row] as const))(
    "in the period %s",
    (written, row) => {
      const { kind, start, end } = resolve(written);
      expect(kind).toBe("period");
      expect([start?.value, end?.value, start?.earliest, end?.latest].map(orDash)).toEqual([
        row.start,
        row.end,
        row["earliest start"],
        row["latest end"],
      ]);
    },
  );

  test.each(withColumns("finding").map((row) => [row.written ?? "", row] as const))(
    "when it refuses %s",
    (written, row) => {
      const [found, ...more] = resolve(written).findings;
      expect(more).toEqual([]);
      expect(found?.code).toBe(row.finding);
      expect(found?.hint ?? "").toContain(row.hint);
    },
  );
});
