/**
 * The case document as data, as schema/case.schema.json describes it: what a person wrote, nothing resolved yet.
 * Keys are the language's own words; where a string may stand for an object, both are kept.
 */

/** A point in time as written: EDTF or a phrase of the grammar; `text` keeps words outside it, undated. */
export type TimeText = string | { text: string };
/** Ids or unique names of other items. */
export type Links = string | string[];
export type CodeList = string | string[];
/** One place of the source: by sentence, by section, or by offsets in UTF-16 code units (`end` is behind it). */
export interface CitedPlace {
  sentences?: string | number;
  section?: string;
  start?: number;
  end?: number;
  quote?: string;
}
export type Cite = string | number | CitedPlace | (string | number | CitedPlace)[];

interface Tail {
  id?: string;
  note?: string;
  codes?: CodeList;
  cite?: Cite;
  /** The keys of this item that its writer inferred rather than read. */
  implied?: string[];
}

interface When {
  when?: TimeText;
}

interface Span extends When {
  from?: TimeText;
  until?: TimeText;
  lasting?: string;
}

export interface Site {
  site?: string;
  side?: "left" | "right" | "both";
  levels?: string;
}

export type Severity = "mild" | "moderate" | "severe";
export type Change = "new" | "better" | "worse" | "unchanged" | "regressed" | "progressed" | "resolved";
/** Several told at once, alike in all but the name. */
export type Alike<D> = Omit<D, "id" | "name"> & { each: string[] };

/** The lists of a result set, by what they say of the names in them. */
export const VERDICTS = [
  "present",
  "absent",
  "positive",
  "negative",
  "normal",
  "abnormal",
  "high",
  "low",
  "unclear",
  "not done",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The sections that are result sets. */
export const RESULT_SETS = [
  "findings",
  "exam",
  "vitals",
  "function",
  "social history",
  "obstetric history",
  "labs",
  "tests",
] as const;
export type ResultSetName = (typeof RESULT_SETS)[number];

export interface PatientData {
  sex?: "female" | "male" | "other" | "unknown";
  age?: string;
  "age at"?: TimeText;
  born?: string;
  "gestational age"?: string;
  cite?: Cite;
}

/** Somebody else than the patient. */
export interface PersonData extends PatientData, Omit<Tail, "implied"> {
  id: string;
  relation: string;
}

export interface SourceData {
  title?: string;
  doi?: string;
  url?: string;
  authors?: string[];
  journal?: string;
  published?: string;
  license?: string;
  /** The words that a first sentence begins with, by its number: "1", "c1". */
  sentences?: Record<string, string>;
  sha256?: string;
}

export type Certainty = "confirmed" | "unconfirmed" | "suspected" | "considered" | "excluded";

export interface AssessmentData extends Omit<Tail, "codes">, When {
  is: Certainty;
  by?: Links;
}

export interface ConditionData extends Tail, Site {
  name: string;
  /** One, or what it was one after the other. */
  certainty?: Certainty | AssessmentData[];
  status?: "active" | "recurrence" | "relapse" | "inactive" | "remission" | "resolved";
  course?: string;
  severity?: Severity;
  stage?: string;
  diagnosed?: TimeText;
  onset?: TimeText;
  ended?: TimeText;
  lasting?: string;
  "part of"?: Links;
  "due to"?: Links;
  follows?: Links;
  evidence?: Links;
  "evidence in words"?: string;
}

export interface ReactionData extends When {
  name: string;
  severity?: Severity;
  note?: string;
}

export interface AllergyData extends Tail {
  name: string;
  type?: "allergy" | "intolerance";
  category?: "food" | "medication" | "environment" | "biologic";
  criticality?: "low" | "high";
  certainty?: "confirmed" | "unconfirmed" | "excluded";
  status?: "active" | "inactive" | "resolved";
  onset?: TimeText;
  reactions?: (string | ReactionData)[];
}

export interface ImmunizationData extends Tail, Omit<Site, "levels">, When {
  name: string;
  status?: "completed" | "not done";
  "dose number"?: number;
  route?: string;
  because?: Links;
  "because in words"?: string;
}

export interface FamilyConditionData {
  name: string;
  onset?: string;
  "cause of death"?: boolean;
  note?: string;
}

export interface FamilyMemberData extends Omit<Tail, "codes"> {
  relation: string;
  sex?: PatientData["sex"];
  age?: string;
  deceased?: boolean;
  "died at"?: string;
  conditions?: (string | FamilyConditionData)[];
}

export interface ObservedData extends Tail, Site, Span {
  name: string;
  size?: string;
  severity?: Severity;
  change?: Change;
  of?: Links;
  "due to"?: Links;
  method?: string;
  specimen?: string | SpecimenData;
}

/** A part of a result, by its name. */
export type Components = Record<string, string | { text: string }>;

export interface VariantData extends Tail, When {
  gene: string;
  variant?: string;
  result?: "present" | "absent" | "unclear" | "not done";
  zygosity?: "heterozygous" | "homozygous" | "hemizygous";
  significance?: string;
  of?: Links;
  "due to"?: Links;
  method?: string;
  specimen?: string | SpecimenData;
}

export interface ResultData extends Tail, Span {
  text?: string;
  result?: string;
  components?: Components;
  method?: string;
  specimen?: string | SpecimenData;
  of?: Links;
}

/** Results by name, and lists of names under a verdict. */
type Results = { [verdict in Verdict]?: (string | ObservedData | Alike<ObservedData>)[] } & {
  results?: Record<string, string | ResultData>;
  cite?: Cite;
};

/** A group of results that has a name, such as a full blood count. */
export type PanelData = Results &
  Tail &
  When & { name: string; result?: string; method?: string; specimen?: string | SpecimenData; conclusion?: string };

/** A point of a trend or a cell of a table: its time stands elsewhere. */
export type PointData = Omit<ResultData, keyof Span>;

export interface TableData {
  columns: TimeText[];
  rows: Record<string, (string | PointData)[]>;
}

/** What a table writes in a cell that is empty: nothing comes of it. */
export const BLANK = "blank";

export type ResultSet = Results & {
  /** What all the rest was. */
  otherwise?: "normal" | "absent" | "negative";
  panels?: PanelData[];
  /** Name -> time -> result. */
  trends?: Record<string, Record<string, string | PointData>>;
  table?: TableData;
};

/** The mappings of a result set whose keys are names. */
export const BY_NAME = ["results", "trends", "rows", "components"] as const;

export type MedicationStatus = "active" | "completed" | "stopped" | "on hold" | "intended" | "not taken" | "unknown";

export interface CourseData extends Tail, Span {
  "as of"?: TimeText;
  paused?: boolean;
  dose?: string | { text: string };
  route?: string;
  cycles?: number;
  "instead of"?: Links;
  "tapered to"?: string | { text: string };
  /** Of a cycle: "1, 4, 8, 11", "1-5", or one. */
  days?: string | number;
  status?: MedicationStatus;
  because?: Links;
  "because in words"?: string;
}

export interface MedicationData extends Omit<CourseData, "paused"> {
  name: string;
  brand?: string;
  form?: string;
  strength?: string;
  for?: Links;
  courses?: CourseData[];
}

export interface RegimenData extends Tail, Span {
  name: string;
  for?: Links;
  line?: number;
  cycles?: number;
  "cycle length"?: string;
  /** One that is only intended is a plan: R4's Procedure has no status for it. */
  status?: Exclude<MedicationStatus, "intended">;
  because?: Links;
  "because in words"?: string;
  outcome?: string;
  medications?: (MedicationData | Alike<MedicationData>)[];
  regimens?: RegimenData[];
}

export interface ProcedureData extends Tail, Site, Span {
  name: string;
  for?: Links;
  because?: Links;
  "because in words"?: string;
  status?: "completed" | "not done" | "refused" | "in progress" | "stopped" | "unknown";
  outcome?: string;
  "part of"?: Links;
  uses?: Links;
  implants?: Links;
  removes?: Links;
  changes?: Links;
}

export interface PlanData extends Tail, Site, Span {
  name: string;
  status?: "planned" | "recommended" | "ordered" | "considered" | "decided against";
  for?: Links;
  because?: Links;
  "because in words"?: string;
}

export interface DeviceData extends Tail, Site, Span {
  name: string;
  status?: "in use" | "not in use" | "removed" | "planned";
  for?: Links;
  manufacturer?: string;
  model?: string;
}

export interface AdverseEventData extends Tail, When {
  name: string;
  suspected?: Links;
  causality?: "certain" | "probable" | "possible" | "unlikely" | "conditional" | "unassessable";
  severity?: Severity;
  serious?: boolean;
  outcome?: "resolved" | "recovering" | "ongoing" | "resolved with sequelae" | "fatal" | "unknown";
  "led to"?: Links;
}

export interface ConsentData extends Tail, When {
  name: string;
  scope: "publication" | "treatment" | "research";
  status?: "given" | "refused" | "withdrawn";
  /** `patient`, or the id of a person. */
  by?: string;
}

/** What is known of what was examined. */
export interface SpecimenData extends Tail, Omit<Site, "levels"> {
  type: string;
  "taken by"?: Links;
  collected?: TimeText;
}

/** A report: what it describes and what was concluded. */
interface ReportedData {
  findings?: ResultSet;
  result?: "normal" | "abnormal" | "positive" | "negative" | "unclear";
  conclusion?: string;
  by?: string;
}

interface FiledData extends Tail, When, ReportedData {
  status?: "provisional" | "final" | "amended";
  replaces?: Links;
}

export interface PathologyData extends FiledData {
  name: string;
  category?: "surgical pathology" | "cytopathology";
  specimen?: string | SpecimenData;
}

export interface ReportData extends FiledData {
  name: string;
  of?: Links;
}

export interface ImagingData extends Tail, Site, When, ReportedData {
  modality: string | string[];
  name?: string;
  technique?: string;
  contrast?: boolean | string;
  uid?: string;
  accession?: string;
  series?: { uid: string; modality: string; name?: string }[];
  for?: Links;
  because?: Links;
  "compared with"?: Links;
}

export interface EncounterData extends Tail, Span {
  type: "inpatient" | "outpatient" | "emergency" | "home" | "virtual";
  name?: string;
  because?: Links;
  "part of"?: Links;
  place?: string;
  "transferred from"?: string;
  "discharged to"?: string;
  readmission?: boolean;
}

export interface OutcomeData extends Tail, Site, Span {
  name?: string;
  state: string | { text: string };
  of?: Links;
  "due to"?: Links;
}

export interface Sections extends Partial<Record<ResultSetName, ResultSet>> {
  conditions?: (ConditionData | Alike<ConditionData>)[];
  allergies?: "none known" | (AllergyData | Alike<AllergyData>)[];
  immunizations?: (ImmunizationData | Alike<ImmunizationData>)[];
  "family history"?: FamilyMemberData[];
  medications?: (MedicationData | Alike<MedicationData>)[];
  procedures?: (ProcedureData | Alike<ProcedureData>)[];
  plan?: PlanData[];
  devices?: DeviceData[];
  imaging?: ImagingData[];
  reports?: ReportData[];
  pathology?: PathologyData[];
  genetics?: VariantData[];
  outcomes?: OutcomeData[];
  "adverse events"?: AdverseEventData[];
  consents?: ConsentData[];
}

export interface StepData extends Sections, Span {
  id?: string;
  /** Id of a person. */
  about?: string;
  encounter?: string | EncounterData;
  cite?: Cite;
  implied?: string[];
}

export interface CaseDocument extends Sections {
  language: 1;
  case: string;
  namespace: string;
  recorded?: string;
  source?: SourceData;
  patient: PatientData;
  people?: PersonData[];
  timeline?: StepData[];
  codes?: Record<string, CodeList>;
}
