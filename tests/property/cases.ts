/** Whole case documents, made from the published schema and a table of the grammars that a schema cannot say. */
import fc from "fast-check";
import { BY_NAME, VERDICTS } from "../../src/case/document.js";
import { KINDS } from "../../src/case/kinds.js";
import { caseSchema } from "../../src/case/schema.js";
import { ABSENT, fromSchema, type Grammar, type SchemaRoot } from "./from-schema.js";

export const schema = caseSchema as SchemaRoot;

/** An id that the document declares, with the kind of item that bears it. */
class Id {
  constructor(
    readonly text: string,
    readonly kind: string,
  ) {}
}

/** A value that depends on what the document tells before it; filled in when the whole is there. */
class Hole {
  constructor(readonly fill: (told: readonly Id[], names: readonly string[]) => unknown) {}
}

const OBSERVATIONS: ReadonlySet<string> = new Set(["observed", "result", "point", "panel", "variant"]);

/** A definition of the schema -> the kind of item it describes. */
const kindOf = (owner: string): string => {
  const name = owner.replace("#/$defs/", "");
  if (OBSERVATIONS.has(name)) return "observation";
  return name === "adverseEvent" ? "adverse event" : name;
};

const pickId = (told: readonly Id[], pick: number, kinds?: readonly string[]): string | undefined => {
  const ids = told.filter(({ kind }) => !kinds || kinds.includes(kind));
  return ids[pick % Math.max(1, ids.length)]?.text;
};

const CODES = [
  'SCT#25044007 "Neuromyelitis optica"',
  'LNC#1988-5 "C reactive protein"',
  'HP#HP:0002385 "Paraparesis"',
  'http://example.org/cs#x-1 "An <odd> & code"',
  "RXN#121191",
];
const RESULTS = [
  "9 g/dL (low)",
  "7.0 mg/L",
  "<5 %",
  ">= 1.50 mmol/L",
  "5-10 /uL",
  "66 mg/L (high, ref 3.3-19.4)",
  "120.3 umol/L = 7.1 mg/dL",
  "1:320 (positive)",
  "2,68 mg/L",
  "45 x 38 mm",
  "35 weeks 4 days",
  "35+4 weeks",
  ">1:320",
  "160/90 mmHg",
  "about 30 %",
  "positive",
  "negative",
  "not done",
  "value not given",
  "falling",
  "abnormal",
];
const VALUES = [...RESULTS, 7, -0.25, 120.3];
const SIZES = ["4 cm", "2 x 1 cm", "about 3 mm", "5.2 × 4.1 × 3.0 cm"];
const DOSES = [
  "10 mg twice daily",
  "8 mg/kg",
  "750 mg/m2 every 4 weeks",
  "100 mg/day",
  "5-10 mg once daily",
  "10 mg once",
  "500 mg over 30 minutes every 6 hours as needed for pain, max 4 g/day",
  "120 g = 2 g/kg over 72 hours",
  "1 L at 125 mL/h",
  "AUC 5 every 3 weeks",
  "5-10 mg/day in 2 doses",
  "10 mg at night, 3 doses",
];
const DATES = [
  "2014",
  "2015-02",
  "2015-07-31",
  "2016-01~",
  "2016?",
  "by 2011",
  "2012-02-29",
  "2010/2012",
  "before 2020",
  "2014 or 2015-02",
  "since childhood",
  "gestational age 32 weeks",
];
/** `@` is an id of the document. */
const PHRASES = [
  "after @",
  "before @",
  "during @",
  "4 months after @",
  "2-3 weeks after start of @",
  "end of @",
  "a few days after @",
  "postoperative day 3 of @",
  "day 14 of cycle 2 of @",
  "14:30 on @",
];

const oneOrList = (items: unknown[]): unknown => (items.length === 1 ? items[0] : items);

/**
 * What the schema cannot say, by the node it belongs to.
 *
 * @param careful whether only what reads without an error is given, as far as one node can know
 */
const grammars = (careful: boolean): Readonly<Record<string, Grammar>> => {
  /** Words of a grammar, now and then an object ({text: ...}), and, unless careful, whatever the schema lets through. */
  const among = (words: readonly unknown[]) => (plain: fc.Arbitrary<unknown>) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...words) },
      {
        weight: 1,
        arbitrary: plain.map((value) => (careful && typeof value === "string" ? words[0] : value)),
      },
    );
  return {
    "#/$defs/id": (plain, owner) => plain.map((text) => new Id(String(text), kindOf(owner))),
    "#/$defs/links": (plain, owner, key) => {
      const kinds = careful ? KINDS[kindOf(owner) as keyof typeof KINDS]?.links[key] : undefined;
      const declared = fc.array(fc.nat(), { minLength: 1, maxLength: 2 }).map(
        (picks) =>
          new Hole((told) => {
            const ids = new Set(picks.map((pick) => pickId(told, pick, kinds)));
            ids.delete(undefined);
            return ids.size === 0 ? ABSENT : oneOrList([...ids]);
          }),
      );
      return careful ? declared : fc.oneof({ weight: 4, arbitrary: declared }, { weight: 1, arbitrary: plain });
    },
    "#/$defs/encounter": (plain) => {
      const declared = fc.nat().map((pick) => new Hole((told) => pickId(told, pick, ["encounter"]) ?? ABSENT));
      return fc.oneof(careful ? plain.filter((value) => typeof value === "object") : plain, {
        weight: 1,
        arbitrary: declared,
      });
    },
    "#/$defs/step/properties/about": (plain) => {
      const declared = fc.nat().map((pick) => new Hole((told) => pickId(told, pick, ["person"]) ?? ABSENT));
      return careful ? declared : fc.oneof(declared, plain);
    },
    "#/$defs/consent/properties/by": (plain) => {
      const declared = fc.nat().map((pick) => new Hole((told) => pickId(told, pick, ["person"]) ?? "patient"));
      return careful ? declared : fc.oneof(declared, plain);
    },
    "#/$defs/time": (plain) => {
      const counted = fc.record({ phrase: fc.constantFrom(...PHRASES), pick: fc.nat() }).map(
        ({ phrase, pick }) =>
          new Hole((told) => {
            const id = pickId(told, pick, ["step", "condition", "course", "procedure", "imaging", "encounter"]);
            return id === undefined ? ABSENT : phrase.replace("@", id);
          }),
      );
      return fc.oneof(
        { weight: 4, arbitrary: among(DATES)(careful ? plain.map(withoutNumber) : plain) },
        { weight: 2, arbitrary: counted },
        { weight: 1, arbitrary: fc.integer({ min: 1990, max: 2030 }) },
      );
    },
    "#/$defs/cite": (plain) => (careful ? plain.map(cited) : plain),
    "#/$defs/dose": among(DOSES),
    "#/$defs/size": among(SIZES),
    "#/$defs/result": (plain) => among(RESULTS)(careful ? plain.map(withResult) : plain),
    "#/$defs/result/properties/result": among(VALUES),
    "#/$defs/point": (plain) => among([...RESULTS, "blank"])(careful ? plain.map(withResult) : plain),
    "#/$defs/point/properties/result": among(VALUES),
    "#/$defs/component": among(VALUES),
    "#/$defs/panel/properties/result": among(VALUES),
    "#/$defs/trend": (plain) => (careful ? plain.map(datedBy(DATES)) : plain),
    "#/$defs/table/properties/columns": () => fc.uniqueArray(fc.constantFrom(...DATES), { minLength: 1, maxLength: 2 }),
    "#/$defs/table": (plain) => (careful ? plain.map(evened) : plain),
    "#/$defs/code": among(CODES),
    "#/$defs/codeList": (plain) =>
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 2 }).map(oneOrList),
        },
        { weight: 1, arbitrary: careful ? plain.filter(Array.isArray) : plain },
      ),
    "#/properties/codes": (plain) => {
      const used = fc
        .array(fc.tuple(fc.nat(), fc.constantFrom(...CODES)), { minLength: 1, maxLength: 4 })
        .map(
          (entries) =>
            new Hole((_told, names) =>
              names.length === 0
                ? ABSENT
                : Object.fromEntries(entries.map(([pick, code]) => [names[pick % names.length], code])),
            ),
        );
      return fc.oneof({ weight: 3, arbitrary: used }, { weight: 1, arbitrary: plain });
    },
    "#/properties/recorded": () => fc.constantFrom("2026-11-22T09:00:00Z", "2024-02-29T23:59:59.120+13:45"),
    "#/$defs/patient/properties/born": (plain) => calendarDates(plain),
    "#/$defs/person/properties/born": (plain) => calendarDates(plain),
    "#/$defs/source/properties/published": (plain) => calendarDates(plain),
  };
};

/** What is said of a result needs one. */
const withResult = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !("result" in value || "text" in value)
    ? { ...value, result: RESULTS[0] }
    : value;

/** The values of a mapping under other keys, as far as there are such; only a table has blanks. */
const datedBy = (keys: readonly string[]) => (trend: unknown) =>
  Object.fromEntries(
    Object.values(trend as object).map((value, i) => [keys[i % keys.length], value === "blank" ? "normal" : value]),
  );

interface Table {
  columns: unknown[];
  rows: Record<string, unknown[]>;
}

/** A table whose rows have a cell for each column. */
function evened(value: unknown): unknown {
  const { columns, rows } = value as Table;
  const cells = (row: unknown[]) => columns.map((_, i) => (i === 0 ? "normal" : (row[i] ?? "blank")));
  return { columns, rows: Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, cells(row)])) };
}

/** A pattern lets 13-10 through, and a mapping more than one way to a place, or none. */
const cited = (cite: unknown): unknown => {
  if (Array.isArray(cite)) return cite.map(cited);
  if (typeof cite !== "object" || cite === null) return /-/.test(String(cite)) ? "10-13" : cite;
  const { sentences, section, start, quote } = cite as Record<string, unknown>;
  const said = quote === undefined ? {} : { quote };
  if (section !== undefined) return { section, ...said };
  return start === undefined ? { sentences: cited(sentences ?? "c1"), ...said } : { start, end: 100_000_000, ...said };
};

/** Most numbers are no years. */
const withoutNumber = (value: unknown) => (typeof value === "number" ? String(value) : value);

/** A pattern lets 2017-02-31 through; such dates are findings and have tests of their own. */
const calendarDates = (plain: fc.Arbitrary<unknown>) =>
  fc.oneof(
    plain.filter((value) => typeof value === "number"),
    fc.constantFrom("1961", "1961-07", "2000-02-29"),
  );

/** Puts in what depends on the rest of the document: ids once each, links and anchors to what is told before. */
function fill(document: unknown, careful: boolean): unknown {
  const told: Id[] = [];
  const names: string[] = [];
  /** Two of one name need ids, so the second gets another name. */
  const named = (name: string): string => {
    const distinct = careful && names.includes(name) ? `${name} ${names.length}` : name;
    names.push(distinct);
    return distinct;
  };
  /** Of what is around: what stands in a panel or a drug cannot link to it. */
  const open: string[] = [];
  /** What is told of several at once can have no ids in it. */
  let several = 0;
  const visit = (value: unknown, key: string, before: readonly Id[]): unknown => {
    if (value instanceof Id) {
      if (careful && several > 0) return ABSENT;
      const isTaken = told.some(({ text }) => text === value.text);
      const id = careful && isTaken ? new Id(`${value.text.slice(0, 50)}-${told.length}`, value.kind) : value;
      told.push(id);
      open.push(id.text);
      return id.text;
    }
    if (value instanceof Hole) return value.fill(before, names);
    if (NAMES.has(key) && typeof value === "string") return named(value);
    if (NAMED.has(key)) names.push(...Object.keys(value as object));
    if (Array.isArray(value)) {
      const items = value.map((item) => visit(item, key, before)).filter((item) => item !== ABSENT);
      return items.length === 0 && value.length > 0 ? ABSENT : items;
    }
    if (typeof value !== "object" || value === null) return value;
    const outer = careful ? told.filter(({ text }) => !open.includes(text)) : [...told];
    const around = open.length;
    if ("each" in value) several++;
    const isOut = (name: string) => (BESIDE[name] ?? "") in value || !((WITH.get(name) ?? name) in value);
    // An id that is left out is none that a link may lead to.
    const kept = Object.entries(value).filter(([name]) => !(careful && isOut(name)));
    const entries = kept.map(([name, member]) => [name, visit(member, name, outer)] as const);
    open.length = around;
    if ("each" in value) several--;
    return Object.fromEntries(entries.filter(([, member]) => member !== ABSENT));
  };
  return visit(document, "", []);
}

const NAMED: ReadonlySet<string> = new Set(BY_NAME);
const NAMES: ReadonlySet<string> = new Set(["name", "each", ...VERDICTS]);

/** Keys that cannot stand beside another, or not with every value of it. */
const BESIDE: Readonly<Record<string, string>> = {
  from: "when",
  until: "when",
  ended: "status",
  dose: "paused",
  route: "paused",
  cycles: "paused",
  "tapered to": "paused",
  result: "text",
  id: "each",
  name: "each",
};

/** Keys that stand only with another. */
const WITH: ReadonlyMap<string, string> = new Map([["age at", "age"]]);

const documents = (careful: boolean): fc.Arbitrary<unknown> =>
  fromSchema(schema, grammars(careful)).map((document) => fill(document, careful));

/** Cases whose times, links, doses and results can be read, for the most part. */
export const carefulCases = documents(true);

/** Careful cases and others, whose links may lead anywhere and whose times, doses and results may be any text. */
export const cases = fc.oneof({ weight: 3, arbitrary: carefulCases }, { weight: 1, arbitrary: documents(false) });
