import type { ImagingItem } from "../../case/item.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { referenceExtension } from "../extensions.js";
import { hasReport, reasonsOf } from "../reasons.js";
import { siteText } from "../site.js";
import { dateTimeOf, impliedTime, putDateTime, putTime, STARTS, timeSource } from "../time.js";
import { MODALITY, RADIOLOGY } from "../words.js";

const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "DiagnosticReport"]);

/** Endoscopy and what has no word of its own. */
const NO_RADIOLOGY: ReadonlySet<string> = new Set(["ES", "OT"]);

/**
 * A study and, when it is told what it showed, its report. The study has no series: R4 wants a DICOM UID for one
 * (ImagingStudy.series.uid 1..1), and "available" would claim that images are there, so its status is unknown. The
 * body site would stand in the series, so it is told in procedureCode.
 */
export function mapImaging(map: Mapping, item: ImagingItem): void {
  const { data } = item;
  const study = map.start("ImagingStudy", item.key, { kind: "imaging", pointer: item.pointer, rule: "imaging-study" });
  const site = siteText(data);
  const what = data.name
    ? [data.name, site].filter(Boolean).join(", ")
    : [data.modality, site].filter(Boolean).join(" of ");
  const lookups = [data.name, data.site && `${data.site} ${data.modality}`, data.modality];
  const lookup = lookups.find((name) => name !== undefined && Object.hasOwn(map.source.document.codes ?? {}, name));
  const code = { ...inference(item, "site"), ...map.concept(what, data.codes, lookup ?? what) };
  const span = map.span(item.key);
  put(study, "status", "unknown");
  put(
    study,
    "modality",
    [{ system: "http://dicom.nema.org/resources/ontology/DCM", code: data.modality, display: MODALITY[data.modality] }],
    from(item, "modality"),
  );
  put(study, "subject", map.subject(item));
  put(study, "encounter", map.encounterOf(item));
  const started = dateTimeOf(map, span.start, impliedTime(item, span.start, STARTS));
  putDateTime(study as unknown as Draft, "started", started, timeSource(item, span));
  put(study, "procedureCode", [code], from(item, "site"));
  const { references, concepts } = reasonsOf(map, item, REASONS);
  put(study, "reasonReference", [...map.links(item, "for"), ...references], from(item, data.for ? "for" : "because"));
  put(study, "reasonCode", concepts, from(item, "because"));
  put(study, "description", data.technique, from(item, "technique"));
  put(study, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  if (hasReport(item)) mapReport(map, item, code);
}

function mapReport(map: Mapping, item: ImagingItem, code: ReturnType<Mapping["concept"]>): void {
  const { data } = item;
  const report = map.start("DiagnosticReport", item.key, {
    kind: "imaging",
    pointer: item.pointer,
    rule: "imaging-report",
  });
  for (const earlier of map.links(item, "compared with")) {
    extend(report, referenceExtension("workflow-supportingInfo", earlier), from(item, "compared with"));
  }
  put(report, "status", "final");
  put(report, "category", NO_RADIOLOGY.has(data.modality) ? undefined : [{ coding: [RADIOLOGY] }]);
  put(report, "code", code, from(item, "modality"));
  put(report, "subject", map.subject(item));
  put(report, "encounter", map.encounterOf(item));
  putTime(map, report as unknown as Draft, "effective", item, map.span(item.key));
  const findings = map.inside(item);
  put(
    report,
    "result",
    findings.map((finding) => ({ ...inference(item, "findings"), ...map.to(finding) })),
    from(item, "findings"),
  );
  put(report, "imagingStudy", [map.to(item)], { pointer: item.pointer });
  put(report, "conclusion", data.conclusion, from(item, "conclusion"));
}
