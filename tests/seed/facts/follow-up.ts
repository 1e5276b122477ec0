/** F62 to F68: what the later MRI examinations showed, and how she is. */
import { about } from "../claims.js";
import { ABSENT, type Fact, fact, NMO, PRESENT, SPINE_MRI, seenOn, study, undated } from "./fact.js";

const LESION = "mri-2016/imaging/T2%20lesion%20spinal%20cord";
const ATROPHY = "mri-2016/imaging/spinal%20cord%20atrophy";
const NO_CONTRAST = "mri-2016/imaging/contrast%20enhancement";
const QUIET = "mri-2016-08/imaging/inflammatory%20activity";
const lesion = about(`Observation/${LESION}`);
const atrophy = about(`Observation/${ATROPHY}`);
const noContrast = about(`Observation/${NO_CONTRAST}`);
const quiet = about(`Observation/${QUIET}`);
const stable = about("Observation/stable-2");

const JANUARY = { value: "2016-01" };
const AUGUST = { value: "2016-08" };

export const FOLLOW_UP: readonly Fact[] = [
  fact(
    "F62",
    "The cord was looked at again by MRI in January 2016 and compared with July 2015",
    ...study("mri-2016", JANUARY, "follow-up MRI, spinal cord", SPINE_MRI),
    about("DiagnosticReport/mri-2016").dated("effectiveDateTime", JANUARY),
    about("DiagnosticReport/mri-2016").links("imagingStudy", "ImagingStudy/mri-2016"),
    about("DiagnosticReport/mri-2016").links(
      "extension:workflow-supportingInfo.valueReference",
      "ImagingStudy/mri-2015",
    ),
  ),
  fact(
    "F63",
    "The T2 lesion had grown smaller",
    lesion.named("T2 lesion"),
    lesion.coded('RADLEX#RID39467 "T2 Hyperintensity"'),
    lesion.coded(PRESENT, "valueCodeableConcept"),
    lesion.is("interpretation.coding.code", "B"),
    lesion.is("interpretation.text", "regressed"),
    lesion.links("focus", "Observation/lesion-c1-c7"),
    lesion.dated("effectiveDateTime", JANUARY),
    ...seenOn("mri-2016", LESION),
  ),
  fact(
    "F64",
    "No contrast was taken up any more",
    noContrast.named("contrast enhancement"),
    noContrast.coded(ABSENT, "valueCodeableConcept"),
    noContrast.links("focus", "Observation/enhancement"),
    noContrast.dated("effectiveDateTime", JANUARY),
    ...seenOn("mri-2016", NO_CONTRAST),
    about("DiagnosticReport/mri-2016").is("result.display", "contrast enhancement: absent"),
  ),
  fact(
    "F65",
    "The cord itself had wasted further, as only the caption tells",
    atrophy.named("spinal cord atrophy"),
    atrophy.coded('HP#HP:0006827 "Atrophy of the spinal cord"'),
    atrophy.coded(PRESENT, "valueCodeableConcept"),
    atrophy.is("interpretation.coding.code", "W"),
    atrophy.is("interpretation.text", "progressed"),
    atrophy.dated("effectiveDateTime", JANUARY),
    ...seenOn("mri-2016", ATROPHY),
  ),
  fact(
    "F66",
    "At the time of writing she had been stable for 16 months, which no day bounds",
    stable.coded('SCT#359746009 "Patient\'s condition stable"', "valueCodeableConcept"),
    stable.links("focus", NMO),
    stable.component("duration", "valueQuantity.value", 16),
    stable.component("duration", "valueQuantity.code", "mo"),
    stable.dated("effectivePeriod.start", undated("lasting 16 months")),
    stable.dated("effectivePeriod.end", undated("at the time of writing")),
  ),
  fact(
    "F67",
    "The cord was looked at by MRI in August 2016",
    ...study("mri-2016-08", AUGUST, "MR of spinal cord", SPINE_MRI),
    about("DiagnosticReport/mri-2016-08").dated("effectiveDateTime", AUGUST),
    about("DiagnosticReport/mri-2016-08").links(
      "extension:workflow-supportingInfo.valueReference",
      "ImagingStudy/mri-2016",
      "derived",
    ),
  ),
  fact(
    "F68",
    "It showed no activity of inflammation",
    quiet.named("inflammatory activity"),
    quiet.coded(ABSENT, "valueCodeableConcept"),
    quiet.dated("effectiveDateTime", AUGUST),
    ...seenOn("mri-2016-08", QUIET),
    about("DiagnosticReport/mri-2016-08").is("result.display", "inflammatory activity: absent"),
  ),
];
