/** What is not told of the findings: N09 to N11, N15, N16. */
import type { FhirResource } from "../../../src/fhir/types.js";
import { type View, values } from "../view.js";
import { add, edit, has, linkTo, mentions, type Trap, typed } from "./trap.js";

/** Findings and studies of one attack: about it, because of it, or seen on a study for it. */
const ofAttack = (view: View, attack: string): FhirResource[] =>
  view.resources.filter((resource) =>
    ["focus", "extension:due-to.valueReference", "reasonReference"].some((path) => view.links(resource, path, attack)),
  );
const LEVEL = /\b[CTL]\d{1,2}\b/;

export const FINDINGS: readonly Trap[] = [
  {
    id: "N09",
    says: "where the ulcer was",
    asserted: (view) =>
      mentions(view.resources, /sacr(al|um)|ischi(al|um)|coccy|heel|trochanter|buttock|glute|\bhip\b/i) ||
      view.resources.some(
        (resource) =>
          values(resource, "code.text").some((text) => /ulcer|flap|debridement/.test(String(text))) &&
          has(resource, "bodySite"),
      ),
    commits: [
      (view) => edit(view, "Condition/ulcer", "bodySite", [{ text: "back" }]),
      (view) => edit(view, "Condition/ulcer", "code.text", "sacral pressure ulcer"),
    ],
  },
  {
    id: "N10",
    says: "a germ, or what it is sensitive to",
    asserted: (view) =>
      mentions(
        view.resources,
        /bacteri|staphylo|strepto|klebsiell|candid|pseudomon|entero|\bcoli\b|MRSA|organism|cultur|resistan/i,
      ) || typed(view, "Specimen"),
    commits: [
      (view) =>
        add(view, {
          resourceType: "Observation",
          status: "final",
          code: { text: "wound culture" },
          valueString: "E. coli",
        }),
      (view) => edit(view, "Condition/flap-infection", "code.text", "infection with Staphylococcus aureus"),
    ],
  },
  {
    id: "N11",
    says: "titre, class, method or specimen of the aquaporin antibodies",
    asserted: (view) =>
      view
        .all("Observation")
        .some(
          (observation) =>
            mentions([observation], /aquaporin|AQP4/i) &&
            (has(observation, "method", "specimen", "valueQuantity", "valueRatio", "valueString", "component") ||
              mentions(
                [observation],
                /\b1:\d+|titre|titer|IgG|IgM|ELISA|cell-based|serum|plasma|\bCSF\b|cerebrospinal/i,
              )),
        ),
    commits: [
      (view) => edit(view, "Observation/aqp4", "method", { text: "cell-based assay" }),
      (view) => edit(view, "Observation/aqp4", "code.text", "aquaporin-4 IgG in serum"),
      (view) => edit(view, "Observation/aqp4", "valueRatio", { numerator: { value: 1 }, denominator: { value: 320 } }),
    ],
  },
  {
    id: "N15",
    says: "an MRI for the first or the second relapse",
    asserted: (view) =>
      ["Condition/attack-2", "Condition/attack-3"].some((attack) =>
        ofAttack(view, attack).some(
          (resource) =>
            ["ImagingStudy", "DiagnosticReport"].includes(resource.resourceType) ||
            values(resource, "derivedFrom").some(
              (reference) => view.target(reference)?.resourceType === "ImagingStudy",
            ),
        ),
      ),
    commits: [
      (view) => edit(view, "ImagingStudy/mri-diagnosis", "reasonReference", [linkTo(view, "Condition/attack-2")]),
      (view) =>
        edit(view, "Observation/relapse-1/findings/paraparesis", "derivedFrom", [
          linkTo(view, "ImagingStudy/mri-2015"),
        ]),
    ],
  },
  {
    id: "N16",
    says: "the level of the second relapse's lesion, or of those seen in the third",
    asserted: (view) => {
      const silent = [view.find("Condition/attack-3"), ...ofAttack(view, "Condition/attack-3")];
      const studied = view
        .all("Observation")
        .filter((observation) => view.links(observation, "derivedFrom", "ImagingStudy/mri-relapse-3"));
      const third = [view.find("ImagingStudy/mri-relapse-3"), view.find("DiagnosticReport/mri-relapse-3"), ...studied];
      return mentions([...silent, ...third], LEVEL) || has(view.find("Condition/attack-3"), "bodySite");
    },
    commits: [
      (view) => edit(view, "Condition/attack-3", "bodySite", [{ text: "spinal cord T4" }]),
      (view) => edit(view, "DiagnosticReport/mri-relapse-3", "conclusion", "new lesions at T5"),
    ],
  },
];
