/** From items to the nodes whose times are resolved, and back to findings at the item's own keys. */
import type { Finding } from "../finding/finding.js";
import type { CaseDocument, TimeText } from "./document.js";
import { childrenOf, type Item } from "./item.js";
import { KINDS } from "./kinds.js";
import { stepsOf } from "./pointer.js";
import type { CaseText } from "./read.js";
import { readEdtf } from "./time/edtf.js";
import { BIRTH, birthOf, type ResolvedSpan, resolveTimes, type TimeField, type TimeNode } from "./time/index.js";

/** The keys of times that are not an item's own: of a diagnosis, of a reaction, of when a dose was seen, of somebody's age. */
export const diagnosedKey = (key: string): string => `${key}#diagnosed`;
export const reactionKey = (key: string, index: number): string => `${key}#reactions/${index}`;
export const asOfKey = (key: string): string => `${key}#as of`;
export const ageKey = (key: string): string => `${key}#age at`;
const bornKey = (key: string): string => `${key}#born`;
/** The patient's own key: no item is the patient, so none has it. */
export const PATIENT_KEY = "patient";

const PATIENT = { key: PATIENT_KEY, person: undefined, at: "/patient" };

/**
 * Resolves every time of a case.
 *
 * @param place places findings, by JSON Pointer and characters of the phrase
 */
export function timesOf(
  document: CaseDocument,
  items: readonly Item[],
  place: CaseText["place"],
): { times: ReadonlyMap<string, ResolvedSpan>; findings: Finding[] } {
  const nodes: TimeNode[] = [];
  const pointers = new Map<string, (field: TimeField) => string | NonNullable<Item["timeAt"]>>();
  const names = uniqueNames(items);
  const text = (value: unknown) => (typeof value === "number" ? String(value) : value) as TimeText | undefined;
  const children = childrenOf(items);
  for (const item of items) {
    if (item.kind === "person") continue;
    const kind = KINDS[item.kind];
    const keys = { when: "when", from: "from", until: "until", lasting: "lasting", ...kind.times };
    const data = item.data as Record<string, unknown>;
    const courses = item.kind === "medication" ? (children.get(item) ?? []).map(({ key }) => key) : [];
    const siblings = (item.kind === "course" && item.parent && children.get(item.parent)) || [];
    const previous = siblings[siblings.indexOf(item) - 1];
    nodes.push({
      key: item.key,
      names: [item.id, names.get(item.name) === item ? item.name : undefined].filter((name): name is string =>
        Boolean(name),
      ),
      label: labelOf(item),
      when: text(data[keys.when]),
      from: text(data[keys.from]),
      until: text(data[keys.until]),
      lasting: text(data[keys.lasting]),
      ...personOf(item),
      // What was seen at a moment need not have begun then.
      ...(kind.isOutsideStep || data["as of"] !== undefined ? {} : parentOf(item)),
      ...(previous ? { after: previous.key } : {}),
      ...(courses.length > 0 ? { children: courses } : {}),
      ...(kind.goesOn ? { lasts: true } : {}),
      // A regimen's drugs are given as long as it is.
      ...(kind.isWholeStep || item.parent?.kind === "regimen" ? { whole: true } : {}),
      ...(kind.isSeen ? { seen: true } : {}),
      ...(isStay(item) ? { stay: true } : {}),
      ...(isDeath(item) && !item.person ? { death: true } : {}),
    });
    pointers.set(item.key, (field) => item.timeAt ?? `${item.pointer}/${keys[field]}`);
    for (const [key, path, when] of furtherTimes(item)) {
      if (when === undefined) continue;
      nodes.push({ key, names: [], when: text(when), ...personOf(item), ...parentOf(item) });
      pointers.set(key, () => `${item.pointer}/${path}`);
    }
  }
  const people = (document.people ?? []).map((data, i) => ({
    key: data.id,
    person: data.id,
    data,
    at: `/people/${i}`,
  }));
  for (const { key, person, data, at } of [{ ...PATIENT, data: document.patient }, ...people]) {
    if (data["age at"] !== undefined) {
      nodes.push({ key: ageKey(key), names: [], when: text(data["age at"]), ...(person ? { person } : {}) });
      pointers.set(ageKey(key), () => `${at}/age at`);
    }
    const born = text(data.born);
    if (typeof born !== "string" || readEdtf(born)?.kind !== "date") continue;
    // An item that tells of the birth is the birth; the date of birth is then only held against it.
    const name = person ? birthOf(person) : BIRTH;
    const birth = nodes.find((node) => node.names.includes(name));
    nodes.push({ key: bornKey(key), when: born, ...(birth ? { names: [], same: birth.key } : { names: [name] }) });
    pointers.set(bornKey(key), () => `${at}/born`);
  }
  const { spans, findings } = resolveTimes(nodes, (key, field, offset, length) => {
    const at = pointers.get(key)?.(field) ?? "";
    const { pointer, part } = typeof at === "object" ? at : { pointer: at, part: "value" as const };
    return place(pointer, part, offset, length);
  });
  return { times: spans, findings };
}

/** What messages call an item without an id: a course by its drug and dose, a step by where it stands. */
function labelOf(item: Item): string {
  if (item.kind === "step") return `step ${Number(stepsOf(item.pointer).at(-1)) + 1}`;
  if (item.kind !== "course") return item.name;
  const { dose, paused } = item.data;
  return [item.name, paused ? "paused" : typeof dose === "object" ? dose.text : dose].filter(Boolean).join(" ");
}

/** Times of an item beside its own: each with its key, where it stands in the item, and what it says. */
function furtherTimes(item: Item): (readonly [key: string, path: string, when: unknown])[] {
  if (item.kind === "allergy")
    return (item.data.reactions ?? []).map((reaction, i) => [
      reactionKey(item.key, i),
      `reactions/${i}/when`,
      typeof reaction === "string" ? undefined : reaction.when,
    ]);
  if (item.kind === "condition") return [[diagnosedKey(item.key), "diagnosed", item.data.diagnosed]];
  const isDrug = item.kind === "medication" || item.kind === "course";
  return isDrug ? [[asOfKey(item.key), "as of", item.data["as of"]]] : [];
}

/** An inpatient stay of the patient, and no part of one. */
const isStay = ({ kind, data, person }: Item): boolean =>
  kind === "encounter" && data.type === "inpatient" && !person && !data["part of"];

/** An outcome that is somebody's death, and not the end of something else. */
export const isDeath = (item: Item): boolean =>
  item.kind === "outcome" && item.data.state === "died" && !item.data.name;

const personOf = ({ person }: Item): { person?: string } => (person ? { person: person.key } : {});

const SAYS_WHEN = ["when", "from", "until"];

/** What an item takes its time from when it says none: a finding from its study, a course from its drug, all else from the step. */
function parentOf(item: Item): { parent?: string } {
  const { parent: within, step } = item;
  // A drug that says no time itself has its courses' times, so they cannot have theirs from it.
  const isOfCourses = item.kind === "course" && within !== undefined && !SAYS_WHEN.some((key) => key in within.data);
  const parent = isOfCourses ? step : (within ?? step);
  return parent ? { parent: parent.key } : {};
}

/** A step has no name, a person's is no time, and a course's is its drug's. */
const NAMELESS: ReadonlySet<string> = new Set(["step", "person", "course"]);

function uniqueNames(items: readonly Item[]): Map<string, Item | undefined> {
  const names = new Map<string, Item | undefined>();
  for (const item of items) {
    if (!NAMELESS.has(item.kind)) names.set(item.name, names.has(item.name) ? undefined : item);
  }
  return names;
}
