/** References that lead nowhere or to what may not stand there, and contained resources. */
import { elementsOf } from "../../definitions.mjs";
import { at, of, put, set } from "../change.mjs";

/** A urn:uuid that nothing has. */
export const NOWHERE = "urn:uuid:3e1d1c8a-0f0e-4f3c-9a51-7f1c7f1f0a01";

export const isReference = ({ type, value }) => type === "Reference" && typeof value?.reference === "string";

export const references = {
  "type that is not allowed": at(
    (node) =>
      isReference(node) &&
      node.element.definition.type.some(
        ({ targetProfile }) => targetProfile && !targetProfile.some((url) => /\/Resource$|\/Binary$/.test(url)),
      ),
    ({ value }) => set(value, "reference", "Binary/x"),
  ),
  "type that is stated and not allowed": at(isReference, ({ value }) => set(value, "type", "Binary")),
  "stated type that does not exist": at(isReference, ({ value }) => set(value, "type", "Patiant")),
  "reference to nothing contained": at(isReference, ({ value }) => set(value, "reference", "#no-such")),
  "reference to itself by #": at(isReference, ({ value }) => set(value, "reference", "#")),
  "reference to a type that does not exist": at(isReference, ({ value }) => set(value, "reference", "Patiant/1")),
  "reference of an odd form": at(isReference, ({ value }) => set(value, "reference", "Patient/")),
  "reference with an id that cannot be": at(isReference, ({ value }) => set(value, "reference", "Patient/a_b")),
  "reference with a blank": at(isReference, ({ value }) => set(value, "reference", "Patient/a b")),
  "reference that is a name": at(isReference, ({ value }) => set(value, "reference", "Peter")),
  "reference to a urn:uuid that nothing has": at(isReference, ({ value }) => set(value, "reference", NOWHERE)),
  "reference to a urn:uuid in capitals": at(isReference, ({ value }) =>
    set(value, "reference", "urn:uuid:3E1D1C8A-0F0E-4F3C-9A51-7F1C7F1F0A01"),
  ),
  "reference that is empty": at(isReference, ({ value }) => set(value, "reference", "")),
  "conditional reference": at(isReference, ({ value }) => set(value, "reference", "Patient?identifier=x")),
  "reference by version that cannot be": at(isReference, ({ value }) =>
    set(value, "reference", `${value.reference}/_history/a_b`),
  ),
  "reference without anything": at(isReference, (node) => put(node, { type: "Patient" })),
};

const hasContained = ({ contained }) => contained?.length > 0;

export const contained = {
  unused: of(undefined, (resource) => {
    if (!elementsOf(resource.resourceType)?.some(({ path }) => path.endsWith(".contained"))) return false;
    resource.contained = [...(resource.contained ?? []), { resourceType: "Patient", id: "unused1", active: true }];
  }),
  "without id": of(undefined, (resource) => hasContained(resource) && delete resource.contained[0].id),
  "twice the same id": of(
    undefined,
    (resource) => hasContained(resource) && resource.contained.push({ ...resource.contained[0] }),
  ),
  "in a contained one": of(undefined, (resource) => {
    if (!hasContained(resource)) return false;
    resource.contained[0].contained = [{ resourceType: "Patient", id: "deep1", active: true }];
  }),
  "with a version": of(
    undefined,
    (resource) => hasContained(resource) && set(resource.contained[0], "meta", { versionId: "1" }),
  ),
  "with a security label": of(undefined, (resource) => {
    if (!hasContained(resource)) return false;
    const security = [{ system: "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", code: "N" }];
    resource.contained[0].meta = { security };
  }),
  "with an unknown element": of(
    undefined,
    (resource) => hasContained(resource) && set(resource.contained[0], "colour", "red"),
  ),
  "id with #": of(
    undefined,
    (resource) => hasContained(resource) && set(resource.contained[0], "id", `#${resource.contained[0].id}`),
  ),
};
