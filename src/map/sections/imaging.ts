import type { ImagingItem } from "../../case/item.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { hasReport, reasonsOf } from "../reasons.js";
import { siteText } from "../site.js";
import { dateTimeOf, impliedTime, putDateTime, STARTS, timeSource } from "../time.js";
import { MODALITY, RADIOLOGY } from "../words.js";
import { mapReport } from "./report.js";

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
  const category = NO_RADIOLOGY.has(data.modality) ? undefined : RADIOLOGY;
  if (hasReport(item)) mapReport(map, item, { rule: "imaging-report", code, category, results: map.inside(item) });
}
