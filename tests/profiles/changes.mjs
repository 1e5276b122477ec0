/**
 * Single changes of our own Bundles that break a promise of the guide, though R4 has nothing against them, but of what is
 * wrong with an extension of our own. What is
 * changed is the first resource of its kind in the examples, or the whole Bundle of the first example.
 */

const ours = (name) => `https://w3id.org/case2fhir/StructureDefinition/${name}`;
const hl7 = (name) => `http://hl7.org/fhir/StructureDefinition/${name}`;

const fits = (name) => (resource) => resource.meta.profile.includes(ours(name));
const isA = (type) => (resource) => resource.resourceType === type;

const without = (element) => (resource) => {
  delete resource[element];
};
const set = (values) => (resource) => {
  Object.assign(resource, values);
};

const has = (url) => (element) => element?.extension?.some((extension) => extension.url === url) ?? false;
const isDistance = has(hl7("cqf-relativeDateTime"));
/** Takes an extension away from an element; the element goes with its last. */
function strip(holder, key, url) {
  holder[key].extension = holder[key].extension.filter((extension) => extension.url !== url);
  if (holder[key].extension.length === 0) delete holder[key];
}

const snomed = (code) => ({ coding: [{ system: "http://snomed.info/sct", code }] });

/** @type {readonly import("./changes.mjs").Change[]} */
export const CHANGES = [
  { what: "no identifier", of: fits("case-condition"), change: without("identifier") },
  {
    what: "an identifier of somebody else's alone",
    of: fits("case-condition"),
    change: (resource) => {
      resource.identifier[0].system = "http://example.org/ids";
    },
  },
  {
    what: "an identifier that is no UUID",
    of: fits("case-encounter"),
    change: (resource) => {
      resource.identifier[0].value = "1";
    },
  },
  {
    what: "no mark of the case",
    of: isA("Provenance"),
    change: (resource) => {
      resource.meta.tag.pop();
    },
  },
  {
    what: "no tag to be found by",
    of: isA("Provenance"),
    change: (resource) => {
      resource.meta.tag.shift();
    },
  },
  { what: "no narrative", of: fits("case-observation"), change: without("text") },
  { what: "a patient with a name", of: fits("case-patient"), change: set({ name: [{ text: "A. B." }] }) },
  { what: "a birth date that is not there, unsaid", of: fits("case-patient"), change: without("_birthDate") },
  {
    what: "a condition of which nobody says how sure it is",
    of: fits("case-condition"),
    change: without("verificationStatus"),
  },
  {
    what: "a code without the words of the case",
    of: (resource) => fits("case-condition")(resource) && resource.code.coding !== undefined,
    change: (resource) => {
      delete resource.code.text;
    },
  },
  {
    what: "a condition that was ruled out, confirmed",
    of: fits("refuted-condition"),
    change: (resource) => {
      Object.assign(resource.verificationStatus.coding[0], { code: "confirmed", display: "Confirmed" });
    },
  },
  {
    what: "an allergy that was ruled out, confirmed",
    of: fits("refuted-allergy"),
    change: (resource) => {
      Object.assign(resource.verificationStatus.coding[0], { code: "confirmed", display: "Confirmed" });
    },
  },
  {
    what: "a computed date without its mark",
    of: ({ effectiveDateTime, _effectiveDateTime }) => effectiveDateTime && isDistance(_effectiveDateTime),
    change: (resource) => strip(resource, "_effectiveDateTime", ours("derived")),
  },
  {
    what: "a computed start without its mark",
    of: ({ effectivePeriod }) => effectivePeriod?.start && isDistance(effectivePeriod._start),
    change: ({ effectivePeriod }) => strip(effectivePeriod, "_start", ours("derived")),
  },
  {
    what: "a time that is not known, without saying so",
    of: ({ effectiveDateTime, _effectiveDateTime }) => !effectiveDateTime && _effectiveDateTime,
    change: (resource) => strip(resource, "_effectiveDateTime", hl7("data-absent-reason")),
  },
  {
    what: "a distance without the words that tell it",
    of: ({ _performedDateTime }) => isDistance(_performedDateTime),
    change: (resource) => strip(resource, "_performedDateTime", hl7("originalText")),
  },
  { what: "a pause without its reason", of: fits("pause"), change: without("statusReason") },
  { what: "a pause with a dose", of: fits("pause"), change: set({ dosage: [{ text: "5 mg" }] }) },
  { what: "a pause that is taken", of: fits("pause"), change: set({ status: "active" }) },
  { what: "a step that is part of no drug", of: fits("dose-step"), change: without("partOf") },
  {
    what: "a drug that is over and goes on",
    of: ({ resourceType, status, effectivePeriod }) =>
      resourceType === "MedicationStatement" && status === "completed" && effectivePeriod?.start,
    change: ({ effectivePeriod }) => {
      delete effectivePeriod.end;
      delete effectivePeriod._end;
    },
  },
  {
    what: "an absent finding that is present",
    of: fits("absent-finding"),
    change: set({ valueCodeableConcept: snomed("52101004") }),
  },
  {
    what: "an absent finding with a number",
    of: fits("absent-finding"),
    change: (resource) => {
      delete resource.valueCodeableConcept;
      resource.valueInteger = 1;
    },
  },
  {
    what: "an observation that was not done and has a value",
    of: fits("observation-not-done"),
    change: (resource) => {
      delete resource.dataAbsentReason;
      resource.valueString = "5";
    },
  },
  {
    what: "an observation that says nothing",
    of: (resource) => fits("case-observation")(resource) && resource.valueCodeableConcept && !resource.component,
    change: without("valueCodeableConcept"),
  },
  { what: "an observation that is not final", of: fits("case-observation"), change: set({ status: "preliminary" }) },
  { what: "a procedure not done, done", of: fits("procedure-not-done"), change: set({ status: "completed" }) },
  {
    what: "a reason to do what was not done",
    of: fits("procedure-not-done"),
    change: set({ reasonCode: [{ text: "bleeding" }] }),
  },
  { what: "a finding of no study", of: fits("imaging-finding"), change: without("derivedFrom") },
  {
    what: "a finding of a study in another category",
    of: fits("imaging-finding"),
    change: (resource) => {
      Object.assign(resource.category[0].coding[0], { code: "laboratory", display: "Laboratory" });
    },
  },
  { what: "a report of no study", of: fits("imaging-report"), change: without("imagingStudy") },
  { what: "a study whose images are there", of: fits("case-imaging-study"), change: set({ status: "available" }) },
  { what: "a study without a modality", of: fits("case-imaging-study"), change: without("modality") },
  {
    what: "a stay that goes on",
    of: ({ resourceType, period }) => resourceType === "Encounter" && period?.start,
    change: ({ period }) => {
      delete period.end;
      delete period._end;
    },
  },
  {
    what: "evidence that is no source",
    of: isA("Provenance"),
    change: (resource) => {
      resource.entity[0].role = "quotation";
    },
  },
  {
    what: "the text of the source",
    of: fits("case-source"),
    change: (resource) => {
      Object.assign(resource.content[0].attachment, { contentType: "text/plain", data: "dGV4dA==" });
    },
  },
  {
    what: "a source that is not cited",
    of: fits("case-source"),
    change: (resource) => {
      resource.content = [{ attachment: { contentType: "text/plain" } }];
    },
  },
  {
    what: "a relative's whole history",
    of: fits("case-family-member-history"),
    change: set({ status: "completed" }),
  },
  {
    what: "a vaccine that was not given, given",
    of: fits("immunization-not-done"),
    change: set({ status: "completed" }),
  },
  { what: "a product without the words of the case", of: fits("case-medication"), change: without("code") },
  {
    what: "a mark of what was worked out that is not said how",
    isExtension: true,
    of: ({ clinicalStatus }) => has(ours("derived"))(clinicalStatus),
    change: ({ clinicalStatus }) => {
      clinicalStatus.extension = [{ url: ours("derived"), valueBoolean: true }];
    },
  },
  {
    what: "a cause of an observation, of a condition",
    isExtension: true,
    of: fits("case-condition"),
    change: set({ extension: [{ url: ours("due-to"), valueReference: { reference: "Procedure/a" } }] }),
  },
  {
    what: "a resource of another type",
    change: ({ entry }) => {
      const [{ resource }] = entry;
      const { meta, identifier, text } = resource;
      const basic = { resourceType: "Basic", id: "basic", meta: { tag: meta.tag }, identifier, text };
      const fullUrl = "urn:uuid:00000000-0000-5000-8000-000000000000";
      const request = { method: "PUT", url: "Basic/basic" };
      entry.push({ fullUrl, resource: { ...basic, code: { text: "something else" } }, request });
    },
  },
  {
    what: "a resource of another case",
    change: ({ entry }) => {
      entry.at(-1).resource.meta.tag.at(-1).code = "00000000-0000-5000-8000-000000000000";
    },
  },
  {
    what: "a resource that is made again when it is sent again",
    change: ({ entry }) => {
      const [{ resource, request }] = entry;
      request.method = "POST";
      request.url = resource.resourceType;
    },
  },
  {
    what: "a resource of its Bundle without an identifier, whatever it says of profiles",
    change: ({ entry }) => {
      const { resource } = entry.find(({ resource }) => resource.resourceType === "Procedure");
      delete resource.meta.profile;
      delete resource.identifier;
    },
  },
];

/**
 * The changed resources.
 *
 * @param {readonly import("fhir/r4.js").Bundle[]} bundles what the examples become, with their profiles in meta.profile
 */
export function changed(bundles) {
  const resources = bundles.flatMap(({ entry }) => entry.map(({ resource }) => resource));
  return CHANGES.map(({ what, of, change, isExtension = false }) => {
    const found = of ? resources.find(of) : bundles[0];
    if (!found) throw new Error(`no example has what would be changed: ${what}`);
    const resource = JSON.parse(JSON.stringify(found));
    change(resource);
    return { what, before: found, after: resource, isExtension };
  });
}
