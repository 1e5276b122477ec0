import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, isoDay, shift } from "../../../src/case/time/calendar.js";
import { resolveTimes, type TimeNode, type TimeUnit } from "../../../src/case/time/index.js";

const KEYS = ["a", "b", "c", "d", "e", "f"];
const name = fc.constantFrom(...KEYS, "birth", "life", "admission", "discharge", "nobody");
const amount = fc
  .tuple(
    fc.constantFrom("1", "2-3", "a", "a few", "about 40"),
    fc.constantFrom("hours", "days", "weeks", "months", "years"),
  )
  .map((parts) => parts.join(" "));
const point = fc.oneof(
  fc.constantFrom(
    "2015",
    "2015-07",
    "2015-07-03",
    "2016-02-29",
    "2015-07~",
    "201X",
    "2014/2016-03",
    "2015-07-03T10:00:00Z",
    "14:30",
    "07:05 on 2015-07-03",
    "2015-03 or 2015-04",
    "gestational age 32 weeks",
    "childhood",
  ),
  name,
  fc.tuple(fc.constantFrom("start of", "end of", "onset of"), name).map((parts) => parts.join(" ")),
  fc.tuple(amount, fc.constantFrom("after", "before"), name).map((parts) => parts.join(" ")),
  fc
    .tuple(
      fc.constantFrom(
        "day 3 of",
        "hour 2 of",
        "week 2 of",
        "first 2 weeks of",
        "3 cycles of",
        "cycle 2 of",
        "day 4 of cycle 2 of",
        "postoperative day 0 of",
        "14:30 on",
        "2015-03 or",
      ),
      name,
    )
    .map((parts) => parts.join(" ")),
  amount.map((text) => `age ${text}`),
);
const relation = fc.constantFrom(
  "",
  "at ",
  "by ",
  "before ",
  "after ",
  "since ",
  "until ",
  "up to ",
  "during ",
  "throughout ",
  "shortly after ",
  "within 2 days after ",
  "within about 2 days before ",
);
const phrase = fc.oneof(
  { arbitrary: fc.tuple(relation, point).map((parts) => parts.join("")), weight: 8 },
  { arbitrary: fc.string(), weight: 1 },
);
const said = fc.option(phrase, { nil: undefined, freq: 2 });

const nodes = fc
  .array(
    fc.record({
      when: said,
      from: said,
      until: said,
      lasting: fc.option(amount, { nil: undefined }),
      lasts: fc.boolean(),
      whole: fc.boolean(),
      stay: fc.boolean(),
      seen: fc.boolean(),
      death: fc.boolean(),
      parent: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
      after: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
      children: fc.option(fc.subarray(KEYS), { nil: undefined }),
    }),
    { minLength: KEYS.length, maxLength: KEYS.length },
  )
  .map((list) =>
    list.map((node, i): TimeNode => {
      const key = KEYS[i] ?? "";
      const { parent, after, children, ...rest } = node;
      return {
        key,
        names: [key],
        ...rest,
        ...(parent === key ? {} : { parent }),
        ...(after === key ? {} : { after }),
        children: (children ?? []).filter((child) => child > key),
      };
    }),
  );

const place = (key: string, field: string, offset: number, length: number) => ({
  file: `${key}.${field}`,
  line: 1,
  column: offset + 1,
  length,
});

test("any nodes resolve, whatever order they stand in", () => {
  fc.assert(
    fc.property(nodes, fc.infiniteStream(fc.nat(5)), (list, stream) => {
      const shuffled = [...list].sort(() => (stream.next().value % 2 === 0 ? 1 : -1));
      const [one, other] = [resolveTimes(list, place), resolveTimes(shuffled, place)];
      for (const key of KEYS) expect(other.spans.get(key)).toEqual(one.spans.get(key));
      const told = (findings: typeof one.findings) => findings.map((finding) => JSON.stringify(finding)).sort();
      expect(told(other.findings)).toEqual(told(one.findings));
    }),
    { numRuns: 300 },
  );
});

test("every value lies within its bounds, and bounds are in order", () => {
  fc.assert(
    fc.property(nodes, (list) => {
      for (const { start, end } of resolveTimes(list, place).spans.values()) {
        for (const time of [start, end]) {
          if (time?.earliest && time.latest) expect(time.earliest <= time.latest).toBe(true);
          const precision = Math.min(time?.value?.length ?? 0, 10);
          if (time?.earliest && precision)
            expect(time.earliest.slice(0, precision)).toBe(time.value?.slice(0, precision));
          if (time?.latest && precision) expect(time.latest.slice(0, precision)).toBe(time.value?.slice(0, precision));
          if (time?.basis === "none") expect(time.value).toBeUndefined();
          if (time?.value && (time.approximate || time.uncertain)) expect(time.basis).toBe("stated");
        }
      }
    }),
    { numRuns: 300 },
  );
});

const MINUTES_2000 = 10957 * DAY;
const unit = fc.constantFrom<[string, TimeUnit]>(
  ["hours", "h"],
  ["days", "d"],
  ["weeks", "wk"],
  ["months", "mo"],
  ["years", "a"],
);
const step = fc.tuple(
  fc.integer({ min: 1, max: 40 }),
  unit,
  fc.constantFrom<["after" | "before", 1 | -1]>(["after", 1], ["before", -1]),
);

test("what really happened lies within what is derived, however vaguely the first date is told", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9000 * DAY }),
      fc.constantFrom(4, 7, 10),
      fc.array(step, { minLength: 1, maxLength: 4 }),
      (minute, precision, steps) => {
        let truth = MINUTES_2000 + minute;
        const list: TimeNode[] = [{ key: "e0", names: ["e0"], when: isoDay(truth).slice(0, precision) }];
        for (const [i, [count, [word, code], [direction, sign]]] of steps.entries()) {
          truth = shift(truth, sign * count, code);
          list.push({ key: `e${i + 1}`, names: [`e${i + 1}`], when: `${count} ${word} ${direction} e${i}` });
        }
        const time = resolveTimes(list, place).spans.get(`e${steps.length}`)?.start;
        const day = isoDay(truth);
        expect((time?.earliest ?? "") <= day && day <= (time?.latest ?? "")).toBe(true);
        if (time?.value) expect(day.startsWith(time.value)).toBe(true);
      },
    ),
  );
});
