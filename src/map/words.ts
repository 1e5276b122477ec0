/**
 * The language's own closed words as codings. Each display stands beside its code in a named source:
 * SCT: SNOMED CT Global Patient Set (hl7.terminology.r4 7.0.1, ValueSet snomed-intl-gps), but for "stable" and
 * "improved": mCODE 4.0.0 (hl7.fhir.us.mcode, ConditionStatusTrendVS); the others: HL7's R4 4.0.1 code systems.
 */
import type { AdverseEventData, Change, Severity, Verdict } from "../case/document.js";
import type { ObservationItem } from "../case/item.js";
import type { CodeableConcept, Coding } from "../fhir/types.js";

const coding =
  (system: string) =>
  (code: string, display: string): Coding => ({ system, code, display });
const sct = coding("http://snomed.info/sct");
const interpretation = coding("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation");
const hl7 = (name: string) => coding(`http://terminology.hl7.org/CodeSystem/${name}`);

type Words<K extends string> = Readonly<Record<K, Coding>>;

export const CLINICAL_STATUS: Words<"active" | "recurrence" | "relapse" | "inactive" | "remission" | "resolved"> = {
  active: hl7("condition-clinical")("active", "Active"),
  recurrence: hl7("condition-clinical")("recurrence", "Recurrence"),
  relapse: hl7("condition-clinical")("relapse", "Relapse"),
  inactive: hl7("condition-clinical")("inactive", "Inactive"),
  remission: hl7("condition-clinical")("remission", "Remission"),
  resolved: hl7("condition-clinical")("resolved", "Resolved"),
};

/** How sure a condition is: R4's condition-ver-status. */
export const CERTAINTY: Words<"confirmed" | "unconfirmed" | "suspected" | "considered" | "excluded"> = {
  confirmed: hl7("condition-ver-status")("confirmed", "Confirmed"),
  unconfirmed: hl7("condition-ver-status")("unconfirmed", "Unconfirmed"),
  suspected: hl7("condition-ver-status")("provisional", "Provisional"),
  considered: hl7("condition-ver-status")("differential", "Differential"),
  excluded: hl7("condition-ver-status")("refuted", "Refuted"),
};

/** R4's allergyintolerance-clinical, allergyintolerance-verification. */
export const ALLERGY_STATUS: Words<"active" | "inactive" | "resolved"> = {
  active: hl7("allergyintolerance-clinical")("active", "Active"),
  inactive: hl7("allergyintolerance-clinical")("inactive", "Inactive"),
  resolved: hl7("allergyintolerance-clinical")("resolved", "Resolved"),
};
export const ALLERGY_CERTAINTY: Words<"confirmed" | "unconfirmed" | "excluded"> = {
  confirmed: hl7("allergyintolerance-verification")("confirmed", "Confirmed"),
  unconfirmed: hl7("allergyintolerance-verification")("unconfirmed", "Unconfirmed"),
  excluded: hl7("allergyintolerance-verification")("refuted", "Refuted"),
};
export const NO_KNOWN_ALLERGY = sct("716186003", "No known allergy");

/** Relations (v3-RoleCode) by the words that are their displays; others stay text. */
export const RELATION: ReadonlyMap<string, Coding> = new Map(
  [
    ["MTH", "mother"],
    ["FTH", "father"],
    ["SIS", "sister"],
    ["BRO", "brother"],
    ["SIB", "sibling"],
    ["CHILD", "child"],
    ["GRMTH", "grandmother"],
    ["GRFTH", "grandfather"],
    ["MGRMTH", "maternal grandmother"],
    ["MGRFTH", "maternal grandfather"],
    ["PGRMTH", "paternal grandmother"],
    ["PGRFTH", "paternal grandfather"],
    ["AUNT", "aunt"],
    ["UNCLE", "uncle"],
    ["MAUNT", "maternal aunt"],
    ["PAUNT", "paternal aunt"],
    ["COUSN", "cousin"],
    ["MCOUSN", "maternal cousin"],
    ["PCOUSN", "paternal cousin"],
    ["NEPHEW", "nephew"],
    ["NIECE", "niece"],
    ["HBRO", "half-brother"],
    ["HSIS", "half-sister"],
    ["TWINBRO", "twin brother"],
    ["TWINSIS", "twin sister"],
    ["TWIN", "twin"],
    ["PRN", "parent"],
    ["GRPRN", "grandparent"],
    ["FAMMEMB", "family member"],
  ].map(([code = "", display = ""]) => [display, hl7("v3-RoleCode")(code, display)]),
);

const gender = coding("http://hl7.org/fhir/administrative-gender");
export const GENDER: Words<"female" | "male" | "other" | "unknown"> = {
  female: gender("female", "Female"),
  male: gender("male", "Male"),
  other: gender("other", "Other"),
  unknown: gender("unknown", "Unknown"),
};

export const SEVERITY: Words<Severity> = {
  mild: sct("255604002", "Mild"),
  moderate: sct("6736007", "Moderate"),
  severe: sct("24484000", "Severe"),
};

/** The value of an observation that has a verdict and no number; "not done" has none. */
export const VERDICT_VALUE: Words<Exclude<Verdict, "not done">> = {
  present: sct("52101004", "Present"),
  absent: sct("2667000", "Absent"),
  positive: sct("10828004", "Positive"),
  negative: sct("260385009", "Negative"),
  normal: sct("17621005", "Normal"),
  abnormal: sct("263654008", "Abnormal"),
  high: sct("75540009", "High"),
  low: sct("62482003", "Low"),
  unclear: sct("373068000", "Undetermined"),
};

export const RESULT_INTERPRETATION = interpretation;

/** A change against an earlier observation, where R4's interpretation codes have one; other words stay text. */
export const CHANGE: Partial<Words<Change>> = {
  better: interpretation("B", "Better"),
  worse: interpretation("W", "Worse"),
  regressed: interpretation("B", "Better"),
  progressed: interpretation("W", "Worse"),
};

/** States of a patient or a disease; other words stay text. */
export const STATE: Readonly<Record<string, Coding>> = {
  stable: sct("359746009", "Patient's condition stable"),
  improved: sct("268910001", "Patient's condition improved"),
  worsened: sct("271299001", "Patient's condition worsened"),
};

/** Observation.category of the sections that have one. */
export const CATEGORY: Partial<Words<ObservationItem["section"]>> = {
  exam: hl7("observation-category")("exam", "Exam"),
  "social history": hl7("observation-category")("social-history", "Social History"),
  labs: hl7("observation-category")("laboratory", "Laboratory"),
  tests: hl7("observation-category")("procedure", "Procedure"),
  imaging: hl7("observation-category")("imaging", "Imaging"),
  pathology: hl7("observation-category")("laboratory", "Laboratory"),
  genetics: hl7("observation-category")("laboratory", "Laboratory"),
};

/** DiagnosticReport.category (v2-0074) of the sections that have one. */
export const REPORT_CATEGORY: Partial<Words<ObservationItem["section"]>> = {
  labs: hl7("v2-0074")("LAB", "Laboratory"),
};

export const CATEGORY_PATHOLOGY: Words<"surgical pathology" | "cytopathology"> = {
  "surgical pathology": hl7("v2-0074")("SP", "Surgical Pathology"),
  cytopathology: hl7("v2-0074")("CP", "Cytopathology"),
};
export const ACCESSION_ID = hl7("v2-0203")("ACSN", "Accession ID");

/** Of an Observation in the shape of a vital-signs profile, and the two parts of its blood pressure (LOINC, as in R4's bp). */
export const CATEGORY_VITAL_SIGNS = hl7("observation-category")("vital-signs", "Vital Signs");
const loinc = coding("http://loinc.org");
export const SYSTOLIC = loinc("8480-6", "Systolic blood pressure");
export const DIASTOLIC = loinc("8462-4", "Diastolic blood pressure");

/** LOINC's codes for a genetic variant; displays from mCODE's own example (bundle of Jenny M). */
export const VARIANT_ASSESSMENT = loinc("69548-6", "Genetic variant assessment");
export const GENE_STUDIED = loinc("48018-6", "Gene studied [ID]");

/** Encounter.class (v3-ActCode). */
export const ENCOUNTER_CLASS: Words<"inpatient" | "outpatient" | "emergency" | "home" | "virtual"> = {
  inpatient: hl7("v3-ActCode")("IMP", "inpatient encounter"),
  outpatient: hl7("v3-ActCode")("AMB", "ambulatory"),
  emergency: hl7("v3-ActCode")("EMER", "emergency"),
  home: hl7("v3-ActCode")("HH", "home health"),
  virtual: hl7("v3-ActCode")("VR", "virtual"),
};

export const READMISSION = hl7("v2-0092")("R", "Re-admission");
export const RADIOLOGY = hl7("v2-0074")("RAD", "Radiology");
/** LOINC 30525-0; its display from LOINC's own record of the code. */
export const AGE: Coding = { system: "http://loinc.org", code: "30525-0", display: "Age" };
/** SNOMED CT Global Patient Set. */
export const GESTATION_AT_BIRTH = sct("412726003", "Length of gestation at birth");
/** R4's adverse-event-severity, -seriousness, -outcome and -causality-assess. */
export const EVENT_SEVERITY: Words<Severity> = {
  mild: hl7("adverse-event-severity")("mild", "Mild"),
  moderate: hl7("adverse-event-severity")("moderate", "Moderate"),
  severe: hl7("adverse-event-severity")("severe", "Severe"),
};
export const SERIOUS: Words<"serious" | "non-serious"> = {
  serious: hl7("adverse-event-seriousness")("Serious", "Serious"),
  "non-serious": hl7("adverse-event-seriousness")("Non-serious", "Non-serious"),
};
export const EVENT_OUTCOME: Words<NonNullable<AdverseEventData["outcome"]>> = {
  resolved: hl7("adverse-event-outcome")("resolved", "Resolved"),
  recovering: hl7("adverse-event-outcome")("recovering", "Recovering"),
  ongoing: hl7("adverse-event-outcome")("ongoing", "Ongoing"),
  "resolved with sequelae": hl7("adverse-event-outcome")("resolvedWithSequelae", "Resolved with Sequelae"),
  fatal: hl7("adverse-event-outcome")("fatal", "Fatal"),
  unknown: hl7("adverse-event-outcome")("unknown", "Unknown"),
};
export const CAUSALITY: Words<NonNullable<AdverseEventData["causality"]>> = {
  certain: hl7("adverse-event-causality-assess")("Certain", "Certain"),
  probable: hl7("adverse-event-causality-assess")("Probably-Likely", "Probably/Likely"),
  possible: hl7("adverse-event-causality-assess")("Possible", "Possible"),
  unlikely: hl7("adverse-event-causality-assess")("Unlikely", "Unlikely"),
  conditional: hl7("adverse-event-causality-assess")("Conditional-Classified", "Conditional/Classified"),
  unassessable: hl7("adverse-event-causality-assess")("Unassessable-Unclassifiable", "Unassessable/Unclassifiable"),
};

/** THO's consentscope; publication discloses information, which is what a privacy consent is about. */
export const CONSENT_SCOPE: Words<"publication" | "treatment" | "research"> = {
  publication: hl7("consentscope")("patient-privacy", "Privacy Consent"),
  treatment: hl7("consentscope")("treatment", "Treatment"),
  research: hl7("consentscope")("research", "Research"),
};
export const CONSENT_CATEGORY = loinc("59284-0", "Patient Consent");

/** What a procedure did to a device (R4, device-action). */
const deviceAction = coding("http://hl7.org/fhir/device-action");
export const DEVICE_ACTION: Words<"implants" | "removes" | "changes"> = {
  implants: deviceAction("implanted", "Implanted"),
  removes: deviceAction("explanted", "Explanted"),
  changes: deviceAction("manipulated", "Manipulated"),
};

export const PARTICIPANT = hl7("provenance-participant-type");
export const DATA_ABSENT = hl7("data-absent-reason");

export const concept = (coding: Coding | undefined, text: string): CodeableConcept => ({
  ...(coding ? { coding: [coding] } : {}),
  text,
});

/** DICOM modalities (PS3.16 CID 29) with the displays of R4's dicom-dcim code system. */
export const MODALITY: Readonly<Record<string, string>> = {
  MR: "Magnetic Resonance",
  CT: "Computed Tomography",
  US: "Ultrasound",
  DX: "Digital Radiography",
  CR: "Computed Radiography",
  NM: "Nuclear Medicine",
  PT: "Positron emission tomography",
  MG: "Mammography",
  XA: "X-Ray Angiography",
  RF: "Radiofluoroscopy",
  ES: "Endoscopy",
  AR: "Autorefraction",
  AU: "Audio",
  BDUS: "Ultrasound Bone Densitometry",
  BI: "Biomagnetic imaging",
  BMD: "Bone Mineral Densitometry",
  DG: "Diaphanography",
  ECG: "Electrocardiography",
  EPS: "Cardiac Electrophysiology",
  GM: "General Microscopy",
  HD: "Hemodynamic Waveform",
  IO: "Intra-oral Radiography",
  IVOCT: "Intravascular Optical Coherence Tomography",
  IVUS: "Intravascular Ultrasound",
  KER: "Keratometry",
  LEN: "Lensometry",
  LS: "Laser surface scan",
  OAM: "Ophthalmic Axial Measurements",
  OCT: "Optical Coherence Tomography",
  OP: "Ophthalmic photography",
  OPM: "Ophthalmic Mapping",
  OPT: "Ophthalmic Tomography",
  OPV: "Ophthalmic Visual Field",
  OSS: "Optical Survace Scanner",
  PX: "Panoramic X-Ray",
  RG: "Radiographic imaging",
  SM: "Slide Microscopy",
  SRF: "Subjective Refraction",
  TG: "Thermography",
  VA: "Visual Acuity",
  XC: "External-camera Photography",
  OT: "Other Modality",
};
