import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type CaseDocument, readCase } from "../../src/case/index.js";
import { structureUrl } from "../../src/fhir/identity.js";
import { digitsOf } from "../../src/fhir/json.js";
import type { Bundle } from "../../src/fhir/types.js";
import { mapCase } from "../../src/map/index.js";
import { errorsOf, read } from "./bundles.js";
import { carefulCases, schema } from "./cases.js";
import { definition, type SchemaNode } from "./from-schema.js";

const RUNS = 60;

interface Leaf {
  value: string | number;
  /** Digits of a number as they were written. */
  text: string;
  key: string;
  path: string;
  /** URLs of the extensions around it, and of those beside it (`_start` of `start`). */
  extensions: readonly string[];
}

/** Every number and text of a resource, with the extensions that speak about it. */
function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (holder: object, path: string, around: readonly string[]) => {
    const url = "url" in holder && typeof holder.url === "string" ? [...around, holder.url] : around;
    for (const [key, item] of Object.entries(holder)) {
      const at = `${path}.${key}`;
      if (typeof item === "object" && item !== null) walk(item, at, url);
      else if (typeof item === "number" || typeof item === "string") {
        const sibling = (holder as Record<string, { extension?: { url: string }[] } | undefined>)[`_${key}`];
        const beside = sibling?.extension?.map((extension) => extension.url) ?? [];
        const text = typeof item === "number" ? (digitsOf(holder, key) ?? "") : item;
        leaves.push({ value: item, text, key, path: at, extensions: [...url, ...beside] });
      }
    }
  };
  walk(value as object, "", []);
  return leaves;
}

const NUMBER_WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** The numbers that a text writes, in digits or in a word (`a month` is one month). */
function numbersIn(text: string): Set<number> {
  const words: string[] = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return new Set([
    ...(text.match(/\d+([.,]\d+)?/g) ?? []).map((number) => Number(number.replace(",", "."))),
    ...NUMBER_WORDS.flatMap((word, n) => (words.includes(word) ? [n] : [])),
    ...(words.includes("a") || words.includes("an") ? [1] : []),
  ]);
}

const DATE = /^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/;
const DERIVED = [structureUrl("derived"), "http://hl7.org/fhir/StructureDefinition/uncertainPeriod"];

/** How often a dose is given follows from words ("twice daily"), which of its doses it was from their order, and a time without a distance is at least 0 away. */
const COUNTED = /\.timing\.repeat\.|\.dosage\.\d+\.sequence$|cqf-relativeDateTime/;

const textOf = (document: unknown) => stringify(document, { lineWidth: 0 });

/** Cases that read without an error. */
const right = carefulCases.filter((document) => {
  const { case: source, findings } = readCase(textOf(document));
  return source !== undefined && errorsOf(findings).length === 0;
});

const bundleOf = (document: unknown): Bundle => {
  const source = read(textOf(document));
  return (source && mapCase(source).bundle) ?? { resourceType: "Bundle", type: "collection" };
};

/** Grammars whose strings become numbers, dates, codes or references; `{text: ...}` among them is words all the same. */
const NO_WORDS = new Set(
  [
    "time",
    "duration",
    "links",
    "dose",
    "result",
    "point",
    "component",
    "size",
    "code",
    "codeList",
    "cite",
    "sourceSection",
    "firstSentences",
    "id",
  ].map((name) => `#/$defs/${name}`),
);

/** A step's time is told only where an item has none of its own; a result is read by its grammar. */
const ELSEWHERE = new Set(
  ["step when", "step from", "step until", "result result", "point result", "panel result"].map(
    (at) => `#/$defs/${at}`,
  ),
);

/** What the schema leaves to the writer: every text that any visible characters may make up. */
function ownWords(document: unknown): string[] {
  const words: string[] = [];
  const walk = (value: unknown, node: SchemaNode, isWords: boolean): void => {
    const found = node.$ref === undefined ? node : definition(schema, node.$ref);
    const free = isWords && !NO_WORDS.has(node.$ref ?? "");
    if (typeof value === "string" && free && found.pattern === "\\S") words.push(value);
    else if (Array.isArray(value)) for (const item of value) walk(item, found.items ?? {}, free);
    else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        const named = found.properties?.[key];
        if (key === "codes") continue;
        // A trend's keys are times.
        if (!named && free && node.$ref !== "#/$defs/trend") words.push(key);
        if (!ELSEWHERE.has(`${node.$ref} ${key}`))
          walk(member, named ?? (found.additionalProperties as SchemaNode), true);
      }
    }
  };
  walk(document, schema, true);
  return words;
}

/** The lists of items, and the type of the resource that each item becomes. */
const LISTS = {
  people: "RelatedPerson",
  conditions: "Condition",
  allergies: "AllergyIntolerance",
  immunizations: "Immunization",
  "family history": "FamilyMemberHistory",
  medications: "MedicationStatement",
  courses: "MedicationStatement",
  procedures: "Procedure",
  regimens: "Procedure",
  plan: "ServiceRequest",
  devices: "Device",
  "adverse events": "AdverseEvent",
  consents: "Consent",
  imaging: "ImagingStudy",
  encounter: "Encounter",
} as const;

/** How many resources of each type a document's items become, wherever they stand. */
function countItems(document: unknown): Record<string, number> {
  const count: Record<string, number> = Object.fromEntries(Object.values(LISTS).map((type) => [type, 0]));
  const namesOf = (value: object) => ("each" in value && Array.isArray(value.each) ? value.each.length : 1);
  const walk = (value: unknown, times: number): void => {
    if (typeof value !== "object" || value === null) return;
    const here = times * namesOf(value);
    for (const [key, member] of Object.entries(value)) {
      const type = Object.hasOwn(LISTS, key) ? LISTS[key as keyof typeof LISTS] : undefined;
      if (type && Array.isArray(member))
        for (const item of member) count[type] = (count[type] ?? 0) + here * namesOf(item);
      // An encounter is told once, an absence of allergies in two words.
      else if (type === "Encounter" ? typeof member === "object" : type === "AllergyIntolerance")
        count[type as string] = (count[type as string] ?? 0) + 1;
      // What a relative has is the relative's.
      if (key !== "family history") walk(member, here);
    }
  };
  walk(document, 1);
  return count;
}

/** What a step says of itself. */
const OF_STEP = new Set(["id", "about", "when", "from", "until", "lasting", "cite", "implied"]);

/** Other people of whom more is told than who they are. */
function countTold({ people = [], timeline = [] }: CaseDocument): number {
  const tells = (step: object) =>
    Object.entries(step).some(
      ([key, value]) => !OF_STEP.has(key) && !(key === "encounter" && typeof value === "string"),
    );
  return people.filter(
    (person) =>
      person.age ?? person["gestational age"] ?? timeline.some((step) => step.about === person.id && tells(step)),
  ).length;
}

describe("the Bundle of a case without errors", () => {
  it("has no number and no date that the case does not have, but those marked as worked out", () => {
    const seen = { numbers: 0, dates: 0, derived: 0 };
    fc.assert(
      fc.property(right, (document) => {
        const text = textOf(document);
        const written = numbersIn(text);
        const resources = bundleOf(document).entry?.map(({ resource }) => resource) ?? [];
        const invented = resources.flatMap(leavesOf).filter(({ value, text: digits, key, path, extensions }) => {
          if (typeof value === "number") {
            seen.numbers++;
            if (extensions.includes(structureUrl("derived"))) return false;
            return !COUNTED.test(path + extensions) && !written.has(Number(digits.replace("-", "")));
          }
          if (!DATE.test(value) || key === "display" || key === "text") return false;
          seen.dates++;
          if (extensions.some((url) => DERIVED.includes(url))) seen.derived++;
          else return !text.includes(value);
          return false;
        });
        expect(invented).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(seen.numbers).toBeGreaterThan(RUNS / 2);
    expect(seen.dates - seen.derived).toBeGreaterThan(RUNS);
    expect(seen.derived).toBeGreaterThan(RUNS / 10);
  });

  it("has every word of the case's own", () => {
    let words = 0;
    fc.assert(
      fc.property(right, (document) => {
        const own = ownWords(document);
        const all = leavesOf(bundleOf(document))
          .map(({ text }) => text)
          .join("\n");
        words += own.length;
        expect(own.filter((text) => !all.includes(text))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(words).toBeGreaterThan(2 * RUNS);
  });

  it("has one resource for each item, and no other of its kind", () => {
    fc.assert(
      fc.property(right, (document) => {
        const types = bundleOf(document).entry?.map(({ resource }) => resource?.resourceType) ?? [];
        const wanted = { ...countItems(document), Patient: 1 + countTold(document as CaseDocument) };
        const found = Object.keys(wanted).map((type) => [type, types.filter((one) => one === type).length]);
        expect(Object.fromEntries(found)).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
  });
});
