/** The result sets laid flat: each name under a verdict, each result, each point of a trend and each cell of a table. */
import { BLANK, type ResultData, type ResultSet, type TimeText, VERDICTS } from "./document.js";
import { oneByOne } from "./each.js";
import type { ObservationItem } from "./item.js";
import { pointerTo } from "./pointer.js";
import { restOf } from "./sections.js";

type Observed = Pick<ObservationItem, "name" | "pointer" | "data" | "verdict" | "result" | "timeAt"> & {
  /** What it is known by where it has no id. */
  words: string;
};

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
/** The order of a mapping's keys says nothing, so nothing may follow from it. */
export const sorted = <T>(mapping: Readonly<Record<string, T>> = {}): [string, T][] =>
  Object.entries(mapping).sort(byName);

/**
 * @param set a result set that fits the schema
 * @param section where it stands, and what its rest is called by
 * @param base JSON Pointer to it
 */
export function observedIn(set: ResultSet, section: ObservationItem["section"], base: string): Observed[] {
  const results = sorted(set.results).map(([name, value]) =>
    resultOf(name, value, pointerTo(base, "results", name), name),
  );
  const listed = VERDICTS.flatMap((verdict) =>
    (set[verdict] ?? []).flatMap((entry, i) =>
      oneByOne(typeof entry === "string" ? { name: entry } : entry).map((data): Observed => {
        const words = [data.name, data.site, data.levels].filter(Boolean).join(" ");
        return { name: data.name, pointer: pointerTo(base, verdict, i), data, verdict, words };
      }),
    ),
  );
  return [...results, ...listed, ...rest(set, section, base), ...points(set, base), ...cells(set, base)];
}

/** What `otherwise` says of all that is not named. */
function rest({ otherwise }: ResultSet, section: ObservationItem["section"], base: string): Observed[] {
  if (!otherwise) return [];
  const name = restOf(section);
  return [{ name, pointer: pointerTo(base, "otherwise"), data: { name }, verdict: otherwise, words: "otherwise" }];
}

/** A point of a trend: the key is its time. */
function points({ trends }: ResultSet, base: string): Observed[] {
  return sorted(trends).flatMap(([name, trend]) =>
    sorted(trend).map(([when, value]) => {
      const pointer = pointerTo(base, "trends", name, when);
      return timed(resultOf(name, value, pointer, `${name} ${when}`), when, { pointer, part: "key" });
    }),
  );
}

/** A cell of a table: its column is its time. */
function cells({ table }: ResultSet, base: string): Observed[] {
  return sorted(table?.rows).flatMap(([name, row]) =>
    (table?.columns ?? []).flatMap((when, i) => {
      const value = row[i];
      if (value === undefined || value === BLANK) return [];
      const words = `${name} ${typeof when === "object" ? when.text : when}`;
      const cell = resultOf(name, value, pointerTo(base, "table", "rows", name, i), words);
      return timed(cell, when, { pointer: pointerTo(base, "table", "columns", i), part: "value" });
    }),
  );
}

const timed = (observed: Observed, when: TimeText, timeAt: Observed["timeAt"]): Observed => ({
  ...observed,
  data: { ...observed.data, when },
  timeAt,
});

function resultOf(name: string, value: string | ResultData, pointer: string, words: string): Observed {
  const data: ResultData = typeof value === "object" ? value : {};
  const { result = typeof value === "object" ? "" : value, text } = data;
  return {
    name,
    pointer,
    data: { ...data, name },
    verdict: "result",
    result: text === undefined ? result : { text },
    words,
  };
}
