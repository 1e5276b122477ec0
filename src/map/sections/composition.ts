import { ID_SYSTEM } from "../../fhir/identity.js";
import type { Coding, CompositionSection, Reference } from "../../fhir/types.js";
import type { Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { textOf, wrap } from "../narrative.js";
import { concept } from "../words.js";

const loinc = (code: string, display: string): Coding => ({ system: "http://loinc.org", code, display });

/**
 * The sections of a document. Displays: 11450-4 from IPS 2.0.0's examples, the others from R4's own expansions
 * (c80-doc-typecodes, doc-section-codes); what has no fitting code is told by its title.
 */
const SECTIONS: readonly { title: string; code?: Coding; kinds: readonly string[] }[] = [
  { title: "Patient", kinds: ["patient"] },
  { title: "Problems", code: loinc("11450-4", "Problem list - Reported"), kinds: ["condition"] },
  {
    title: "Allergies",
    code: loinc("48765-2", "Allergies and adverse reactions Document"),
    kinds: ["allergy"],
  },
  { title: "Immunizations", code: loinc("11369-6", "History of Immunization"), kinds: ["immunization"] },
  {
    title: "Family history",
    code: loinc("10157-6", "History of family member diseases Narrative"),
    kinds: ["family member"],
  },
  {
    title: "Hospital stays and visits",
    code: loinc("46240-8", "History of Hospitalizations+Outpatient visits Narrative"),
    kinds: ["encounter"],
  },
  { title: "Findings and results", kinds: ["observation"] },
  {
    title: "Imaging",
    code: loinc("30954-2", "Relevant diagnostic tests/laboratory data Narrative"),
    kinds: ["imaging", "report"],
  },
  { title: "Pathology", kinds: ["pathology", "specimen"] },
  {
    title: "Medications",
    code: loinc("10160-0", "History of Medication use Narrative"),
    kinds: ["regimen", "medication", "course"],
  },
  { title: "Procedures", code: loinc("47519-4", "History of Procedures Document"), kinds: ["procedure"] },
  {
    title: "Devices",
    code: loinc("46264-8", "History of medical device use"),
    kinds: ["device"],
  },
  { title: "Plan", kinds: ["plan"] },
  { title: "Adverse events", kinds: ["adverse event"] },
  { title: "Course and outcomes", kinds: ["outcome"] },
  { title: "Other people", kinds: ["person"] },
  { title: "Consent", kinds: ["consent"] },
  { title: "Source", kinds: ["source"] },
];

/** The Composition of a document Bundle; its date is the one clock there is. */
export function mapComposition(map: Mapping, recorded: string): Draft {
  const { source, case: name } = map.source.document;
  const entries = [...map.drafts];
  const draft = map.start("Composition", "composition", { kind: "composition", pointer: "", rule: "composition" });
  put(draft, "status", "final");
  put(draft, "type", concept(loinc("34133-9", "Summarization of episode note"), "case report"));
  put(draft, "subject", map.patient);
  put(draft, "date", recorded, { pointer: "/recorded" });
  put(
    draft,
    "author",
    (source?.authors ?? ["case2fhir"]).map((display) => ({ display })),
    { pointer: "/source/authors" },
  );
  put(draft, "title", source?.title ?? name, { pointer: source?.title ? "/source/title" : "/case" });
  const doi = source?.doi && {
    code: "transforms" as const,
    targetIdentifier: { system: "https://doi.org", value: source.doi },
  };
  put(draft, "relatesTo", doi ? [doi] : undefined, { pointer: "/source/doi" });
  const sections = SECTIONS.flatMap(({ title, code, kinds }): CompositionSection[] => {
    const members = entries.filter((entry) => kinds.includes(isOfOther(map, entry) ? "person" : entry.kind));
    if (members.length === 0) return [];
    // The patient is told here as well, but is what the document is about and not one of its entries.
    const listed = members.filter(({ resource, kind }) => kind !== "patient" || resource.resourceType !== "Patient");
    return [
      {
        title,
        ...(code ? { code: { coding: [code], text: title } } : {}),
        text: { status: "generated", div: wrap(members.map(({ resource }) => textOf(resource))) },
        ...(listed.length > 0
          ? { entry: listed.map(({ resource }) => ({ reference: `${resource.resourceType}/${resource.id}` })) }
          : {}),
      },
    ];
  });
  put(draft, "section", sections);
  return draft as unknown as Draft;
}

/** A fact of somebody else: among the patient's problems it would be read as the patient's. */
function isOfOther(map: Mapping, { resource }: Draft): boolean {
  const { subject, patient } = resource as { subject?: Reference; patient?: Reference };
  const reference = (subject ?? patient)?.reference;
  return reference !== undefined && reference !== map.patient.reference;
}

/** What a document Bundle is known by (bdl-9 asks for system and value): our technical identifier, like any resource. */
export const documentIdentifier = (map: Mapping) => ({ system: ID_SYSTEM, value: map.id("Bundle", "document") });
