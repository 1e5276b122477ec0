/** How many of each there are: a count that grows or shrinks is a thing invented or lost. */
import type { FhirResource } from "../../src/fhir/types.js";
import { isBefore } from "./order.js";
import { type View, values } from "./view.js";

export interface Count {
  /** The figure's name in the case's list of facts; absent where the list has none. */
  figure?: string;
  says: string;
  expected: number;
  found(view: View): readonly FhirResource[];
}

const drugs = (view: View) => view.all("MedicationStatement");
const steps = (view: View) =>
  drugs(view).filter((drug) => view.links(drug, "partOf", "MedicationStatement/ruxolitinib"));
const attacks = (view: View) =>
  view
    .all("Condition")
    .filter((condition) => view.links(condition, "extension:event-partOf.valueReference", "Condition/nmo"));

const OURS: ReadonlySet<string> = new Set(["Provenance", "Composition"]);

export const COUNTS: readonly Count[] = [
  { figure: "attacks", says: "attacks of the disease", expected: 5, found: attacks },
  {
    figure: "relapses_total",
    says: "of them relapses",
    expected: 4,
    found: (view) =>
      attacks(view).filter((attack) =>
        values(attack, "extension:condition-diseaseCourse.valueCodeableConcept.text").includes("relapse"),
      ),
  },
  {
    figure: "plasma_exchange_courses",
    says: "plasma exchanges",
    expected: 3,
    found: (view) => view.all("Procedure").filter(({ code }) => code?.text === "plasma exchange"),
  },
  {
    figure: "steroid_courses_mentioned",
    says: "courses of steroids",
    expected: 3,
    found: (view) =>
      drugs(view).filter(({ medicationCodeableConcept }) => medicationCodeableConcept?.text === "steroids"),
  },
  {
    figure: "mri_examinations",
    says: "MRI examinations",
    expected: 5,
    found: (view) => view.all("ImagingStudy").filter((study) => values(study, "modality.code").includes("MR")),
  },
  {
    figure: "ruxolitinib_dose_steps",
    says: "steps of the dose of ruxolitinib",
    expected: 4,
    found: (view) => steps(view).filter(({ status }) => status !== "on-hold"),
  },
  {
    figure: "ruxolitinib_pauses",
    says: "pause of ruxolitinib",
    expected: 1,
    found: (view) => steps(view).filter(({ status }) => status === "on-hold"),
  },
  {
    figure: "hospital_admissions",
    says: "admissions to hospital",
    expected: 2,
    found: (view) => view.all("Encounter").filter((stay) => stay.class.code === "IMP"),
  },
  {
    says: "findings that were looked for and absent",
    expected: 2,
    found: (view) =>
      view
        .all("Observation")
        .filter((observation) => values(observation, "valueCodeableConcept.coding.code").includes("2667000")),
  },
  {
    says: "resources in all, our own Provenance and Composition aside: one more, whatever it said, was invented",
    expected: 68,
    found: (view) => view.resources.filter(({ resourceType }) => !OURS.has(resourceType)),
  },
];

/** The figure of the case's list of facts that names the drugs given for the disease, in order. */
export const IN_ORDER = "immunotherapies_in_order";
export const IMMUNOTHERAPIES = ["rituximab", "mitoxantrone", "tocilizumab", "cyclophosphamide", "ruxolitinib"];

/** The whole treatments for the disease, in the order the Bundle itself tells. */
export function immunotherapies(view: View): string[] {
  return drugs(view)
    .filter((drug) => drug.partOf === undefined && view.links(drug, "reasonReference", "Condition/nmo"))
    .sort((a, b) => (isBefore(view, a, b) ? -1 : isBefore(view, b, a) ? 1 : 0))
    .map(({ medicationCodeableConcept }) => medicationCodeableConcept?.text ?? "");
}

/** The pairs of treatments that follow each other, each told to be in that order and not in the other. */
export const toldInOrder = (view: View): boolean =>
  IMMUNOTHERAPIES.slice(1).every((later, i) => {
    const find = (name: string | undefined) => view.find(`MedicationStatement/${name}`);
    const [first, last] = [find(IMMUNOTHERAPIES[i]), find(later)];
    return first !== undefined && last !== undefined && isBefore(view, first, last) && !isBefore(view, last, first);
  });
