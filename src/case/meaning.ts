/** What a well-written case can still get wrong: two items for one key, steps in unknown encounters, codes. */
import type { FindingCode } from "../finding/catalogue.js";
import { type Finding, type FindingParams, finding } from "../finding/finding.js";
import { nearest } from "../finding/nearest.js";
import { checkCode } from "./codes.js";
import type { CaseDocument, CodeList, PatientData } from "./document.js";
import type { Item } from "./item.js";
import type { PlaceOf } from "./links.js";
import { pointerTo } from "./pointer.js";
import { modalityText } from "./sections.js";
import { readEdtf } from "./time/edtf.js";

/** The statuses of a condition that has not ended (con-4). */
export const GOES_ON: ReadonlySet<string> = new Set(["active", "recurrence", "relapse"]);

/**
 * Two items of one key (the same id twice, or the same words twice without ids) are findings, and the first stands for
 * both: what the second holds becomes the first's.
 *
 * @returns the items that are left, each with a key of its own
 */
export function distinctItems(items: readonly Item[], placeOf: PlaceOf): { items: Item[]; findings: Finding[] } {
  const first = new Map<string, Item>();
  const findings: Finding[] = [];
  for (const item of items) {
    const parent = item.parent && first.get(item.parent.key);
    if (parent?.kind !== item.parent?.kind) continue;
    item.parent = parent;
    const other = first.get(item.key);
    if (!other) {
      first.set(item.key, item);
      continue;
    }
    const { line } = placeOf(other.pointer);
    const at = { case: placeOf(item.id ? `${item.pointer}/id` : item.pointer) };
    findings.push(
      item.id
        ? finding("case/duplicate-id", { id: item.id, line }, at)
        : finding("case/alike", { name: item.name, line }, at),
    );
  }
  return { items: [...first.values()], findings };
}

/** Dates that are copied into the Bundle as they are: their form is the schema's, but only the calendar knows the days. */
export function checkDates(document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const { source, recorded } = document;
  const dates = {
    "/recorded": recorded,
    "/source/published": source?.published,
    ...Object.fromEntries(peopleOf(document).map(([pointer, { born }]) => [`${pointer}/born`, born])),
  };
  return Object.entries(dates).flatMap(([pointer, text]) => {
    const read = text === undefined ? undefined : readEdtf(text);
    if (read?.kind !== "impossible") return [];
    return [finding("case/impossible-date", { date: read.date, why: read.why }, { case: placeOf(pointer) })];
  });
}

/** Items that say two things of which only one can be, or something of what they do not say. */
export function checkContradictions(items: readonly Item[], document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const add = (code: FindingCode, params: FindingParams, pointer: string) =>
    findings.push(finding(code, params, { case: placeOf(pointer) }));
  for (const { kind, name, data, pointer } of items) {
    for (const [i, key] of ((data as { implied?: string[] }).implied ?? []).entries()) {
      if (!(key in data)) add("case/implied-nothing", { key, name }, `${pointer}/implied/${i}`);
    }
    if (kind === "condition" && data.ended !== undefined && data.status && GOES_ON.has(data.status))
      add("case/ended-but-active", { name, status: data.status }, `${pointer}/status`);
    if (kind === "observation" && data.result !== undefined && data.text !== undefined)
      add("case/two-results", { name }, `${pointer}/text`);
    for (const key of DOSED) {
      if (kind === "course" && data.paused && data[key] !== undefined)
        add("case/dose-while-paused", { name, key }, `${pointer}/${key}`);
    }
  }
  for (const [pointer, { age, ...data }] of peopleOf(document)) {
    if (data["age at"] !== undefined && age === undefined) add("case/age-at-without-age", {}, `${pointer}/age at`);
  }
  return findings;
}

/** The patient, and everybody else the case tells of, by where they stand. */
const peopleOf = ({ patient, people = [] }: CaseDocument): [pointer: string, data: PatientData][] => [
  ["/patient", patient],
  ...people.map((person, i): [string, PatientData] => [`/people/${i}`, person]),
];

/** DICOM PS3.5, section 9: a UID has no more than 64 characters. */
const LONGEST_UID = 64;

/** UIDs that are longer than DICOM lets them be. */
export function checkUids(items: readonly Item[], placeOf: PlaceOf): Finding[] {
  return items.flatMap(({ kind, data, pointer }) => {
    if (kind !== "imaging") return [];
    const series = (data.series ?? []).map(({ uid }, i) => [uid, `${pointer}/series/${i}/uid`] as const);
    return [[data.uid ?? "", `${pointer}/uid`] as const, ...series].flatMap(([uid, at]) => {
      const params = { what: "`uid`", word: uid, limit: `at most ${LONGEST_UID} characters` };
      return uid.length > LONGEST_UID ? [finding("case/out-of-range", params, { case: placeOf(at) })] : [];
    });
  });
}

/** What a drug that is not taken has not. */
const DOSED = ["dose", "route", "cycles", "tapered to"] as const;

/** Steps that name an encounter nobody told before. */
export function checkEncounters(items: readonly Item[], document: CaseDocument, placeOf: PlaceOf): Finding[] {
  return (document.timeline ?? []).flatMap(({ encounter }, i) => {
    if (typeof encounter !== "string") return [];
    const told = items.some(
      (item) => item.kind === "encounter" && item.id === encounter && Number(item.pointer.split("/")[2]) < i,
    );
    return told
      ? []
      : [finding("case/unknown-encounter", { name: encounter }, { case: placeOf(`/timeline/${i}/encounter`) })];
  });
}

/** What `each` names several of has no name and no id of its own. */
export function checkEach(document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const walk = (value: unknown, pointer: string): Finding[] => {
    if (typeof value !== "object" || value === null) return [];
    const both = Array.isArray((value as Record<string, unknown>).each)
      ? ["id", "name"].filter((key) => key in value)
      : [];
    return [
      ...both.map((key) => finding("case/each-and-one", { key }, { case: placeOf(pointerTo(pointer, key)) })),
      ...Object.entries(value).flatMap(([key, inner]) => (key === "codes" ? [] : walk(inner, pointerTo(pointer, key)))),
    ];
  };
  return walk(document, "");
}

/** Steps about, and consents by, somebody whom the case does not tell of. */
export function checkPeople(items: readonly Item[], { people = [] }: CaseDocument, placeOf: PlaceOf): Finding[] {
  const ids = people.map(({ id }) => id);
  const check = (name: string | undefined, known: readonly string[], pointer: string) => {
    if (name === undefined || known.includes(name)) return [];
    const near = nearest(name, known);
    const params = { name, near: near && `; did you mean "${near}"?` };
    return [finding("case/unknown-person", params, { case: placeOf(pointer) })];
  };
  return items.flatMap(({ kind, data, pointer }) => {
    if (kind === "step") return check(data.about, ids, `${pointer}/about`);
    return kind === "consent" ? check(data.by, ["patient", ...ids], `${pointer}/by`) : [];
  });
}

/** Every code of the case: its system must be known and its display told; a coded name must be used. */
export function checkCodes(document: CaseDocument, placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const check = (codes: CodeList, pointer: string) => {
    for (const [i, code] of [codes].flat().entries()) {
      findings.push(...checkCode(code, () => placeOf(Array.isArray(codes) ? `${pointer}/${i}` : pointer)));
    }
  };
  const words = new Set<string>();
  const walk = (value: unknown, pointer: string) => {
    if (typeof value === "string") words.add(value);
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      words.add(key);
      if (key === "levels") for (const level of String(item).split("-")) words.add(level);
      if (key === "codes" && pointer !== "") check(item as CodeList, at);
      else if (key !== "codes") walk(item, at);
    }
    const { site, modality } = value as Record<string, unknown>;
    if (site && modality) words.add(`${site} ${modalityText(modality)}`);
  };
  walk(document, "");
  for (const [name, codes] of Object.entries(document.codes ?? {})) {
    const pointer = pointerTo("/codes", name);
    check(codes, pointer);
    if (words.has(name)) continue;
    const near = nearest(name, words);
    findings.push(
      finding("case/unused-code", { name, near: near && `; did you mean "${near}"?` }, { case: placeOf(pointer) }),
    );
  }
  return findings;
}
