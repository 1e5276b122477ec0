/** Resolved times as FHIR elements: the value at the precision that is true, its phrase and bounds beside it. */
import { ancestorsOf, type Item } from "../case/item.js";
import type { ResolvedDuration, ResolvedSpan, ResolvedTime, TimeAnchor } from "../case/time/index.js";
import { setNumber } from "../fhir/json.js";
import type { Duration, Element, Extension, FhirResource, Period, Range } from "../fhir/types.js";
import { isImplied, type Mapping } from "./context.js";
import { type Draft, type From, put } from "./draft.js";
import { dataAbsent, derived, INFERRED, originalText, relativeDateTime, uncertainPeriod } from "./extensions.js";
import { STANDING } from "./kinds.js";

const UNIT_NAME = { s: "second", min: "minute", h: "hour", d: "day", wk: "week", mo: "month", a: "year" } as const;

interface DateTimeParts {
  value?: string;
  element?: Element;
}

/** One moment as a dateTime and its `_` sibling; both undefined when nothing at all is known. */
export function dateTimeOf(map: Mapping, time: ResolvedTime | undefined, implied = false): DateTimeParts {
  if (!time) return {};
  const extension: Extension[] = [];
  const bounded = time.value === undefined || time.basis === "derived" || time.phrase !== undefined;
  if (time.phrase) extension.push(originalText(time.phrase));
  if (implied) extension.push(derived(INFERRED));
  else if (time.basis === "derived" && time.value) extension.push(derived("computed from the phrase and its anchor"));
  if (bounded && (time.earliest || time.latest)) {
    extension.push(
      uncertainPeriod({
        ...(time.earliest ? { start: time.earliest } : {}),
        ...(time.latest ? { end: time.latest } : {}),
      }),
    );
  }
  const relative = time.anchor && relativeTo(map, time.anchor);
  if (relative) extension.push(relative);
  if (extension.length === 0) return time.value ? { value: time.value } : {};
  if (!time.value) extension.unshift(dataAbsent("unknown"));
  return { ...(time.value ? { value: time.value } : {}), element: { extension } };
}

/** The distance from another item; the encounter a step tells stands for it, as long as both have one time. */
function relativeTo(map: Mapping, anchor: TimeAnchor): Extension | undefined {
  const named = map.named(anchor.key);
  const stay = named?.kind === "step" ? map.encounterIn(named) : undefined;
  const target = named?.kind !== "step" ? named : stay && isTimeOf(stay, named) ? stay : undefined;
  const standing = target && STANDING[target.kind];
  if (!target || !standing?.time) return undefined;
  // A dosage has no time that an extension could point to.
  if (target.kind === "course" && map.shape.compactMedications) return undefined;
  // An end with an element of its own is a moment, and has no side.
  const isOwnEnd = anchor.side === "end" && standing.end !== undefined;
  const path = isOwnEnd ? (standing.end ?? standing.time) : standing.time;
  const side = anchor.side && !isOwnEnd ? `-${anchor.side}` : "";
  const relationship =
    anchor.relation === "concurrent" ? `concurrent${side && `-with${side}`}` : `${anchor.relation}${side}`;
  return relativeDateTime(map.logical(target), path, relationship, offsetOf(anchor));
}

/** What was told in the step says nothing else of its time. */
const isTimeOf = (item: Item, step: Item): boolean =>
  !timeKeyOf(item) || TIME_KEYS.every((key) => dataOf(item)[key] === dataOf(step)[key]);

const dataOf = (item: Item) => item.data as Readonly<Record<string, unknown>>;

/** R4 wants an offset (1..1): without a distance, the same moment is 0 away and "after" any distance from 0 up. */
function offsetOf({ offset, relation }: TimeAnchor): Duration | Range {
  const { value, high, unit } = offset ?? { value: 0, unit: "d" };
  const quantity = (n: number): Duration => ({
    value: n,
    unit: UNIT_NAME[unit],
    system: "http://unitsofmeasure.org",
    code: unit,
  });
  if (!offset && relation !== "concurrent") return { low: quantity(0) };
  return high === undefined ? quantity(value) : { low: quantity(value), high: quantity(high) };
}

/** A span as a Period; undefined when neither end is known at all. */
export function periodOf(map: Mapping, item: Item | undefined, span: ResolvedSpan): Period | undefined {
  const start = dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS));
  const until = span.kind === "point" ? undefined : span.end;
  const end = dateTimeOf(map, ordered(start.value, until) ?? lastingOnly(span), impliedTime(item, until, ENDS));
  const period: Period = {};
  if (start.value) period.start = start.value;
  if (start.element) period._start = start.element;
  if (end.value) period.end = end.value;
  if (end.element) period._end = end.element;
  return Object.keys(period).length > 0 ? period : undefined;
}

/** A period of what is over: R4 reads one without an end as going on (datatypes.html#Period, end), so it says "unknown". */
export const overPeriod = (period: Period | undefined): Period | undefined =>
  !period || period.end || period._end ? period : { ...period, _end: { extension: [dataAbsent("unknown")] } };

/**
 * An end that is not known to follow its start keeps its bounds and its words (a stated date is its own words) and loses
 * its value: per-1 wants start <= end.
 */
function ordered(start: string | undefined, end: ResolvedTime | undefined): ResolvedTime | undefined {
  const { value, ...bounds } = end ?? {};
  if (!end || !start || !value || isOrdered(start, value)) return end;
  return { ...(end.basis === "stated" && { phrase: value }), ...bounds, basis: end.basis };
}

/** Whether FHIRPath finds start <= end; dates of different precision (2016 and 2016-01) it compares to nothing. */
function isOrdered(start: string, end: string): boolean {
  if (start.includes("T") && end.includes("T")) return Date.parse(start) <= Date.parse(end);
  if (start.length === end.length) return start <= end;
  const common = Math.min(start.length, end.length, "2016-01-31".length);
  return start.slice(0, common) < end.slice(0, common);
}

/**
 * Puts a time into a choice element: a point as `…DateTime`, a period as `…Period`.
 *
 * @param element the choice element without its type: `effective`, `performed`, `onset`
 * @param isOver whether a period without a known end has ended all the same
 */
export function putTime(
  map: Mapping,
  draft: Draft,
  element: string,
  item: Item,
  span: ResolvedSpan,
  isOver = false,
): void {
  const source = timeSource(item, span);
  if (span.kind === "period") {
    const period = periodOf(map, item, span);
    put(draft as Loose, `${element}Period`, isOver ? overPeriod(period) : period, source);
  } else if (span.kind === "point") {
    putDateTime(
      draft,
      `${element}DateTime`,
      dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS)),
      source,
    );
  }
}

/** Puts a dateTime and its `_` sibling. */
export function putDateTime(
  draft: Draft,
  element: string,
  { value, element: sibling }: DateTimeParts,
  source: From,
): void {
  put(draft as Loose, element, value, source);
  put(draft as Loose, `_${element}`, sibling, source);
}

/** Choice elements are named at run time; their types are checked by the validator, not by the compiler. */
type Loose = Draft<FhirResource & Record<string, unknown>>;

export const STARTS = ["when", "from", "onset"] as const;
/** Of `when: during x` the end is told by the same words as the start. */
const ENDS = ["when", "until", "ended"] as const;
const TIME_KEYS = [...new Set([...STARTS, ...ENDS]), "lasting"];
const timeKeyOf = (item: Item | undefined) => item && TIME_KEYS.find((key) => key in item.data);

/** The study or step that an item has its time from, when it has none of its own. */
function lenderOf(item: Item, time: ResolvedTime | undefined): Item | undefined {
  if (!time?.inherited) return undefined;
  return [...ancestorsOf(item), item.step].find(timeKeyOf);
}

/** Whether the writer inferred a time; one that is taken from a study or step is inferred where it stands there. */
export const impliedTime = (item: Item | undefined, time: ResolvedTime | undefined, keys: readonly string[]): boolean =>
  item !== undefined && keys.some((key) => isImplied(lenderOf(item, time) ?? item, key));

/** The line a time comes from: the item's own key, or that of the study or step it stands in. */
export function timeSource(item: Item, span: ResolvedSpan): From {
  const lender = lenderOf(item, span.start ?? span.end);
  const teller = lender ?? item;
  const key = timeKeyOf(teller);
  const pointer = teller.timeAt?.pointer ?? (key ? `${teller.pointer}/${key}` : teller.pointer);
  const own = span.start?.basis === "derived" ? "time-arithmetic" : "time";
  return { pointer, rule: lender ? `time-of-${lender.kind}` : own };
}

/** The end of what is only known to have lasted some time: undated, with the words for it. */
export const lastingOnly = ({ duration }: ResolvedSpan): ResolvedTime | undefined =>
  duration && { basis: "none", phrase: `lasting ${duration.text}` };

/** A duration in UCUM; undefined when only words tell it, or tell it exactly. */
export function durationOf(duration: ResolvedDuration | undefined): Duration | undefined {
  if (duration?.value === undefined || !duration.unit || duration.high !== undefined || duration.approximate)
    return undefined;
  const quantity: Duration = {
    value: duration.value,
    unit: duration.unit,
    system: "http://unitsofmeasure.org",
    code: duration.unit,
  };
  setNumber(quantity, "value", String(duration.value));
  return quantity;
}
