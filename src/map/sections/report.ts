/** DiagnosticReports: of a study, of a panel, of pathology, and those told apart from their studies. */
import type { ImagingItem, Item, ObservationItem, PathologyItem, ReportItem } from "../../case/item.js";
import type { CodeableConcept, Coding, DiagnosticReport } from "../../fhir/types.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { noteOn, referenceExtension } from "../extensions.js";
import { isRadiology } from "../modality.js";
import { putTime } from "../time.js";
import { CATEGORY_PATHOLOGY, concept, RADIOLOGY, REPORT_CATEGORY, VERDICT_VALUE } from "../words.js";
import { specimenOf } from "./specimen.js";

type Reported = ImagingItem | ObservationItem | PathologyItem | ReportItem;

const STATUS = { provisional: "preliminary", final: "final", amended: "amended" } as const;

interface Told {
  rule: string;
  code: CodeableConcept;
  category?: Coding | undefined;
  results: readonly Item[];
  studies?: readonly Item[];
}

/** Makes the DiagnosticReport of an item: its results and what was concluded from them. */
export function mapReport(
  map: Mapping,
  item: Reported,
  { rule, code, category, results, studies = [] }: Told,
): Draft<DiagnosticReport> {
  const report = map.start("DiagnosticReport", item.key, { kind: item.kind, pointer: item.pointer, rule });
  const data: Partial<PathologyItem["data"]> =
    item.kind === "observation" ? { conclusion: item.data.conclusion } : item.data;
  for (const earlier of map.links(item, "compared with"))
    extend(report, referenceExtension("workflow-supportingInfo", earlier), from(item, "compared with"));
  for (const earlier of map.links(item, "replaces"))
    extend(report, referenceExtension("diagnosticReport-replaces", earlier), from(item, "replaces"));
  put(report, "status", STATUS[data.status ?? "final"], from(item, data.status ? "status" : "name"));
  put(report, "category", category && [{ coding: [category] }]);
  put(report, "code", code, from(item, item.kind === "imaging" ? "modality" : "name"));
  put(report, "subject", map.subject(item));
  put(report, "encounter", map.encounterOf(item));
  putTime(map, report as unknown as Draft, "effective", item, map.span(item.key));
  put(report, "resultsInterpreter", data.by ? [{ display: data.by }] : undefined, from(item, "by"));
  const specimen = specimenOf(map, item);
  put(report, "specimen", specimen && [specimen], from(item, "specimen"));
  put(
    report,
    "result",
    results.map((result) => ({ ...inference(item, "findings"), ...map.to(result) })),
    from(item, "findings"),
  );
  put(
    report,
    "imagingStudy",
    studies.map((study) => map.to(study)),
    item.kind === "report" ? from(item, "of") : { pointer: item.pointer },
  );
  put(report, "conclusion", data.conclusion, from(item, "conclusion"));
  const whole = data.result && concept(VERDICT_VALUE[data.result], data.result);
  put(report, "conclusionCode", whole && [whole], from(item, "result"));
  return report;
}

const findingsIn = (map: Mapping, item: Item) => map.inside(item).filter(({ kind }) => kind === "observation");

/** A report told apart from its studies: a second reading, several studies read together. */
export function mapStudyReport(map: Mapping, item: ReportItem): void {
  const studies = item.links.of ?? [];
  const isRadiological = studies.some((study) => study.kind === "imaging" && isRadiology(study));
  const report = mapReport(map, item, {
    rule: "report",
    code: map.concept(item.name, item.data.codes),
    category: isRadiological ? RADIOLOGY : undefined,
    results: findingsIn(map, item),
    studies,
  });
  extendNote(report, item);
}

/** What was found in a specimen. */
export function mapPathology(map: Mapping, item: PathologyItem): void {
  const { name, codes, category } = item.data;
  const report = mapReport(map, item, {
    rule: "pathology",
    code: map.concept(name, codes),
    category: category ? CATEGORY_PATHOLOGY[category] : REPORT_CATEGORY.labs,
    results: findingsIn(map, item),
  });
  extendNote(report, item);
}

/** R4's DiagnosticReport has no element for a note. */
const extendNote = (report: Draft<DiagnosticReport>, item: ReportItem | PathologyItem): void =>
  extend(report as unknown as Draft, item.data.note ? noteOn(item.data.note) : undefined, from(item, "note"));
