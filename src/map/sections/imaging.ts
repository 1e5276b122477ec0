import type { ImagingData } from "../../case/document.js";
import type { ImagingItem } from "../../case/item.js";
import { modalityText } from "../../case/sections.js";
import type { Identifier } from "../../fhir/types.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { dicom, isRadiology, modalitiesOf } from "../modality.js";
import { hasReport, reasonsOf } from "../reasons.js";
import { siteText } from "../site.js";
import { dateTimeOf, impliedTime, putDateTime, STARTS, timeSource } from "../time.js";
import { ACCESSION_ID, RADIOLOGY } from "../words.js";
import { mapReport } from "./report.js";

const REASONS: ReadonlySet<string> = new Set(["Condition", "Observation", "DiagnosticReport"]);

/**
 * A study and, when it is told what it showed, its report. It has series only where their UIDs are told: R4 wants a DICOM UID for one
 * (ImagingStudy.series.uid 1..1), and "available" would claim that images are there, so its status is unknown. The
 * body site would stand in the series, so it is told in procedureCode.
 */
export function mapImaging(map: Mapping, item: ImagingItem): void {
  const { data } = item;
  const study = map.start("ImagingStudy", item.key, { kind: "imaging", pointer: item.pointer, rule: "imaging-study" });
  const site = siteText(data);
  const modality = modalityText(data.modality);
  const what = data.name ? [data.name, site].filter(Boolean).join(", ") : [modality, site].filter(Boolean).join(" of ");
  const lookups = [data.name, data.site && `${data.site} ${modality}`, modality];
  const lookup = lookups.find((name) => name !== undefined && Object.hasOwn(map.source.document.codes ?? {}, name));
  const code = { ...inference(item, "site"), ...map.concept(what + contrastText(data), data.codes, lookup ?? what) };
  const span = map.span(item.key);
  const { uid = map.shape.dicomUids ? uidOf(study.resource.id ?? "") : undefined } = data;
  const identifiers = identifiersOf({ ...data, ...(uid ? { uid } : {}) });
  if (identifiers.length > 0)
    put(study, "identifier", [...(study.resource.identifier ?? []), ...identifiers], from(item, "uid"));
  put(study, "status", "unknown");
  put(study, "modality", modalitiesOf(item).map(dicom), from(item, "modality"));
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
  const series = (data.series ?? []).map(({ uid, modality: own, name }) => ({
    uid,
    modality: dicom(own),
    ...(name ? { description: name } : {}),
  }));
  put(study, "series", series, from(item, "series"));
  const category = isRadiology(item) ? RADIOLOGY : undefined;
  if (!hasReport(item)) return;
  mapReport(map, item, { rule: "imaging-report", code, category, results: map.inside(item), studies: [item] });
}

/** R4's study has no element for contrast: like its site, it is part of what was done. */
function contrastText({ contrast }: ImagingData): string {
  if (contrast === undefined) return "";
  if (typeof contrast === "string") return `, with contrast (${contrast})`;
  return contrast ? ", with contrast" : ", without contrast";
}

/** A UUID as a UID (DICOM PS3.5, B.2): 2.25 and the UUID as one decimal number. */
const uidOf = (uuid: string): string => `2.25.${BigInt(`0x${uuid.replaceAll("-", "")}`)}`;

/** The Study Instance UID as R4 writes it (imagingstudy.html, notes), and the accession number. */
const identifiersOf = ({ uid, accession }: ImagingData): Identifier[] => [
  ...(uid ? [{ system: "urn:dicom:uid", value: `urn:oid:${uid}` }] : []),
  ...(accession ? [{ type: { coding: [ACCESSION_ID] }, value: accession }] : []),
];
