/** F01 to F13: the patient, the diagnosis, the first attack and what it left. */
import { about } from "../claims.js";
import { after, BY_2011, drug, type Fact, fact, NMO, OVER, PRESENT, seenOn, study } from "./fact.js";

const patient = about("Patient/patient");
const age = about("Observation/patient/age");
const nmo = about(NMO);
const antibodies = about("Observation/aqp4");
const attack = about("Condition/attack-1");
const lesion = about("Observation/lesion-1");
const steroids = about("MedicationStatement/steroids-1");
const remission = about("Observation/remission-1");
const paraparesis = about("Condition/paraparesis");
const rituximab = about("MedicationStatement/rituximab");

const AFTER_ATTACK = after("onset of attack-1", "Condition/attack-1");

export const FIRST_ATTACK: readonly Fact[] = [
  fact("F01", "The patient is a woman", patient.is("gender", "female")),
  fact(
    "F02",
    "She is 55, at a time nobody tells, so no year of birth follows",
    age.coded('LNC#30525-0 "Age"'),
    age.is("valueQuantity.value", 55),
    age.is("valueQuantity.code", "a"),
    age.lacks("effectiveDateTime", "2011"),
    patient.dated("birthDate", { absent: "unknown" }),
  ),
  fact(
    "F03",
    "Neuromyelitis optica was diagnosed in 2011; when it began is another matter",
    nmo.named("neuromyelitis optica"),
    nmo.coded('SCT#25044007 "Neuromyelitis optica"'),
    nmo.coded('ICD10#G36.0 "Neuromyelitis optica [Devic]"'),
    nmo.is("verificationStatus.coding.code", "confirmed"),
    nmo.is("clinicalStatus.coding.code", "active"),
    nmo.inferred("clinicalStatus"),
    nmo.dated("extension:condition-assertedDate.valueDateTime", { value: "2011" }),
    nmo.lacks("onsetDateTime", "2011"),
  ),
  fact(
    "F04",
    "The disease presented as extensive myelitis",
    attack.named("extensive myelitis"),
    attack.coded('SCT#41370002 "Myelitis"'),
    attack.links("extension:event-partOf.valueReference", NMO),
    attack.dated("onsetDateTime", BY_2011),
  ),
  fact(
    "F05",
    "The clinical picture was one ground of the diagnosis",
    nmo.is("evidence.code.text", "clinical presentation"),
  ),
  fact(
    "F06",
    "An MRI was another ground; neither its date nor its region is told",
    nmo.links("evidence.detail", "ImagingStudy/mri-diagnosis"),
    ...study("mri-diagnosis", BY_2011, "MR", 'SCT#113091000 "Magnetic resonance imaging"'),
  ),
  fact(
    "F07",
    "Antibodies against aquaporin-4 were found and were the third ground",
    antibodies.named("antibodies against aquaporin-4"),
    antibodies.coded('HP#HP:0033342 "Anti-aquaporin 4 antibody positivity"'),
    antibodies.is("category.coding.code", "laboratory"),
    antibodies.is("status", "final"),
    antibodies.coded(PRESENT, "valueCodeableConcept"),
    antibodies.dated("effectiveDateTime", BY_2011),
    nmo.links("evidence.detail", "Observation/aqp4"),
  ),
  fact(
    "F08",
    "The first attack began the disease, no later than 2011",
    attack.is("extension:condition-diseaseCourse.valueCodeableConcept.text", "first manifestation"),
    attack.is("clinicalStatus.coding.code", "inactive"),
    attack.inferred("clinicalStatus"),
    attack.links("extension:event-partOf.valueReference", NMO),
    attack.dated("onsetDateTime", BY_2011),
  ),
  fact(
    "F09",
    "Lesions of the cord reached from C6 to T2 in the first attack",
    lesion.named("extensive spinal cord lesions"),
    lesion.coded('HP#HP:0100561 "Spinal cord lesion"'),
    lesion.coded(PRESENT, "valueCodeableConcept"),
    lesion.coded('SCT#2748008 "Spinal cord"', "bodySite"),
    lesion.is("bodySite.text", "spinal cord C6-T2"),
    lesion.component("upper vertebral level", "valueCodeableConcept.coding.code", "36054005"),
    lesion.component("lower vertebral level", "valueCodeableConcept.coding.code", "53733008"),
    lesion.links("focus", "Condition/attack-1"),
    lesion.dated("effectiveDateTime", BY_2011),
    attack.is("bodySite.text", "spinal cord C6-T2"),
    ...seenOn("mri-diagnosis", "lesion-1", "derived"),
  ),
  fact(
    "F10",
    "It was treated with repeated high doses of steroids into a vein",
    ...drug("MedicationStatement/steroids-1", "steroids", "completed", "Condition/attack-1", "stated"),
    steroids.coded('ATC#H02AB "Glucocorticoids"'),
    steroids.is("dosage.text", "repeated high doses"),
    steroids.coded('SCT#47625008 "Intravenous route"', "dosage.route"),
    steroids.lacks("dosage.doseAndRate", { doseQuantity: { value: 1000, unit: "mg" } }),
    steroids.dated("effectivePeriod.start", BY_2011),
    steroids.dated("effectivePeriod.end", OVER),
  ),
  fact(
    "F11",
    "The remission that followed was not complete",
    remission.is("valueCodeableConcept.text", "incomplete remission"),
    remission.links("focus", "Condition/attack-1"),
    remission.links("focus", "MedicationStatement/steroids-1"),
    remission.dated("effectiveDateTime", AFTER_ATTACK),
  ),
  fact(
    "F12",
    "The first attack left a paraparesis",
    paraparesis.named("paraparesis"),
    paraparesis.coded('SCT#1845001 "Paraparesis"'),
    paraparesis.links("extension:condition-dueTo.valueReference", "Condition/attack-1"),
    paraparesis.dated("onsetDateTime", AFTER_ATTACK),
  ),
  fact(
    "F13",
    "Rituximab was begun after that, when and how is not told",
    ...drug("MedicationStatement/rituximab", "rituximab", "unknown", NMO, "derived"),
    rituximab.coded('RXN#121191 "rituximab"'),
    rituximab.dated("effectivePeriod.start", after("remission-1", "Observation/remission-1")),
    rituximab.dated("effectivePeriod.end", OVER),
    rituximab.lacks("dosage", { text: "375 mg/m2 weekly" }),
  ),
];
