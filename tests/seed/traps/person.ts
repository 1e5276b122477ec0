/** What is not told of the person: N01 to N04, N14, N17, N19, N20. */
import { ID_SYSTEM } from "../../../src/fhir/identity.js";
import type { FhirResource } from "../../../src/fhir/types.js";
import { strings, type View, values } from "../view.js";
import { add, data, edit, has, hasEnd, mentions, type Trap, typed } from "./trap.js";

/** Types whose days are the source's and ours, not the patient's. */
const OF_THE_SOURCE: ReadonlySet<string> = new Set(["DocumentReference", "Provenance", "Composition"]);
const KNOWN_DAYS: ReadonlySet<string> = new Set(["2017-02-03", "2026-11-22"]);
const daysIn = (resource: FhirResource): string[] =>
  strings(resource)
    .filter(({ path }) => !path.includes("valuePeriod"))
    .flatMap(({ text }) => text.match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g) ?? [])
    .filter((day) => !(OF_THE_SOURCE.has(resource.resourceType) && KNOWN_DAYS.has(day)));

/** Days of a Bundle's bounds that belong to no `uncertainPeriod`. */
const boundsElsewhere = (view: View): boolean =>
  view.resources.some((resource) =>
    strings(resource).some(
      ({ path, text }) =>
        /^\d{4}-\d{2}-\d{2}/.test(text) && path.includes("valuePeriod") && !isUncertain(resource, path),
    ),
  );
function isUncertain(resource: unknown, path: readonly string[]): boolean {
  let holder = resource;
  for (const step of path.slice(0, path.indexOf("valuePeriod"))) holder = data(holder)[step];
  return String(data(holder).url).endsWith("/uncertainPeriod");
}

export const PERSON: readonly Trap[] = [
  {
    id: "N01",
    says: "a value on the disability scale",
    asserted: (view) => mentions(view.resources, /EDSS|disability status|Kurtzke|273554001/i),
    commits: [
      (view) => edit(view, "Condition/nmo", "note", [{ text: "EDSS 8.0" }]),
      (view) => add(view, { resourceType: "Observation", status: "final", code: { text: "EDSS" }, valueInteger: 8 }),
      (view) => edit(view, "Observation/stable-2", "valueCodeableConcept.text", "EDSS 8.5"),
    ],
  },
  {
    id: "N02",
    says: "inflammation of the optic nerve, or anything about seeing",
    asserted: (view) => mentions(view.resources, /optic neuritis|optic nerve|vision|visual|blind|\beyes?\b|66760008/i),
    commits: [
      (view) => add(view, { resourceType: "Condition", code: { text: "optic neuritis" } }),
      (view) => edit(view, "Condition/attack-1", "evidence.code.coding", [{ code: "66760008" }]),
    ],
  },
  {
    id: "N03",
    says: "who the real person is: name, birth, address, country, hospital, an identifier other than ours",
    asserted: (view) =>
      view
        .all("Patient")
        .some((patient) =>
          has(patient, "name", "birthDate", "address", "telecom", "photo", "contact", "managingOrganization"),
        ) ||
      mentions(view.resources, /Hamburg|German/i) ||
      typed(view, "Organization", "Location", "Practitioner", "PractitionerRole", "RelatedPerson") ||
      view.resources.some(
        (resource) =>
          has(resource, "serviceProvider", "location", "performer", "hospitalization.origin") ||
          values(resource, "identifier.system").some((system) => system !== ID_SYSTEM),
      ),
    commits: [
      (view) => edit(view, "Patient/patient", "birthDate", "1956"),
      (view) => edit(view, "Patient/patient", "name", [{ text: "J. Doe" }]),
      (view) => edit(view, "Encounter/admission-1", "serviceProvider", { display: "a hospital" }),
      (view) => edit(view, "Encounter/admission-1", "identifier", [{ system: "urn:oid:1.2.3", value: "4711" }]),
    ],
  },
  {
    id: "N04",
    says: "a clinical date to the day, other than the bounds of an uncertain one",
    asserted: (view) => view.resources.some((resource) => daysIn(resource).length > 0) || boundsElsewhere(view),
    commits: [
      (view) => edit(view, "Encounter/admission-1", "period.start", "2015-11-01"),
      (view) => edit(view, "Observation/left-arm", "text.div", "<div>seen on 2015-07-14</div>"),
      (view) => edit(view, "Observation/left-arm", "valuePeriod", { start: "2015-07-14" }),
      (view) => edit(view, "DocumentReference/source", "date", "2015-07-14T00:00:00Z"),
    ],
  },
  {
    id: "N14",
    says: "that she died",
    asserted: (view) =>
      view.all("Patient").some((patient) => has(patient, "deceasedBoolean", "deceasedDateTime")) ||
      mentions(view.resources, /\b(dead|died|death|deceased|fatal)\b/i),
    commits: [
      (view) => edit(view, "Patient/patient", "deceasedBoolean", true),
      (view) => edit(view, "Observation/stable-2", "note", [{ text: "she died later" }]),
    ],
  },
  {
    id: "N17",
    says: "when she left hospital, or how long she stayed",
    asserted: (view) =>
      view
        .all("Encounter")
        .some(
          (stay) =>
            hasEnd(stay, "period") ||
            has(stay, "length", "hospitalization.dischargeDisposition") ||
            mentions([stay], /\b(days?|weeks?|months?)\b|discharg/i),
        ),
    commits: [
      (view) => edit(view, "Encounter/admission-1", "reasonCode", [{ text: "stayed three weeks" }]),
      (view) => edit(view, "Encounter/admission-2", "length", { value: 10, unit: "d" }),
      (view) => edit(view, "Encounter/admission-1", "period.end", "2015-12"),
    ],
  },
  {
    id: "N19",
    says: "race, ethnicity, family history or allergies, even as absent",
    asserted: (view) =>
      typed(view, "FamilyMemberHistory", "AllergyIntolerance") ||
      view.all("Patient").some((patient) => has(patient, "extension")) ||
      mentions(view.resources, /\b(race|racial|ethnic\w*|caucasian|allerg\w*|family history)\b/i),
    commits: [
      (view) => add(view, { resourceType: "AllergyIntolerance", code: { text: "no known allergy" } }),
      (view) =>
        edit(view, "Patient/patient", "extension", [
          { url: "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race" },
        ]),
    ],
  },
  {
    id: "N20",
    says: "the literature that the source lists or its page recommends",
    asserted: (view) =>
      view.all("DocumentReference").length !== 1 ||
      view
        .all("Composition")
        .some((document) =>
          values(document, "relatesTo.targetIdentifier.value").some((doi) => doi !== "10.1212/NXI.0000000000000328"),
        ) ||
      mentions(
        view.resources,
        /redosing|pregnancy|double-negative|discontinuation of|children and adolescents|amyotrophic/i,
      ),
    commits: [
      (view) =>
        add(view, { resourceType: "DocumentReference", status: "current", description: "Pregnancy in such patients" }),
      (view) => edit(view, "DocumentReference/source", "description", "Rituximab monitoring and redosing in children"),
    ],
  },
];
