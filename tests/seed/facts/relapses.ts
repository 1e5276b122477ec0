/** F14 to F37: four relapses, what they did and what was given for each. */
import { about, type Claim } from "../claims.js";
import { after, drug, type Fact, fact, NMO, OVER, PRESENT, SPINE_MRI, seenOn, study, undated } from "./fact.js";

const second = about("Condition/attack-2");
const worse1 = about("Observation/relapse-1/findings/paraparesis");
const plex1 = about("Procedure/plex-1");
const mitoxantrone = about("MedicationStatement/mitoxantrone");
const paraplegia = about("Condition/paraplegia");
const incontinence = about("Condition/relapse-2/conditions/urinary%20incontinence");
const steroids2 = about("MedicationStatement/steroids-2");
const response = about("Observation/response-2");
const tocilizumab = about("MedicationStatement/tocilizumab");
const stable = about("Observation/stable-1");
const worse2 = about("Observation/relapse-3/findings/paraparesis");
const newLesions = about("Observation/mri-relapse-3/imaging/contrast-enhancing%20lesions%20spinal%20cord");
const steroids3 = about("MedicationStatement/steroids-3");
const walking = about("Observation/findings/unable%20to%20walk");
const cyclophosphamide = about("MedicationStatement/cyclophosphamide");
const tetraparesis = about("Condition/tetraparesis");
const leftArm = about("Observation/left-arm");

const FOUR_MONTHS = undated("4 months after start of rituximab", {
  counted: "4 mo after-start MedicationStatement/rituximab",
});
const TWO_MONTHS = undated("2 months after mitoxantrone", {
  counted: "2 mo after-start MedicationStatement/mitoxantrone",
});
const FOURTEEN_MONTHS = undated("14 months after start of tocilizumab", {
  basis: "inferred",
  counted: "14 mo after-start MedicationStatement/tocilizumab",
});

/** A relapse of the disease: an attack of its own, part of it, and marked so. */
const relapse = (name: string, basis: "stated" | "derived" = "stated"): Claim[] => [
  about(name).is("extension:condition-diseaseCourse.valueCodeableConcept.text", "relapse"),
  about(name).is("clinicalStatus.coding.code", "inactive"),
  about(name).inferred("clinicalStatus"),
  about(name).links("extension:event-partOf.valueReference", NMO, basis),
];
const follows = (name: string, before: string, basis: "stated" | "derived" = "stated"): Claim =>
  about(name).links("extension:condition-occurredFollowing.valueReference", before, basis);
const dueTo = (name: string, attack: string): Claim =>
  about(name).links("extension:condition-dueTo.valueReference", `Condition/${attack}`);

/** Plasma exchange for an attack: for which one is told by the order of the sentences alone. */
const exchange = (key: string, attack: string): Claim[] => [
  about(`Procedure/${key}`).named("plasma exchange"),
  about(`Procedure/${key}`).coded('SCT#20720000 "Plasmapheresis"'),
  about(`Procedure/${key}`).is("status", "completed"),
  about(`Procedure/${key}`).links("reasonReference", `Condition/${attack}`, "derived"),
  about(`Procedure/${key}`).dated("performedDateTime", after(`onset of ${attack}`, `Condition/${attack}`)),
];

export const RELAPSES: readonly Fact[] = [
  fact(
    "F14",
    "The first relapse, again extensive myelitis, came four months into rituximab",
    second.named("extensive myelitis"),
    second.coded('SCT#41370002 "Myelitis"'),
    ...relapse("Condition/attack-2"),
    follows("Condition/attack-2", "MedicationStatement/rituximab"),
    second.dated("onsetDateTime", FOUR_MONTHS),
  ),
  fact(
    "F15",
    "The first relapse lay between T4 and T12",
    second.coded('SCT#2748008 "Spinal cord"', "bodySite"),
    second.is("bodySite.text", "spinal cord T4-T12"),
  ),
  fact(
    "F16",
    "It made the paraparesis worse",
    worse1.named("paraparesis"),
    worse1.coded(PRESENT, "valueCodeableConcept"),
    worse1.is("interpretation.coding.code", "W"),
    worse1.is("interpretation.text", "worse"),
    worse1.links("focus", "Condition/paraparesis"),
    worse1.links("extension:due-to.valueReference", "Condition/attack-2"),
    worse1.dated("effectiveDateTime", FOUR_MONTHS),
  ),
  fact("F17", "Plasma exchange was done for the first relapse", ...exchange("plex-1", "attack-2")),
  fact("F18", "That exchange helped only marginally", plex1.is("outcome.text", "marginal clinical improvement")),
  fact(
    "F19",
    "One cycle of mitoxantrone, 12 mg per square metre, came next",
    ...drug("MedicationStatement/mitoxantrone", "mitoxantrone", "completed", NMO, "derived"),
    mitoxantrone.coded('RXN#7005 "mitoxantrone"'),
    mitoxantrone.is("dosage.doseAndRate.doseQuantity.value", 12),
    mitoxantrone.is("dosage.doseAndRate.doseQuantity.code", "mg/m2"),
    mitoxantrone.is("dosage.timing.repeat.count", 1),
    mitoxantrone.is("dosage.text", "12 mg/m2, 1 cycle"),
    mitoxantrone.dated("effectivePeriod.start", after("plex-1", "Procedure/plex-1")),
    mitoxantrone.dated("effectivePeriod.end", OVER),
  ),
  fact(
    "F20",
    "The second relapse came two months after mitoxantrone",
    about("Condition/attack-3").named("relapse of neuromyelitis optica"),
    ...relapse("Condition/attack-3"),
    follows("Condition/attack-3", "MedicationStatement/mitoxantrone"),
    about("Condition/attack-3").dated("onsetDateTime", TWO_MONTHS),
    about("Condition/attack-3").lacks("bodySite", { text: "spinal cord T4-T12" }),
  ),
  fact(
    "F21",
    "It led to paraplegia",
    paraplegia.named("paraplegia"),
    paraplegia.coded('SCT#60389000 "Paraplegia"'),
    dueTo("Condition/paraplegia", "attack-3"),
    paraplegia.dated("onsetDateTime", TWO_MONTHS),
    follows("Condition/paraplegia", "Condition/paraparesis", "derived"),
  ),
  fact(
    "F22",
    "It led to severe urinary incontinence",
    incontinence.named("urinary incontinence"),
    incontinence.coded('SCT#165232002 "Urinary incontinence"'),
    incontinence.coded('SCT#24484000 "Severe"', "severity"),
    dueTo("Condition/relapse-2/conditions/urinary%20incontinence", "attack-3"),
    incontinence.dated("onsetDateTime", TWO_MONTHS),
  ),
  fact(
    "F23",
    "A second course of high-dose steroids was given, this time without a word on the route",
    ...drug("MedicationStatement/steroids-2", "steroids", "completed", "Condition/attack-3", "derived"),
    steroids2.is("dosage.text", "high dose"),
    steroids2.lacks("dosage.route", { text: "intravenous" }),
    steroids2.dated("effectivePeriod.end", OVER),
    steroids2.dated("effectivePeriod.start", after("onset of attack-3", "Condition/attack-3")),
  ),
  fact("F24", "Plasma exchange was done a second time", ...exchange("plex-2", "attack-3")),
  fact(
    "F25",
    "Both together helped only a little",
    response.coded('SCT#268910001 "Patient\'s condition improved"', "valueCodeableConcept"),
    response.is("note.text", "minor only"),
    response.links("focus", "MedicationStatement/steroids-2"),
    response.links("focus", "Procedure/plex-2"),
    response.dated("effectiveDateTime", after("onset of attack-3", "Condition/attack-3")),
  ),
  fact(
    "F26",
    "Tocilizumab was begun, 8 mg per kg of body weight",
    ...drug("MedicationStatement/tocilizumab", "tocilizumab", "unknown", NMO, "derived"),
    tocilizumab.coded('RXN#612865 "tocilizumab"'),
    tocilizumab.is("dosage.doseAndRate.doseQuantity.value", 8),
    tocilizumab.is("dosage.doseAndRate.doseQuantity.code", "mg/kg"),
    tocilizumab.dated("effectivePeriod.end", OVER),
    tocilizumab.dated("effectivePeriod.start", after("plex-2", "Procedure/plex-2")),
  ),
  fact(
    "F27",
    "The disease stood still for 14 months, counted from tocilizumab",
    stable.coded('SCT#359746009 "Patient\'s condition stable"', "valueCodeableConcept"),
    stable.links("focus", NMO),
    stable.component("duration", "valueQuantity.value", 14),
    stable.component("duration", "valueQuantity.code", "mo"),
    stable.dated(
      "effectivePeriod.start",
      undated("start of tocilizumab", {
        basis: "inferred",
        counted: "0 d concurrent-with-start MedicationStatement/tocilizumab",
      }),
    ),
    stable.dated("effectivePeriod.end", undated("lasting 14 months")),
  ),
  fact(
    "F28",
    "Then the paraparesis grew worse again: a third relapse, though not called one",
    about("Condition/attack-4").named("worsening of paraparesis"),
    ...relapse("Condition/attack-4", "derived"),
    about("Condition/attack-4").inferred("extension:condition-diseaseCourse.valueCodeableConcept"),
    about("Condition/attack-4").dated("onsetDateTime", FOURTEEN_MONTHS),
    follows("Condition/attack-4", "MedicationStatement/tocilizumab", "derived"),
    worse2.named("paraparesis"),
    worse2.coded(PRESENT, "valueCodeableConcept"),
    worse2.dated("effectiveDateTime", FOURTEEN_MONTHS),
    worse2.is("interpretation.coding.code", "W"),
    worse2.links("focus", "Condition/paraparesis"),
    worse2.links("extension:due-to.valueReference", "Condition/attack-4", "derived"),
  ),
  fact(
    "F29",
    "An MRI was done then",
    ...study("mri-relapse-3", FOURTEEN_MONTHS, "MR of spinal cord", SPINE_MRI),
    about("ImagingStudy/mri-relapse-3").inferred("procedureCode"),
    about("ImagingStudy/mri-relapse-3").links("reasonReference", "Condition/attack-4", "derived"),
    about("DiagnosticReport/mri-relapse-3").is("status", "final"),
    about("DiagnosticReport/mri-relapse-3").dated("effectiveDateTime", FOURTEEN_MONTHS),
    about("DiagnosticReport/mri-relapse-3").links("imagingStudy", "ImagingStudy/mri-relapse-3"),
  ),
  fact(
    "F30",
    "It showed new lesions of the cord that took up contrast",
    newLesions.named("contrast-enhancing lesions"),
    newLesions.coded('NCIT#C113842 "Enhancing Lesion"'),
    newLesions.coded(PRESENT, "valueCodeableConcept"),
    newLesions.is("interpretation.text", "new"),
    newLesions.dated("effectiveDateTime", FOURTEEN_MONTHS),
    newLesions.is("bodySite.text", "spinal cord"),
    newLesions.lacks("component", { code: { text: "upper vertebral level" } }),
    ...seenOn("mri-relapse-3", "mri-relapse-3/imaging/contrast-enhancing%20lesions%20spinal%20cord"),
  ),
  fact(
    "F31",
    "A third course of steroids was given as repeated pulses",
    ...drug("MedicationStatement/steroids-3", "steroids", "completed", "Condition/attack-4", "derived"),
    steroids3.is("dosage.text", "repeated pulses"),
    steroids3.dated("effectivePeriod.end", OVER),
    steroids3.dated("effectivePeriod.start", after("onset of attack-4", "Condition/attack-4")),
  ),
  fact("F32", "Plasma exchange was done a third time", ...exchange("plex-3", "attack-4")),
  fact(
    "F33",
    "Neither brought her back to walking",
    walking.named("unable to walk"),
    walking.coded('SCT#282145008 "Unable to walk"'),
    walking.coded(PRESENT, "valueCodeableConcept"),
    walking.links("focus", "MedicationStatement/steroids-3"),
    walking.links("focus", "Procedure/plex-3"),
    walking.dated(
      "effectiveDateTime",
      undated("before start of cyclophosphamide", {
        basis: "inferred",
        to: "2014-09-30",
        counted: "any before-start MedicationStatement/cyclophosphamide",
      }),
    ),
  ),
  fact(
    "F34",
    "Cyclophosphamide began in September 2014, 750 mg per square metre every four weeks",
    ...drug("MedicationStatement/cyclophosphamide", "cyclophosphamide", "unknown", NMO, "derived"),
    cyclophosphamide.coded('RXN#3002 "cyclophosphamide"'),
    cyclophosphamide.is("dosage.doseAndRate.doseQuantity.value", 750),
    cyclophosphamide.is("dosage.doseAndRate.doseQuantity.code", "mg/m2"),
    cyclophosphamide.is("dosage.timing.repeat.frequency", 1),
    cyclophosphamide.is("dosage.timing.repeat.period", 4),
    cyclophosphamide.is("dosage.timing.repeat.periodUnit", "wk"),
    cyclophosphamide.dated("effectivePeriod.start", { value: "2014-09" }),
    cyclophosphamide.dated("effectivePeriod.end", OVER),
  ),
  fact(
    "F35",
    "The fourth relapse came in July 2015",
    about("Condition/attack-5").named("relapse of neuromyelitis optica"),
    ...relapse("Condition/attack-5"),
    follows("Condition/attack-5", "MedicationStatement/cyclophosphamide"),
    about("Condition/attack-5").dated("onsetDateTime", { value: "2015-07" }),
  ),
  fact(
    "F36",
    "It brought a severe tetraparesis",
    tetraparesis.named("tetraparesis"),
    tetraparesis.coded('SCT#91327001 "Tetraparesis"'),
    tetraparesis.coded('SCT#24484000 "Severe"', "severity"),
    dueTo("Condition/tetraparesis", "attack-5"),
    tetraparesis.dated("onsetDateTime", { value: "2015-07" }),
  ),
  fact(
    "F37",
    "Only the left arm kept some of its motor function",
    leftArm.named("some preserved motor function"),
    leftArm.coded(PRESENT, "valueCodeableConcept"),
    leftArm.coded('SCT#53120007 "Upper limb"', "bodySite"),
    leftArm.is("bodySite.text", "left arm"),
    leftArm.is("note.text", "in no other limb"),
    leftArm.links("focus", "Condition/attack-5"),
    leftArm.dated("effectiveDateTime", { value: "2015-07" }),
  ),
];
