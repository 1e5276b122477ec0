/** One thing a case says, laid flat: what it is, where it stands, and the step it was told in. */
import type {
  AdverseEventData,
  AllergyData,
  AssessmentData,
  Certainty,
  CitedPlace,
  ConditionData,
  ConsentData,
  CourseData,
  DeviceData,
  EncounterData,
  FamilyMemberData,
  ImagingData,
  ImmunizationData,
  MedicationData,
  ObservedData,
  OutcomeData,
  PanelData,
  PathologyData,
  PersonData,
  PlanData,
  ProcedureData,
  RegimenData,
  ReportData,
  ResultData,
  ResultSetName,
  SpecimenData,
  StepData,
  VariantData,
  Verdict,
} from "./document.js";

interface Base<K extends string, D> {
  kind: K;
  /** Path of local ids, segments URI-encoded and joined by "/". */
  key: string;
  id?: string;
  /** What it is called, in the case's own words. */
  name: string;
  /** JSON Pointer into the document. */
  pointer: string;
  data: D;
  /** Where its time is told, when that is not its own `when`. */
  timeAt?: { pointer: string; part: "key" | "value" };
  step?: StepItem;
  /** Whom it is told of, when that is not the patient. */
  person?: PersonItem;
  /** The item this one stands inside: the drug of a course, the study of a finding. */
  parent?: Item;
  encounter?: EncounterItem;
  /** The places of the source that say it, its own or inherited; empty when none is named. */
  cite: readonly CitedPlace[];
  /** Other items it links to, by the key that links; filled by links.ts. */
  links: Record<string, Item[]>;
}

export type PersonItem = Base<"person", PersonData>;
export type StepItem = Base<"step", StepData>;
export type EncounterItem = Base<"encounter", EncounterData>;
export type ConditionItem = Base<"condition", ConditionData>;
/** An allergy; or that none is known, which has no data of its own. */
export type AssessmentItem = Base<"assessment", AssessmentData>;
export type AllergyItem = Base<"allergy", AllergyData> & { isNoneKnown?: true };
export type ImmunizationItem = Base<"immunization", ImmunizationData>;
export type FamilyMemberItem = Base<"family member", FamilyMemberData>;
export type MedicationItem = Base<"medication", MedicationData>;
export type RegimenItem = Base<"regimen", RegimenData>;
export type CourseItem = Base<"course", CourseData>;
export type ProcedureItem = Base<"procedure", ProcedureData>;
export type PlanItem = Base<"plan", PlanData>;
export type DeviceItem = Base<"device", DeviceData>;
export type AdverseEventItem = Base<"adverse event", AdverseEventData>;
export type ConsentItem = Base<"consent", ConsentData>;
export type ImagingItem = Base<"imaging", ImagingData>;
export type OutcomeItem = Base<"outcome", OutcomeData>;
export type PathologyItem = Base<"pathology", PathologyData>;
/** A report told apart from its studies. */
export type ReportItem = Base<"report", ReportData>;
export type SpecimenItem = Base<"specimen", SpecimenData>;

/** Anything observed: a name under a verdict, or a name with a result. */
export type ObservationItem = Base<
  "observation",
  ObservedData & ResultData & Pick<PanelData, "conclusion"> & Partial<Omit<VariantData, "result">>
> & {
  section: ResultSetName | "imaging" | "pathology" | "genetics";
  /** A panel has no value of its own, unless it is told a result. */
  verdict: Verdict | "result" | "panel";
  /** The result as written; only when the verdict is "result". */
  result?: string | { text: string };
};

export type Item =
  | PersonItem
  | StepItem
  | EncounterItem
  | ConditionItem
  | AllergyItem
  | ImmunizationItem
  | FamilyMemberItem
  | MedicationItem
  | CourseItem
  | RegimenItem
  | ProcedureItem
  | ImagingItem
  | PlanItem
  | DeviceItem
  | AdverseEventItem
  | ConsentItem
  | AssessmentItem
  | ReportItem
  | PathologyItem
  | SpecimenItem
  | OutcomeItem
  | ObservationItem;
export type ItemKind = Item["kind"];

/** What an item stands inside, the innermost first: the panel of a result, and the study of that panel. */
export function ancestorsOf({ parent }: Item): Item[] {
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

/** What a condition is held for in the end: the last of what it was held for, confirmed when nothing is told. */
export const certaintyOf = ({ certainty }: ConditionData): Certainty =>
  (typeof certainty === "object" ? certainty.at(-1)?.is : certainty) ?? "confirmed";

/** What stands inside each item, in the order it is told: the courses of a drug, the findings of a study. */
export function childrenOf(items: readonly Item[]): ReadonlyMap<Item, readonly Item[]> {
  const children = new Map<Item, Item[]>();
  for (const item of items) {
    if (!item.parent) continue;
    const siblings = children.get(item.parent);
    if (siblings) siblings.push(item);
    else children.set(item.parent, [item]);
  }
  return children;
}
