/** The report of what was examined: a study's, a panel's. */
import type { ImagingItem, Item, ObservationItem } from "../../case/item.js";
import type { CodeableConcept, Coding, DiagnosticReport } from "../../fhir/types.js";
import { from, inference, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { referenceExtension } from "../extensions.js";
import { putTime } from "../time.js";

interface Told {
  rule: string;
  code: CodeableConcept;
  category?: Coding | undefined;
  results: readonly Item[];
}

/** Makes the DiagnosticReport of an item: its results and what was concluded from them. */
export function mapReport(
  map: Mapping,
  item: ImagingItem | ObservationItem,
  { rule, code, category, results }: Told,
): void {
  const report: Draft<DiagnosticReport> = map.start("DiagnosticReport", item.key, {
    kind: item.kind,
    pointer: item.pointer,
    rule,
  });
  for (const earlier of map.links(item, "compared with")) {
    extend(report, referenceExtension("workflow-supportingInfo", earlier), from(item, "compared with"));
  }
  put(report, "status", "final");
  put(report, "category", category && [{ coding: [category] }]);
  put(report, "code", code, from(item, item.kind === "imaging" ? "modality" : "name"));
  put(report, "subject", map.subject(item));
  put(report, "encounter", map.encounterOf(item));
  putTime(map, report as unknown as Draft, "effective", item, map.span(item.key));
  put(
    report,
    "result",
    results.map((result) => ({ ...inference(item, "findings"), ...map.to(result) })),
    from(item, "findings"),
  );
  put(report, "imagingStudy", item.kind === "imaging" ? [map.to(item)] : undefined, { pointer: item.pointer });
  put(report, "conclusion", item.data.conclusion, from(item, "conclusion"));
}
