/** F38 to F46, F57 to F61: the MRI of July 2015 and the courses of ruxolitinib. */
import { about, type Claim } from "../claims.js";
import type { When } from "../view.js";
import { computed, drug, type Fact, fact, NMO, PRESENT, SPINE_MRI, seenOn, study } from "./fact.js";

const mri = about("ImagingStudy/mri-2015");
const upper = about("Observation/lesion-c1-c7");
const lower = about("Observation/lesion-t12-l1");
const enhancement = about("Observation/enhancement");
const arm = about("Observation/left-arm-better");
const pause = about("MedicationStatement/rux-pause");
const whole = about("MedicationStatement/ruxolitinib");

/** The sentence has no date; the picture's caption has. */
const JULY_2015: When = { value: "2015-07", basis: "inferred" };
const START = computed(
  "2015-07",
  "6 months before mri-2016",
  "2015-07-01",
  "2015-07-31",
  "6 mo before-start ImagingStudy/mri-2016",
);

/** One step of the dose, part of the whole treatment: twice a day, from a time. */
function step(key: string, milligrams: number, start: When, status: string): Claim[] {
  const it = about(`MedicationStatement/${key}`);
  return [
    it.named("ruxolitinib"),
    it.is("status", status),
    it.inferred("_status"),
    it.links("partOf", "MedicationStatement/ruxolitinib"),
    it.links("reasonReference", NMO),
    it.is("dosage.doseAndRate.doseQuantity.value", milligrams),
    it.is("dosage.doseAndRate.doseQuantity.code", "mg"),
    it.is("dosage.timing.repeat.frequency", 2),
    it.is("dosage.timing.repeat.period", 1),
    it.is("dosage.timing.repeat.periodUnit", "d"),
    it.dated("effectivePeriod.start", start),
  ];
}

const ends = (key: string, end: When): Claim => about(`MedicationStatement/${key}`).dated("effectivePeriod.end", end);

export const RUXOLITINIB: readonly Fact[] = [
  fact(
    "F38",
    "An MRI of the cord was done for the fourth relapse",
    ...study("mri-2015", JULY_2015, "MR of spinal cord", SPINE_MRI),
    mri.links("reasonReference", "Condition/attack-5", "derived"),
    about("DiagnosticReport/mri-2015").links("imagingStudy", "ImagingStudy/mri-2015"),
    about("DiagnosticReport/mri-2015").dated("effectiveDateTime", JULY_2015),
  ),
  fact(
    "F39",
    "It showed a long T2 lesion from C1 to C7",
    upper.named("extensive longitudinal T2 lesion"),
    upper.coded('RADLEX#RID39467 "T2 Hyperintensity"'),
    upper.coded(PRESENT, "valueCodeableConcept"),
    upper.is("bodySite.text", "spinal cord C1-C7"),
    upper.component("upper vertebral level", "valueCodeableConcept.coding.code", "14806007"),
    upper.component("lower vertebral level", "valueCodeableConcept.coding.code", "87391001"),
    upper.dated("effectiveDateTime", JULY_2015),
    ...seenOn("mri-2015", "lesion-c1-c7"),
  ),
  fact(
    "F40",
    "It showed another from T12 to L1",
    lower.named("extensive longitudinal T2 lesion"),
    lower.coded(PRESENT, "valueCodeableConcept"),
    lower.is("bodySite.text", "spinal cord T12-L1"),
    lower.component("upper vertebral level", "valueCodeableConcept.coding.code", "23215003"),
    lower.component("lower vertebral level", "valueCodeableConcept.coding.code", "66794005"),
    lower.dated("effectiveDateTime", JULY_2015),
    ...seenOn("mri-2015", "lesion-t12-l1"),
  ),
  fact(
    "F41",
    "Both took up contrast",
    enhancement.named("contrast enhancement"),
    enhancement.coded(PRESENT, "valueCodeableConcept"),
    enhancement.links("focus", "Observation/lesion-c1-c7"),
    enhancement.links("focus", "Observation/lesion-t12-l1"),
    enhancement.dated("effectiveDateTime", JULY_2015),
    ...seenOn("mri-2015", "enhancement"),
  ),
  fact(
    "F42",
    "Sagittal T2-weighted turbo spin echo pictures were taken in July 2015 and January 2016; no series is invented",
    mri.is("description", "sagittal T2-weighted turbo spin echo"),
    mri.dated("started", JULY_2015),
    mri.lacks("series", { uid: "1.2.3" }),
    about("ImagingStudy/mri-2016").is("description", "sagittal T2-weighted turbo spin echo"),
    about("ImagingStudy/mri-2016").dated("started", { value: "2016-01" }),
    about("ImagingStudy/mri-2016").lacks("series", { uid: "1.2.3" }),
  ),
  fact(
    "F43",
    "The caption's lesion from C1 to C7 is the same one and dates it to July 2015",
    upper.is("bodySite.text", "spinal cord C1-C7"),
    upper.dated("effectiveDateTime", JULY_2015),
    mri.dated("started", JULY_2015),
  ),
  fact(
    "F44",
    "Ruxolitinib began with 10 mg twice a day in July 2015, as the caption lets one count",
    ...step("rux-1", 10, START, "completed"),
    whole.coded('RXN#1193326 "ruxolitinib"'),
    whole.dated("effectivePeriod.start", START),
  ),
  fact(
    "F45",
    "Under that dose the left arm grew much stronger",
    arm.named("motor function of the left arm"),
    arm.coded('SCT#268910001 "Patient\'s condition improved"', "valueCodeableConcept"),
    arm.is("note.text", "significantly"),
    arm.is("bodySite.text", "left arm"),
    arm.coded('SCT#53120007 "Upper limb"', "bodySite"),
    arm.links("focus", "Observation/left-arm"),
    arm.links("extension:due-to.valueReference", "MedicationStatement/rux-1", "derived"),
    arm.dated(
      "effectivePeriod.start",
      computed("2015", "during rux-1", "2015-07-01", "2015-09-30", "0 d concurrent MedicationStatement/rux-1"),
    ),
    arm.dated(
      "effectivePeriod.end",
      computed("2015", "during rux-1", "2015-07-01", "2015-09-30", "0 d concurrent MedicationStatement/rux-1"),
    ),
  ),
  fact(
    "F46",
    "Two months on, the dose rose to 15 mg twice a day",
    ...step(
      "rux-2",
      15,
      computed(
        "2015-09",
        "2 months after start of rux-1",
        "2015-09-01",
        "2015-09-30",
        "2 mo after-start MedicationStatement/rux-1",
      ),
      "completed",
    ),
    ends(
      "rux-1",
      computed(
        "2015-09",
        "until start of rux-2",
        "2015-09-01",
        "2015-09-30",
        "0 d concurrent-with-start MedicationStatement/rux-2",
      ),
    ),
  ),
  fact(
    "F57",
    "In January 2016 ruxolitinib rested for four weeks, it seems for the infected flap",
    pause.named("ruxolitinib"),
    pause.is("status", "on-hold"),
    pause.links("partOf", "MedicationStatement/ruxolitinib"),
    pause.is("statusReason.text", "infection of the myocutaneous flap"),
    pause.inferred("statusReason"),
    pause.lacks("dosage", { text: "0 mg" }),
    pause.dated("effectivePeriod.start", { value: "2016-01", basis: "inferred" }),
    pause.dated("effectivePeriod.end", {
      absent: "unknown",
      phrase: "lasting 4 weeks",
      from: "2016-01-29",
      to: "2016-02-28",
    }),
    ends(
      "rux-2",
      computed(
        "2016-01",
        "until start of rux-pause",
        "2016-01-01",
        "2016-01-31",
        "0 d concurrent-with-start MedicationStatement/rux-pause",
      ),
    ),
  ),
  fact(
    "F58",
    "It was taken up again at 5 mg twice a day: end of January or February, so only the year is certain",
    ...step(
      "rux-3",
      5,
      computed(
        "2016",
        "end of rux-pause",
        "2016-01-29",
        "2016-02-28",
        "0 d concurrent-with-end MedicationStatement/rux-pause",
      ),
      "completed",
    ),
  ),
  fact(
    "F59",
    "Three months later it rose to 10 mg twice a day, and stayed there",
    ...step(
      "rux-4",
      10,
      computed(
        "2016",
        "3 months after start of rux-3",
        "2016-04-29",
        "2016-05-28",
        "3 mo after-start MedicationStatement/rux-3",
      ),
      "active",
    ),
    about("MedicationStatement/rux-4").lacks("effectivePeriod.end", "2016-08"),
    ends(
      "rux-3",
      computed(
        "2016",
        "until start of rux-4",
        "2016-04-29",
        "2016-05-28",
        "0 d concurrent-with-start MedicationStatement/rux-4",
      ),
    ),
  ),
  fact(
    "F60",
    "The MRI of January 2016 lies six months after the start, which dates the start and not the other way round",
    about("ImagingStudy/mri-2016").dated("started", { value: "2016-01" }),
    about("MedicationStatement/rux-1").dated("effectivePeriod.start", START),
  ),
  fact(
    "F61",
    "Ruxolitinib is what she was treated with in the end",
    ...drug("MedicationStatement/ruxolitinib", "ruxolitinib", "active", NMO, "stated"),
    whole.inferred("_status"),
    whole.lacks("effectivePeriod.end", "2016-08"),
  ),
];
