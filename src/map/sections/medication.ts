import type { CourseData, MedicationStatus } from "../../case/document.js";
import type { CourseItem, MedicationItem } from "../../case/item.js";
import { isReasonForStatus } from "../../case/links.js";
import { readDose } from "../../case/quantity/index.js";
import type { ResolvedSpan } from "../../case/time/index.js";
import { asOfKey } from "../../case/times.js";
import type { CodeableConcept, Dosage, Element, MedicationStatement } from "../../fhir/types.js";
import { from, inference, isImplied, type Mapping } from "../context.js";
import { asNeededOf, doseAndRateOf, mostOf, repeatOf, saysWhen } from "../dosage.js";
import { type Draft, put } from "../draft.js";
import { dataAbsent, derived } from "../extensions.js";
import { reasonsOf } from "../reasons.js";
import { dateTimeOf, overPeriod, periodOf, putDateTime, timeSource } from "../time.js";
import { isProduct, mapProduct } from "./product.js";

const STATUS: Readonly<Record<MedicationStatus, MedicationStatement["status"]>> = {
  active: "active",
  completed: "completed",
  stopped: "stopped",
  "on hold": "on-hold",
  intended: "intended",
  "not taken": "not-taken",
  unknown: "unknown",
};

/** Statuses of a drug that is taken, or is to be. */
const TAKEN: ReadonlySet<MedicationStatement["status"]> = new Set(["active", "intended", "on-hold"]);

/** A pause has a reason; that nobody tells it is not that there was none. */
const UNTOLD: CodeableConcept = { extension: [dataAbsent("unknown")] };

/** What R4 takes as MedicationStatement.reasonReference. */
const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "DiagnosticReport"]);

/**
 * A drug: one MedicationStatement, and with courses one more for every step, each with its own dose, dates, status
 * and evidence, part of the first. A pause is a step of its own with status on-hold.
 */
export function mapMedication(map: Mapping, item: MedicationItem): void {
  if (isProduct(item)) mapProduct(map, item);
  const courses = map.inside(item).filter((course) => course.kind === "course");
  const last = courses.at(-1);
  const draft = statement(map, item, item, "medication", statusOf(item.data.status || !last ? item : last));
  put(draft, "partOf", item.parent && [map.to(item.parent)], { pointer: item.pointer });
  // What a course takes over stands there; what none does is said of the drug as a whole.
  const isInherited = (key: "dose" | "route") => courses.some(({ data }) => !data.paused && data[key] === undefined);
  const { cycles, days, "tapered to": tapered } = item.data;
  const dose = isInherited("dose") ? undefined : item.data.dose;
  const route = isInherited("route") ? undefined : item.data.route;
  put(
    draft,
    "dosage",
    dosageOf(
      map,
      { dose, route, cycles, ...(days ? { days } : {}), ...(tapered ? { "tapered to": tapered } : {}) },
      item,
    ),
    from(item, "dose"),
  );
  if (map.shape.compactMedications) {
    putInSequence(map, draft, courses, item);
    return;
  }
  for (const course of courses) {
    const step = statement(map, course, item, "medication-course", statusOf(course, course !== last));
    put(step, "partOf", [map.to(item)], { pointer: item.pointer });
    const inherited = { route: item.data.route, dose: item.data.dose, ...course.data };
    if (!course.data.paused) put(step, "dosage", dosageOf(map, inherited, course), from(course, "dose"));
  }
}

/** What a course can say and a dosage cannot. */
const OF_STATEMENT = ["paused", "status", "because", "because in words", "as of", "note", "cite"] as const;

/** The courses as dosages in sequence, each within its time (R4, Dosage.sequence, Timing.repeat.boundsPeriod). */
function putInSequence(
  map: Mapping,
  draft: Draft<MedicationStatement>,
  courses: readonly CourseItem[],
  item: MedicationItem,
): void {
  if (courses.length === 0) return;
  const dosages = courses.flatMap((course) => {
    const inherited = { route: item.data.route, dose: item.data.dose, ...course.data };
    const told = course.data.paused ? [{ text: "paused" }] : dosageOf(map, inherited, course);
    const period = periodOf(map, course, map.span(course.key));
    return (told.length > 0 || !period ? told : [{}]).map(
      ({ timing, ...dosage }: Dosage): Dosage => ({
        ...dosage,
        ...(timing || period
          ? { timing: { ...timing, repeat: { ...timing?.repeat, ...(period ? { boundsPeriod: period } : {}) } } }
          : {}),
      }),
    );
  });
  const sequence = dosages.map((dosage, i) => ({ ...dosage, sequence: i + 1 }));
  put(draft, "dosage", sequence, from(item, "courses"));
  const lost = OF_STATEMENT.filter((key) => courses.some(({ data }) => data[key] !== undefined));
  if (lost.length > 0) map.report("map/lost-in-dosage", { name: item.name, keys: lost.join(", ") }, item.pointer);
}

/** A status and, where it was not read, how it came about. */
interface Told {
  status: MedicationStatement["status"];
  beside?: Element;
}

/** Courses are in order: what another course follows is over. */
function statusOf(item: MedicationItem | CourseItem, followed = false): Told {
  if (item.kind === "course" && item.data.paused) return { status: "on-hold" };
  const { status } = item.data;
  if (status)
    return { status: STATUS[status], ...(isImplied(item, "status") && { beside: inference(item, "status") }) };
  const regimen = item.parent?.kind === "regimen" ? item.parent.data.status : undefined;
  if (regimen) return { status: STATUS[regimen], beside: { extension: [derived("that of its regimen")] } };
  if (followed) return { status: "completed", beside: { extension: [derived("another course follows")] } };
  return { status: "unknown" };
}

function statement(
  map: Mapping,
  item: MedicationItem | CourseItem,
  drug: MedicationItem,
  rule: string,
  { status, beside }: Told,
): Draft<MedicationStatement> {
  const { data } = item;
  const draft = map.start("MedicationStatement", item.key, { kind: item.kind, pointer: item.pointer, rule });
  put(draft, "status", status, from(item, (data as CourseData).paused ? "paused" : "status"));
  put(draft, "_status", beside, { pointer: item.pointer, rule: "status" });
  const { references, concepts } = reasonsOf(map, item, isReasonForStatus(item) ? undefined : REASONS);
  const words = data["because in words"];
  const reasons = [...concepts, ...(words ? [map.concept(words)] : [])];
  // R4's statement knows no drug that it replaces (MedicationRequest does): the words for it are a reason to take it.
  const replaced = (item.links["instead of"] ?? []).map(({ name }) => ({ text: `instead of ${name}` }));
  const isForStatus = isReasonForStatus(item);
  const isUntold = (data as CourseData).paused === true && reasons.length === 0;
  put(draft, "statusReason", isUntold ? [UNTOLD] : isForStatus ? reasons : undefined, from(item, "because"));
  const taken = isForStatus ? replaced : [...reasons, ...replaced];
  put(draft, "reasonCode", taken, from(item, reasons.length > 0 && !isForStatus ? "because" : "instead of"));
  if (isProduct(drug)) {
    const { brand } = drug.data;
    const product = map.reference("Medication", drug.key, brand ? `${brand} (${drug.name})` : drug.name);
    put(draft, "medicationReference", product, from(drug, "name"));
  } else
    put(draft, "medicationCodeableConcept", map.concept(drug.name, data.codes ?? drug.data.codes), from(drug, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "context", map.encounterOf(item));
  const span = spanOf(map, item);
  const period = periodOf(map, item, span);
  put(draft, "effectivePeriod", TAKEN.has(status) ? period : overPeriod(period), timeSource(item, span));
  const seen = map.span(asOfKey(item.key)).start;
  putDateTime(
    draft as unknown as Draft,
    "dateAsserted",
    dateTimeOf(map, seen, isImplied(item, "as of")),
    from(item, "as of"),
  );
  // What a drug of a regimen does not say, the regimen does.
  const treated = !drug.data.for && drug.parent ? drug.parent : drug;
  put(draft, "reasonReference", [...map.links(treated, "for"), ...references], from(treated, "for"));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  return draft;
}

/** When it was taken; a drug ends with its last course, whose words ("lasting 2 weeks") are not true of the whole. */
function spanOf(map: Mapping, item: MedicationItem | CourseItem): ResolvedSpan {
  const span = map.span(item.key);
  const own = ["when", "from", "until", "lasting"].some((key) => key in item.data);
  if (own || item.kind === "course" || !item.data.courses) return span;
  const { phrase: _, anchor: __, ...end } = span.end ?? { basis: "none" };
  return { kind: span.kind, start: span.start, end: span.end && end };
}

/** A dose; one that was lowered step by step is its first and its last dose, in sequence. */
function dosageOf(map: Mapping, data: CourseData, item: MedicationItem | CourseItem): Dosage[] {
  const { "tapered to": last, ...first } = data;
  const told = oneDosage(map, first, item);
  if (last === undefined) return told;
  const words = typeof last === "string" ? last : last.text;
  const lowered = oneDosage(map, { dose: last, ...(data.route ? { route: data.route } : {}) }, item);
  const all = [...told, ...lowered.map((dosage) => ({ ...dosage, text: `tapered to ${words}` }))];
  return all.map((dosage, i) => ({ sequence: i + 1, ...dosage }));
}

function oneDosage(map: Mapping, data: CourseData, item: MedicationItem | CourseItem): Dosage[] {
  const { dose, route, cycles, days } = data;
  if ([dose, route, cycles, days].every((told) => told === undefined)) return [];
  const text = typeof dose === "object" ? dose.text : dose;
  const read = typeof dose === "string" ? readDose(dose).value : undefined;
  const counted = cycles === undefined ? undefined : `${cycles} ${cycles === 1 ? "cycle" : "cycles"}`;
  // A course has what it does not say, and whether that was inferred, from its drug.
  const owner = (key: string) => (key in item.data || item.kind === "medication" ? item : (item.parent ?? item));
  const dosage: Dosage = { ...inference(owner("dose"), "dose") };
  const onDays = days && `day${/^\d+$/.test(`${days}`) ? "" : "s"} ${days} of the cycle`;
  const words = [text, onDays, counted].filter(Boolean).join(", ");
  if (words) dosage.text = words;
  if (read) {
    // One cycle is one administration only where an amount is all that the dose says.
    const count = cycles === undefined ? read.count : saysWhen(read) ? undefined : cycles;
    const repeat = repeatOf(read, count);
    if (repeat) dosage.timing = { repeat };
    Object.assign(
      dosage,
      asNeededOf(read, (words) => map.concept(words)),
    );
  }
  if (route) dosage.route = { ...inference(owner("route"), "route"), ...map.concept(route) };
  if (read) {
    const amounts = doseAndRateOf(read);
    if (amounts.length > 0) dosage.doseAndRate = amounts;
    Object.assign(dosage, mostOf(read));
  }
  return [dosage];
}
