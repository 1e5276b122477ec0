/** F47 to F56: two stays in hospital, an infected ulcer and an infected flap. */
import { about, type Claim } from "../claims.js";
import { drug, type Fact, fact, OVER, undated } from "./fact.js";

const first = about("Encounter/admission-1");
const second = about("Encounter/admission-2");
const ulcer = about("Condition/ulcer");
const infection = about("Condition/ulcer-infection");
const flapInfection = about("Condition/flap-infection");
const ciprofloxacin = about("MedicationStatement/ciprofloxacin");
const unnamed = about("MedicationStatement/medications/anti-infective%20treatment");

const NOVEMBER = { value: "2015-11" };
const JANUARY = { value: "2016-01" };

/** An operation done during a stay. */
const operation = (key: string, text: string, month: { value: string }, reason: string, stay: string): Claim[] => [
  about(`Procedure/${key}`).named(text),
  about(`Procedure/${key}`).is("status", "completed"),
  about(`Procedure/${key}`).dated("performedDateTime", month),
  about(`Procedure/${key}`).links("reasonReference", `Condition/${reason}`),
  about(`Procedure/${key}`).links("encounter", `Encounter/${stay}`),
];

export const INFECTIONS: readonly Fact[] = [
  fact(
    "F47",
    "She was admitted in November 2015 for the infected ulcer",
    first.is("class.code", "IMP"),
    first.is("status", "finished"),
    first.dated("period.start", NOVEMBER),
    first.links("reasonReference", "Condition/ulcer-infection"),
    first.dated("period.end", OVER),
  ),
  fact(
    "F48",
    "She had a pressure ulcer of stage IV, there by then",
    ulcer.named("decubitus ulcer"),
    ulcer.coded('SCT#420597008 "Pressure ulcer stage 4"'),
    ulcer.is("stage.summary.text", "IV"),
    ulcer.lacks("bodySite", { text: "sacrum" }),
    ulcer.dated("onsetDateTime", undated("by 2015-11", { to: "2015-11-30" })),
  ),
  fact(
    "F49",
    "The ulcer was infected",
    infection.named("infection of the decubitus ulcer"),
    infection.coded('SCT#2622007 "Infected ulcer of skin"'),
    infection.links("extension:condition-dueTo.valueReference", "Condition/ulcer"),
    infection.dated("onsetDateTime", NOVEMBER),
  ),
  fact(
    "F50",
    "Ciprofloxacin was given for it",
    ...drug("MedicationStatement/ciprofloxacin", "ciprofloxacin", "completed", "Condition/ulcer-infection", "stated"),
    ciprofloxacin.coded('RXN#2551 "ciprofloxacin"'),
    ciprofloxacin.lacks("dosage", { text: "500 mg twice daily" }),
    ciprofloxacin.dated("effectivePeriod.start", NOVEMBER),
    ciprofloxacin.dated("effectivePeriod.end", OVER),
  ),
  fact(
    "F51",
    "The ulcer was debrided by surgery during that stay",
    ...operation(
      "procedures/surgical%20debridement",
      "surgical debridement",
      NOVEMBER,
      "ulcer-infection",
      "admission-1",
    ),
    about("Procedure/procedures/surgical%20debridement").coded('SCT#312775003 "Debridement of ulcer"'),
  ),
  fact(
    "F52",
    "The wound was closed with a flap of muscle and skin during that stay",
    ...operation("flap", "wound closure with a myocutaneous flap", NOVEMBER, "ulcer", "admission-1"),
  ),
  fact(
    "F53",
    "She came back to hospital in January 2016 for the infected flap",
    second.is("class.code", "IMP"),
    second.is("status", "finished"),
    second.dated("period.start", JANUARY),
    second.dated("period.end", OVER),
    second.links("reasonReference", "Condition/flap-infection"),
    second.is("hospitalization.reAdmission.coding.code", "R"),
  ),
  fact(
    "F54",
    "The flap was infected, as a consequence of the operation",
    flapInfection.named("infection of the myocutaneous flap"),
    flapInfection.links("extension:condition-dueTo.valueReference", "Procedure/flap"),
    flapInfection.dated("onsetDateTime", JANUARY),
  ),
  fact(
    "F55",
    "Something against the infection was given, nobody tells what",
    ...drug(
      "MedicationStatement/medications/anti-infective%20treatment",
      "anti-infective treatment",
      "completed",
      "Condition/flap-infection",
      "stated",
    ),
    unnamed.lacks("medicationCodeableConcept.coding", { code: "2551" }),
    unnamed.dated("effectivePeriod.start", JANUARY),
    unnamed.dated("effectivePeriod.end", OVER),
  ),
  fact(
    "F56",
    "The flap was operated on, nobody tells how",
    ...operation("procedures/surgical%20treatment", "surgical treatment", JANUARY, "flap-infection", "admission-2"),
    about("Procedure/procedures/surgical%20treatment").coded('SCT#387713003 "Surgical procedure"'),
  ),
];
