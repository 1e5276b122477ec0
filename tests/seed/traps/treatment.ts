/** What is not told of the treatments: N05 to N08, N12, N13, N18. */
import type { FhirResource } from "../../../src/fhir/types.js";
import { values } from "../view.js";
import { add, data, edit, given, has, hasEnd, linkTo, mentions, type Trap, typed } from "./trap.js";

export const TREATMENT: readonly Trap[] = [
  {
    id: "N05",
    says: "dose, route, schedule or end of rituximab",
    asserted: (view) =>
      given(view, "rituximab").some((drug) => has(drug, "dosage", "note") || hasEnd(drug, "effectivePeriod")),
    commits: [
      (view) => edit(view, "MedicationStatement/rituximab", "dosage", [{ text: "375 mg/m2" }]),
      (view) => edit(view, "MedicationStatement/rituximab", "effectivePeriod.end", "2013"),
      (view) => edit(view, "MedicationStatement/rituximab", "note", [{ text: "two infusions" }]),
      (view) =>
        add(view, {
          resourceType: "MedicationAdministration",
          medicationCodeableConcept: { text: "rituximab" },
          dosage: { text: "1 g" },
        }),
    ],
  },
  {
    id: "N06",
    says: "milligrams of steroids, or how many pulses",
    asserted: (view) =>
      given(view, "steroids").some(
        (drug) =>
          has(drug, "dosage.doseAndRate", "dosage.timing", "dosage.maxDosePerPeriod", "note") ||
          mentions(values(drug, "dosage.text"), /\d|mg|gram/i),
      ),
    commits: [
      (view) => edit(view, "MedicationStatement/steroids-2", "dosage.text", "1000 mg"),
      (view) => edit(view, "MedicationStatement/steroids-1", "dosage.timing", { repeat: { count: 5 } }),
    ],
  },
  {
    id: "N07",
    says: "interval or route of tocilizumab",
    asserted: (view) =>
      given(view, "tocilizumab").some(
        (drug) =>
          has(drug, "dosage.timing", "dosage.route", "note") ||
          mentions(values(drug, "dosage.text"), /week|month|day|every|intraven|subcut/i),
      ),
    commits: [
      (view) => edit(view, "MedicationStatement/tocilizumab", "dosage.timing", { repeat: { frequency: 1 } }),
      (view) => edit(view, "MedicationStatement/tocilizumab", "dosage.text", "8 mg/kg every 4 weeks"),
    ],
  },
  {
    id: "N08",
    says: "ruxolitinib begun in January 2016",
    asserted: (view) => {
      const taken = given(view, "ruxolitinib").filter(({ status }) => status !== "on-hold");
      const starts = taken.map((drug) => drug.effectivePeriod?.start);
      return starts.includes("2016-01") || !starts.some((start) => start?.startsWith("2015"));
    },
    commits: [(view) => edit(view, "MedicationStatement/rux-1", "effectivePeriod.start", "2016-01")],
  },
  {
    id: "N12",
    says: "route or end of mitoxantrone and cyclophosphamide, or how many cycles of the latter",
    asserted: (view) =>
      [...given(view, "mitoxantrone"), ...given(view, "cyclophosphamide")].some(
        (drug) => has(drug, "dosage.route", "note") || hasEnd(drug, "effectivePeriod"),
      ) ||
      given(view, "cyclophosphamide").some(
        (drug) => has(drug, "dosage.timing.repeat.count") || mentions(values(drug, "dosage.text"), /cycle/),
      ),
    commits: [
      (view) => edit(view, "MedicationStatement/cyclophosphamide", "effectivePeriod.end", "2015-07"),
      (view) =>
        edit(view, "MedicationStatement/mitoxantrone", "effectivePeriod._end.extension", [
          { url: "http://hl7.org/fhir/StructureDefinition/originalText", valueString: "before the relapse" },
        ]),
      (view) => edit(view, "MedicationStatement/cyclophosphamide", "dosage.timing.repeat.count", 10),
      (view) => edit(view, "MedicationStatement/mitoxantrone", "dosage.route", { text: "intravenous" }),
    ],
  },
  {
    id: "N13",
    says: "what the literature tells of others",
    asserted: (view) =>
      mentions(
        view.resources,
        /\b17\s*(-|–|to)\s*53\b|%|eculizumab|azathioprin|mycophenol|tubercul|fung(al|us)|pneumocystis|pneumoni|interleukin|\bIL-?\d/i,
      ),
    commits: [
      (view) => add(view, { resourceType: "MedicationStatement", medicationCodeableConcept: { text: "azathioprine" } }),
      (view) => edit(view, "Condition/nmo", "note", [{ text: "relapses under treatment in 17-53 of 100" }]),
    ],
  },
  {
    id: "N18",
    says: "that ruxolitinib caused the infections",
    asserted: (view) =>
      typed(view, "AdverseEvent", "DetectedIssue") ||
      ["Condition/ulcer-infection", "Condition/flap-infection"].some((name) =>
        mentions([view.find(name)], /ruxolitinib|\bJAK\b|immunosuppress/i),
      ) ||
      view
        .all("Condition")
        .some((condition) =>
          ["extension:condition-dueTo", "extension:condition-occurredFollowing", "evidence.detail"].some((path) =>
            values(condition, path).some((holder) =>
              given(view, "ruxolitinib").some(
                (drug) => view.target(data(holder).valueReference ?? holder) === (drug as FhirResource),
              ),
            ),
          ),
        ),
    commits: [
      (view) =>
        edit(
          view,
          "Condition/ulcer-infection",
          "extension:condition-dueTo.valueReference",
          linkTo(view, "MedicationStatement/rux-2"),
        ),
      (view) => add(view, { resourceType: "AdverseEvent", actuality: "actual" }),
      (view) => edit(view, "Condition/flap-infection", "note", [{ text: "under ruxolitinib, which favoured it" }]),
    ],
  },
];
