import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { namespaceUri } from "../../src/map/ids.js";
import { mapCase } from "../../src/map/index.js";
import { namesOf } from "./bundles.js";
import { carefulCases } from "./cases.js";

const RUNS = 40;

type Document = Record<string, unknown> & { timeline?: Record<string, unknown>[] };

/** Ids are the same however alike items are told apart, so those cases are left out. */
const DOUBLE = new Set(["case/alike", "case/duplicate-id"]);

const map = (document: unknown) => {
  const { case: source, findings } = readCase(JSON.stringify(document, null, 1));
  const mapped = source && mapCase(source);
  if (!source || !mapped?.bundle || findings.some(({ code }) => DOUBLE.has(code))) return undefined;
  return { source, trace: mapped.trace, names: namesOf(mapped.bundle) };
};

/** Cases in which no two items are alike. */
const distinct = carefulCases.filter((document) => map(document) !== undefined) as fc.Arbitrary<Document>;

const SECTIONS = ["conditions", "medications", "procedures", "imaging", "outcomes"] as const;
const NEW_ITEM: Record<(typeof SECTIONS)[number], (name: string) => object> = {
  conditions: (name) => ({ name }),
  medications: (name) => ({ name, courses: [{ dose: "10 mg" }, { paused: true }] }),
  procedures: (name) => ({ name }),
  imaging: (name) => ({ name, modality: "CT", findings: { present: [name] } }),
  outcomes: (name) => ({ name, state: "stable" }),
};

/** A name that no generated case has. */
const NEW = "Something New Entirely";

const insert = <T>(list: readonly T[] | undefined, at: number, item: T): T[] => {
  const i = at % ((list?.length ?? 0) + 1);
  return [...(list ?? []).slice(0, i), item, ...(list ?? []).slice(i)];
};

describe("an edit elsewhere leaves the ids alone", () => {
  it("when an item is inserted, at the top or into a step", () => {
    fc.assert(
      fc.property(distinct, fc.constantFrom(...SECTIONS), fc.nat(), fc.nat(), (document, section, place, at) => {
        const holders: Record<string, unknown>[] = [document, ...(document.timeline ?? [])];
        const holder = holders[place % holders.length];
        const changed = { ...holder, [section]: insert(holder?.[section] as object[], at, NEW_ITEM[section](NEW)) };
        const edited =
          holder === document
            ? changed
            : { ...document, timeline: document.timeline?.map((step) => (step === holder ? changed : step)) };
        const before = map(document)?.names ?? [];
        const after = map(edited)?.names ?? [];
        expect(after).toEqual(expect.arrayContaining(before));
        expect(after.length).toBeGreaterThan(before.length);
      }),
      { numRuns: RUNS },
    );
  });

  it("when a step is inserted, or the steps are told in another order", () => {
    fc.assert(
      fc.property(distinct, fc.nat(), (document, at) => {
        const before = map(document)?.names ?? [];
        const step = { when: "2019", conditions: [{ name: NEW }], labs: { results: { [NEW]: "7 g/L" } } };
        const longer = map({ ...document, timeline: insert(document.timeline, at, step) })?.names ?? [];
        expect(longer).toEqual(expect.arrayContaining(before));
        expect(longer.length).toBeGreaterThan(before.length);
        const turned = map({
          ...document,
          ...(document.timeline ? { timeline: [...document.timeline].reverse() } : {}),
        });
        expect(turned?.names.sort()).toEqual(before.sort());
      }),
      { numRuns: RUNS },
    );
  });

  it("when another item gets another name", () => {
    let renamed = 0;
    fc.assert(
      fc.property(distinct, fc.nat(), (document, pick) => {
        const before = map(document);
        const nameless = before?.source.items.filter(({ id, kind, data }) => !id && kind !== "step" && "name" in data);
        const item = nameless?.[pick % Math.max(1, nameless.length)];
        if (!before || !item) return;
        const after = map(rename(document, item.pointer));
        if (!after) return;
        renamed++;
        const inside = before.source.items.filter(({ pointer }) => `${pointer}/`.startsWith(`${item.pointer}/`));
        const lines = new Set(inside.map(({ pointer }) => before.source.place(pointer).line));
        const others = ({ trace }: NonNullable<typeof after>) =>
          trace.resources
            .filter(({ case: { line } }) => !lines.has(line))
            .map(({ resource, case: { line } }) => `${line} ${resource}`);
        expect(others(after).sort()).toEqual(others(before).sort());
      }),
      { numRuns: 2 * RUNS },
    );
    expect(renamed).toBeGreaterThan(RUNS / 3);
  });
});

interface Named {
  each?: string[];
}

/** One of several names, or the one. */
const named = ({ each }: Named) => (each ? { each: [NEW, ...each.slice(1)] } : { name: NEW });

/** The document with a new name for what a pointer leads to: an item, or a bare name in a list. */
function rename(document: unknown, pointer: string): unknown {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const change = (value: unknown, [step, ...rest]: string[]): unknown => {
    if (step === undefined) return typeof value === "object" ? { ...value, ...named(value as Named) } : NEW;
    if (Array.isArray(value)) return value.map((item, i) => (String(i) === step ? change(item, rest) : item));
    const entries = Object.entries(value as object);
    if (rest.length === 0) return Object.fromEntries(entries.map(([key, item]) => [key === step ? NEW : key, item]));
    return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? change(item, rest) : item]));
  };
  return change(document, steps);
}

describe("two people's cases", () => {
  it("share no id, though all but the namespace, or the case's name, is the same", () => {
    const namespaces = fc
      .tuple(fc.webUrl(), fc.webUrl())
      .filter(([one, other]) => namespaceUri(one) !== namespaceUri(other));
    fc.assert(
      fc.property(distinct, namespaces, (document, [one, other]) => {
        const of = (said: object) => map({ ...document, ...said })?.names ?? [];
        const all = [of({ namespace: one }), of({ namespace: other }), of({ namespace: one, case: "another-case" })];
        expect(all.every(({ length }) => length > 0)).toBe(true);
        expect(new Set(all.flat()).size).toBe(all.flat().length);
      }),
      { numRuns: RUNS },
    );
  });
});
