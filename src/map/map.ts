import type { Case } from "../case/case.js";
import type { Source } from "../case/evidence/open.js";
import type { Item } from "../case/item.js";
import type { Bundle, CodeableConcept } from "../fhir/types.js";
import { type Finding, summarize } from "../finding/finding.js";
import { type BundleType, bundleOf, entriesOf, parentsFirst, type RequestKind } from "./bundle.js";
import { Mapping, type MapShape } from "./context.js";
import type { Draft } from "./draft.js";
import { mapEvidence } from "./evidence.js";
import { narrate } from "./narrative.js";
import { BUNDLE_PROFILE, stateProfiles } from "./profiles.js";
import { mapAdverseEvent } from "./sections/adverse-event.js";
import { mapAllergy } from "./sections/allergy.js";
import { documentIdentifier, mapComposition } from "./sections/composition.js";
import { mapAssessment, mapCondition } from "./sections/condition.js";
import { mapConsent } from "./sections/consent.js";
import { mapDevice } from "./sections/device.js";
import { mapEncounter } from "./sections/encounter.js";
import { mapFamilyMember } from "./sections/family-member.js";
import { mapImaging } from "./sections/imaging.js";
import { mapImmunization } from "./sections/immunization.js";
import { mapMedication } from "./sections/medication.js";
import { mapObservation } from "./sections/observation.js";
import { mapOutcome } from "./sections/outcome.js";
import { mapPatient, mapPerson } from "./sections/patient.js";
import { mapPlan } from "./sections/plan.js";
import { mapProcedure } from "./sections/procedure.js";
import { mapProvenance } from "./sections/provenance.js";
import { mapRegimen } from "./sections/regimen.js";
import { mapPathology, mapStudyReport } from "./sections/report.js";
import { mapSource } from "./sections/source.js";
import { mapSpecimen } from "./sections/specimen.js";
import type { Trace } from "./trace.js";

export interface MapOptions extends MapShape {
  /** Default `transaction`. */
  type?: BundleType;
  /** How a transaction writes: PUT by our ids (default), or POST with ifNoneExist. A batch is always PUT. */
  request?: RequestKind;
  /** When the case was recorded, an instant; wins over `recorded` in the case. There is no other clock. */
  recorded?: string;
  /** The text of the case's source: every resource then says where in it it was read. */
  source?: Source;
  /** Whether the words of the source come along; only with `source`. Mind its licence. */
  quotes?: boolean;
  /** Whether each resource, and the Bundle, says in meta.profile which profile of our guide (profiles/) it fits. */
  metaProfile?: boolean;
}

export interface MapResult {
  /** Undefined when it was refused; the findings say why. */
  bundle?: Bundle;
  trace: Trace;
  findings: Finding[];
}

/** One mapper per kind of item; courses are mapped by their drug, steps only lend their time. */
type Mappers = {
  [K in Exclude<Item["kind"], "step" | "course">]: (map: Mapping, item: Extract<Item, { kind: K }>) => void;
};
const MAPPERS: Mappers = {
  person: mapPerson,
  encounter: mapEncounter,
  condition: mapCondition,
  assessment: mapAssessment,
  allergy: mapAllergy,
  immunization: mapImmunization,
  "family member": mapFamilyMember,
  observation: mapObservation,
  medication: mapMedication,
  regimen: mapRegimen,
  procedure: mapProcedure,
  plan: mapPlan,
  device: mapDevice,
  "adverse event": mapAdverseEvent,
  consent: mapConsent,
  imaging: mapImaging,
  report: mapStudyReport,
  pathology: mapPathology,
  specimen: mapSpecimen,
  outcome: mapOutcome,
};

/**
 * Maps a case to a FHIR R4 Bundle. Pure: the same case and options give the same bytes.
 *
 * @param source a case as readCase gives it
 * @returns the Bundle, its Trace, and findings (a document without a date is refused, and a source that is not the case's)
 */
export function mapCase(source: Case, options: MapOptions = {}): MapResult {
  const type = options.type ?? "transaction";
  const request = type === "batch" ? "put" : (options.request ?? "put");
  const map = new Mapping(source, options.recorded ?? source.document.recorded, options);
  mapPatient(map);
  mapSource(map);
  for (const item of source.items) {
    const mapper = MAPPERS[item.kind as keyof Mappers] as ((map: Mapping, item: Item) => void) | undefined;
    mapper?.(map, item);
  }
  let composition: Draft | undefined;
  if (type === "document") {
    if (map.recorded) composition = mapComposition(map, map.recorded);
    else map.report("map/document-needs-date", {}, "");
  }
  mapProvenance(map);
  const lost = options.source ? mapEvidence(map, options.source, options.quotes ?? false) : [];
  map.findings.push(...lost);
  reportOutside(map);
  reportUncoded(map);
  if ((type === "document" && !composition) || summarize(lost).errors > 0)
    return { trace: traceOf(map, []), findings: map.findings };

  const { ordered, circular } = parentsFirst(map.drafts);
  if (type === "batch" && circular.length > 0)
    map.report("map/circular-references", { references: circular.join(", ") }, "");
  const drafts = composition ? [composition, ...ordered.filter((draft) => draft !== composition)] : ordered;
  for (const { resource } of drafts) {
    narrate(resource);
    if (options.metaProfile) stateProfiles(resource);
  }
  const head = {
    ...(options.metaProfile ? { meta: { profile: [BUNDLE_PROFILE] } } : {}),
    ...(composition ? { identifier: documentIdentifier(map), timestamp: map.recorded as string } : {}),
  };
  return {
    bundle: bundleOf(type, entriesOf(drafts, type, request), head),
    trace: traceOf(map, drafts),
    findings: map.findings,
  };
}

function traceOf(map: Mapping, drafts: readonly Draft[]): Trace {
  const { source } = map;
  return {
    case: source.document.case,
    resources: drafts.map(({ resource, kind, rule, pointer, notes }, entry) => ({
      entry,
      resource: `${resource.resourceType}/${resource.id}`,
      kind,
      rule,
      case: source.place(pointer),
      elements: notes.map((note) => ({
        expression: note.expression,
        rule: note.rule,
        case: source.place(note.pointer),
      })),
    })),
  };
}

const SHOWN = 8;

/** What no code stands for is kept as text, and said so once. */
function reportUncoded(map: Mapping): void {
  const names = new Set<string>();
  for (const { resource } of map.drafts) {
    const { code, medicationCodeableConcept } = resource as {
      code?: CodeableConcept;
      medicationCodeableConcept?: CodeableConcept;
    };
    const concept = code ?? medicationCodeableConcept;
    if (concept?.text && !concept.coding) names.add(concept.text);
  }
  if (names.size === 0) return;
  const more = names.size > SHOWN ? `, and ${names.size - SHOWN} more` : "";
  const at = map.source.document.codes ? "/codes" : "";
  map.report("map/uncoded", { count: names.size, names: [...names].slice(0, SHOWN).join(", ") + more }, at);
}

/** Items that cannot refer to the stay they were told in. */
function reportOutside(map: Mapping): void {
  for (const item of map.outside) {
    map.report("map/before-encounter", { name: item.name, encounter: item.encounter?.name }, item.pointer);
  }
}
