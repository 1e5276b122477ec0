import { ancestorsOf, type Item, type ObservationItem } from "../../case/item.js";
import { sorted } from "../../case/observed.js";
import { type ParsedResult, readResult, readSize } from "../../case/quantity/index.js";
import type { CodeableConcept, Coding, Observation, ObservationComponent } from "../../fhir/types.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { dataAbsentConcept, dueTo } from "../extensions.js";
import { axisComponents, measured, quantityOf, rangeOf, ratioOf, sizeComponents } from "../quantity.js";
import { bodySiteOf, levelComponents } from "../site.js";
import { putTime } from "../time.js";
import { putVitalTime, vitalSignOf } from "../vital-signs.js";
import {
  CATEGORY,
  CATEGORY_VITAL_SIGNS,
  CHANGE,
  concept,
  DIASTOLIC,
  REPORT_CATEGORY,
  RESULT_INTERPRETATION,
  SEVERITY,
  SYSTOLIC,
  VERDICT_VALUE,
} from "../words.js";
import { mapReport } from "./report.js";
import { specimenOf } from "./specimen.js";
import { variantCode, variantComponents } from "./variant.js";

/** Anything observed, present or absent; a finding of a study is derived from that study. */
export function mapObservation(map: Mapping, item: ObservationItem): void {
  const { data } = item;
  const rule = `${item.section}/${item.verdict}`;
  const draft = map.start("Observation", item.key, { kind: "observation", pointer: item.pointer, rule });
  put(draft, "status", "final");
  const read = resultOf(item);
  const code = item.section === "genetics" ? variantCode(map, item) : map.concept(item.name, data.codes);
  const sign = vitalSignOf(code, read);
  const vital = sign?.why === undefined ? sign : undefined;
  const category = vital ? CATEGORY_VITAL_SIGNS : CATEGORY[item.section];
  put(draft, "category", category && [{ coding: [category] }]);
  put(draft, "code", sign && !vital ? { text: item.name } : code, from(item, "name"));
  put(draft, "subject", map.subject(item));
  put(draft, "focus", map.links(item, "of"), from(item, "of"));
  for (const reference of map.links(item, "due to")) extend(draft, dueTo(reference), from(item, "due to"));
  put(draft, "encounter", map.encounterOf(item));
  const span = map.span(item.key);
  if (vital) putVitalTime(map, draft, item, span);
  else putTime(map, draft as unknown as Draft, "effective", item, span);
  const components: ObservationComponent[] = [];
  if (item.verdict === "result") components.push(...putResult(draft, item, read, vital?.profile === "bp"));
  else if (item.verdict === "not done")
    put(draft, "dataAbsentReason", dataAbsentConcept("not-performed", "Not Performed"));
  else if (item.verdict !== "panel")
    put(draft, "valueCodeableConcept", concept(VERDICT_VALUE[item.verdict], item.verdict), {
      pointer: item.pointer,
      rule,
    });
  put(draft, "interpretation", data.change && [concept(CHANGE[data.change], data.change)], from(item, "change"));
  put(draft, "bodySite", bodySiteOf(map, data), from(item, "site"));
  put(draft, "method", data.method ? map.concept(data.method) : undefined, from(item, "method"));
  put(draft, "specimen", specimenOf(map, item), from(item, "specimen"));
  const members = map.inside(item).filter(({ kind }) => kind === "observation");
  put(
    draft,
    "hasMember",
    members.map((member) => map.to(member)),
  );
  const [study = item] = ancestorsOf(item).filter(({ kind }) => kind === "imaging" || kind === "report");
  put(
    draft,
    "derivedFrom",
    studiesOf(study).map((one) => ({ ...inference(study, "findings"), ...map.to(one) })),
    { pointer: study.pointer },
  );
  components.push(...levelComponents(map, item));
  if (data.severity) {
    components.push({
      code: { text: "severity" },
      valueCodeableConcept: concept(SEVERITY[data.severity], data.severity),
    });
  }
  const size = data.size === undefined ? undefined : readSize(data.size).value;
  if (size) components.push(...sizeComponents(size));
  if (typeof data.specimen === "string")
    components.push({ code: { text: "specimen" }, valueCodeableConcept: map.concept(data.specimen) });
  components.push(...partsOf(map, item), ...(item.section === "genetics" ? variantComponents(map, data) : []));
  put(draft, "component", withoutOwnCode(map, item, draft.resource, components));
  if (item.verdict === "panel" && members.length + components.length === 0)
    put(draft, "dataAbsentReason", dataAbsentConcept("unknown", "Unknown"));
  const notes = [...(draft.resource.note ?? []), ...(data.note ? [{ text: data.note }] : [])];
  put(draft, "note", notes, from(item, "note"));
  if (data.conclusion !== undefined)
    mapReport(map, item, { rule: "panel-report", code, category: REPORT_CATEGORY[item.section], results: [item] });
  if (sign && !vital) map.report("map/vital-sign-in-words", { ...sign, name: item.name }, item.pointer);
}

/** A part with the code of the whole keeps its words alone: under obs-7 it would be the whole's value itself. */
function withoutOwnCode(map: Mapping, item: Item, whole: Observation, parts: ObservationComponent[]) {
  if (!Object.keys(whole).some((element) => element.startsWith("value"))) return parts;
  const own = new Set(codesOf(whole.code));
  return parts.map((part) => {
    const code = codesOf(part.code).find((each) => own.has(each));
    if (code === undefined) return part;
    const { text = code } = part.code;
    map.report("map/part-in-words", { name: text, code }, item.pointer);
    return { ...part, code: { text } };
  });
}
const codesOf = ({ coding = [] }: CodeableConcept) => coding.map(({ system, code }) => `${system}|${code}`);

/** The studies that show what a report tells. */
const studiesOf = (item: Item): readonly Item[] =>
  item.kind === "report" ? (item.links.of ?? []) : item.kind === "imaging" ? [item] : [];

/** The result as the grammar reads it; a list of what was not done says it of each name. */
function resultOf({ verdict, result }: ObservationItem): ParsedResult | undefined {
  if (verdict === "not done") return { verdict, text: verdict };
  return verdict === "result" && typeof result === "string" ? readResult(result).value : undefined;
}

/** Which two the numbers of a pair are (systolic over diastolic, one eye and the other), only a code says. */
type Two = readonly [CodeableConcept, CodeableConcept];
const NUMBERS: Two = [{ text: "first number" }, { text: "second number" }];
const PRESSURES: Two = [{ coding: [SYSTOLIC] }, { coding: [DIASTOLIC] }];

/** The value of a result, or why there is none; of a blood pressure nothing, since it is its two parts. */
function valueElements(
  read: ParsedResult | undefined,
  text: string,
  isPressure = false,
): Omit<ObservationComponent, "code"> {
  if (text === "") return { dataAbsentReason: dataAbsentConcept("unknown", "Unknown") };
  if (!read) return { valueString: text };
  const { quantity, ratio, verdict, axes, pair } = read;
  if (quantity)
    return quantity.high === undefined ? { valueQuantity: quantityOf(quantity) } : { valueRange: rangeOf(quantity) };
  if (ratio) return { valueRatio: ratioOf(ratio) };
  if (verdict === "not done") return { dataAbsentReason: dataAbsentConcept("not-performed", "Not Performed") };
  if (verdict === "value not given") return { dataAbsentReason: dataAbsentConcept("unknown", "Unknown") };
  if (verdict)
    return { valueCodeableConcept: concept((VERDICT_VALUE as Readonly<Record<string, Coding>>)[verdict], verdict) };
  if (axes) return { valueString: axes.text };
  return pair && !isPressure ? { valueString: pair.text } : {};
}

/** The parts of a score, each with its value; what is said of one beside its value goes along in words. */
function partsOf(map: Mapping, { data }: ObservationItem): ObservationComponent[] {
  return sorted(data.components).map(([name, value]) => {
    const text = typeof value === "object" ? value.text : value;
    const read = typeof value === "object" ? undefined : readResult(value).value;
    const beside = read && [...(read.words ?? []), ...(read.range ? [read.range.text] : [])];
    return {
      code: map.concept(name),
      ...valueElements(read, text),
      ...(beside && beside.length > 0 ? { interpretation: [{ text: beside.join(", ") }] } : {}),
    };
  });
}

/** Puts the value of `name: result`; what a single value cannot hold comes back as components. */
function putResult(
  draft: Draft<Observation>,
  item: ObservationItem,
  read: ParsedResult | undefined,
  isPressure: boolean,
): ObservationComponent[] {
  const source = { pointer: item.pointer, rule: "result" };
  const text = typeof item.result === "object" ? item.result.text : (item.result ?? "");
  for (const [element, value] of Object.entries(valueElements(read, text, isPressure)))
    put(draft, element as keyof Observation & string, value, source);
  if (!read) return [];
  const { interpretation, range, words } = read;
  if (interpretation) {
    put(
      draft,
      "interpretation",
      [
        concept(
          RESULT_INTERPRETATION(interpretation.code, interpretation.display),
          words?.join(", ") ?? read.verdict ?? "",
        ),
      ],
      source,
    );
  } else if (words?.length) put(draft, "note", [{ text: words.join(", ") }], source);
  if (range)
    put(
      draft,
      "referenceRange",
      [{ ...rangeOf({ ...range, unit: range.unit ?? (read.quantity ?? read.pair?.first)?.unit }), text: range.text }],
      source,
    );
  // Without the code: under obs-7 a component of the same code would be the value itself.
  const [first, second] = isPressure ? PRESSURES : NUMBERS;
  const pair = read.pair ? [measured(first, read.pair.first), measured(second, read.pair.second)] : [];
  const axes = read.axes ? axisComponents(read.axes) : [];
  return [...pair, ...axes, ...(read.same ?? []).map((same) => measured({ text: item.name }, same))];
}
