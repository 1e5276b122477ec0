/**
 * Observations with the LOINC code of a vital sign, which R4 wants in the shape of its profile: a category of their own, a
 * value in one of its units, a time known to the day or a period. What does not fit keeps its words and not the code.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
import type { Item } from "../case/item.js";
import type { ParsedResult } from "../case/quantity/index.js";
import type { ResolvedSpan } from "../case/time/index.js";
import type { CodeableConcept, Element, Observation, Period } from "../fhir/types.js";
import { VITAL_SIGN_CODES } from "../fhir/vital-signs.js";
import type { Mapping } from "./context.js";
import { type Draft, put } from "./draft.js";
import { dataAbsent } from "./extensions.js";
import { dateTimeOf, impliedTime, periodOf, putTime, STARTS, timeSource } from "./time.js";

/** UCUM units of the profiles: their fixed codes, ucum-bodytemp, ucum-bodylength, ucum-bodyweight, ucum-vitals-common. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  resprate: ["/min"],
  heartrate: ["/min"],
  oxygensat: ["%"],
  bodytemp: ["Cel", "[degF]"],
  bodyheight: ["cm", "[in_i]"],
  headcircum: ["cm", "[in_i]"],
  bodyweight: ["g", "kg", "[lb_av]"],
  bmi: ["kg/m2"],
};
const NO_VALUE: ReadonlySet<unknown> = new Set(["not done", "value not given"]);

export interface VitalSign {
  profile: string;
  code: string;
  /** Why it cannot have the profile's shape; undefined when it can. */
  why?: string;
}

/** @param read the result as the grammar reads it; undefined when it is none */
export function vitalSignOf({ coding = [] }: CodeableConcept, read: ParsedResult | undefined): VitalSign | undefined {
  const codes = coding.filter(({ system }) => system === "http://loinc.org").flatMap(({ code }) => code ?? []);
  const row = VITAL_SIGN_CODES.find(([, own, further]) =>
    codes.some((code) => [own, ...further.split(" ")].includes(code)),
  );
  if (!row) return undefined;
  const [profile, own] = row;
  const code = codes[0] ?? own;
  const why = codes.includes(own) ? whyNot(profile, read) : `LOINC ${own} must stand beside it`;
  return { profile, code, ...(why === undefined ? {} : { why }) };
}

function whyNot(profile: string, read: ParsedResult | undefined): string | undefined {
  if (profile === "bp")
    return read?.pair?.first.unit?.ucum === "mm[Hg]" ? undefined : "it wants two numbers in mmHg, such as 120/80 mmHg";
  const units = UNITS[profile];
  if (!units) return "it stands for a group of results";
  if (!read) return "it wants a number";
  if (NO_VALUE.has(read.verdict)) return undefined;
  const { quantity } = read;
  if (!quantity || quantity.high !== undefined || read.same) return "it wants one number";
  return units.includes(quantity.unit?.ucum ?? "") ? undefined : `it wants a unit of ${units.join(" or ")}`;
}

/** Puts the time as vs-1 wants it: what is not known to the day is a period, and so is what nobody dates. */
export function putVitalTime(map: Mapping, draft: Draft<Observation>, item: Item, span: ResolvedSpan): void {
  const { value, element } = dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS));
  const isDay = span.kind === "point" && value !== undefined && value.length >= "2015-07-31".length;
  if (isDay) {
    putTime(map, draft as unknown as Draft, "effective", item, span);
    return;
  }
  const told = span.kind === "period" ? periodOf(map, item, span) : undefined;
  put(draft, "effectivePeriod", told ?? asPeriod(value, element), timeSource(item, span));
}

/** Both ends as the one moment is told. */
function asPeriod(value: string | undefined, element: Element | undefined): Period {
  if (value) return { start: value, end: value, ...(element && { _start: element, _end: element }) };
  const undated = element ?? { extension: [dataAbsent("unknown")] };
  return { _start: undated, _end: undated };
}
