import { ancestorsOf, type ObservationItem } from "../../case/item.js";
import { type ParsedResult, readResult, readSize } from "../../case/quantity/index.js";
import type { CodeableConcept, Observation, ObservationComponent } from "../../fhir/types.js";
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

/** Anything observed, present or absent; a finding of a study is derived from that study. */
export function mapObservation(map: Mapping, item: ObservationItem): void {
  const { data } = item;
  const rule = `${item.section}/${item.verdict}`;
  const draft = map.start("Observation", item.key, { kind: "observation", pointer: item.pointer, rule });
  put(draft, "status", "final");
  const read = resultOf(item);
  const code = map.concept(item.name, data.codes);
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
  const members = map.inside(item);
  put(
    draft,
    "hasMember",
    members.map((member) => map.to(member)),
  );
  const study = ancestorsOf(item).find(({ kind }) => kind === "imaging");
  if (study)
    put(draft, "derivedFrom", [{ ...inference(study, "findings"), ...map.to(study) }], { pointer: study.pointer });
  components.push(...levelComponents(map, item));
  if (data.severity) {
    components.push({
      code: { text: "severity" },
      valueCodeableConcept: concept(SEVERITY[data.severity], data.severity),
    });
  }
  const size = data.size === undefined ? undefined : readSize(data.size).value;
  if (size) components.push(...sizeComponents(size));
  if (data.specimen) components.push({ code: { text: "specimen" }, valueCodeableConcept: map.concept(data.specimen) });
  put(draft, "component", components);
  const notes = [...(draft.resource.note ?? []), ...(data.note ? [{ text: data.note }] : [])];
  put(draft, "note", notes, from(item, "note"));
  if (data.conclusion !== undefined)
    mapReport(map, item, { rule: "panel-report", code, category: REPORT_CATEGORY[item.section], results: [item] });
  if (sign && !vital) map.report("map/vital-sign-in-words", { ...sign, name: item.name }, item.pointer);
}

/** The result as the grammar reads it; a list of what was not done says it of each name. */
function resultOf({ verdict, result }: ObservationItem): ParsedResult | undefined {
  if (verdict === "not done") return { verdict, text: verdict };
  return verdict === "result" && typeof result === "string" ? readResult(result).value : undefined;
}

/** Which two the numbers of a pair are (systolic over diastolic, one eye and the other), only a code says. */
type Two = readonly [CodeableConcept, CodeableConcept];
const NUMBERS: Two = [{ text: "first number" }, { text: "second number" }];
const PRESSURES: Two = [{ coding: [SYSTOLIC] }, { coding: [DIASTOLIC] }];

/** Puts the value of `name: result`; what a single value cannot hold comes back as components. */
function putResult(
  draft: Draft<Observation>,
  item: ObservationItem,
  read: ParsedResult | undefined,
  isPressure: boolean,
): ObservationComponent[] {
  const source = { pointer: item.pointer, rule: "result" };
  const text = typeof item.result === "object" ? item.result.text : (item.result ?? "");
  if (text === "") {
    put(draft, "dataAbsentReason", dataAbsentConcept("unknown", "Unknown"), source);
    return [];
  }
  if (!read) {
    put(draft, "valueString", text, source);
    return [];
  }
  if (read.quantity?.high !== undefined) put(draft, "valueRange", rangeOf(read.quantity), source);
  else if (read.quantity) put(draft, "valueQuantity", quantityOf(read.quantity), source);
  else if (read.ratio) put(draft, "valueRatio", ratioOf(read.ratio), source);
  else if (read.verdict === "not done")
    put(draft, "dataAbsentReason", dataAbsentConcept("not-performed", "Not Performed"), source);
  else if (read.verdict === "value not given")
    put(draft, "dataAbsentReason", dataAbsentConcept("unknown", "Unknown"), source);
  else if (read.verdict) {
    const coding = (VERDICT_VALUE as Record<string, (typeof VERDICT_VALUE)["present"]>)[read.verdict];
    put(draft, "valueCodeableConcept", concept(coding, read.verdict), source);
  } else if (read.axes) put(draft, "valueString", read.axes.text, source);
  else if (read.pair && !isPressure) put(draft, "valueString", read.pair.text, source);
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
