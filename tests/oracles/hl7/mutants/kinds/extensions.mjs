/** Extensions that are unknown, stand where they may not, or have other values. */
import { elementsOf } from "../../definitions.mjs";
import { at, isObject, isPrimitive, of, set } from "../change.mjs";

const extension = (rest) => ({ url: "http://example.org/fhir/StructureDefinition/x", valueString: "x", ...rest });
const HL7 = "http://hl7.org/fhir/StructureDefinition/";
const canBeExtended = (node) => isObject(node) && node.type !== "Resource" && node.type !== "Extension";
const extended = (made) =>
  at(canBeExtended, ({ value }) => set(value, "extension", [...(value.extension ?? []), made]));

export const extensions = {
  unknown: extended(extension({ url: "http://unknown.test/fhir/StructureDefinition/x" })),
  "unknown of HL7": extended(extension({ url: `${HL7}no-such-extension` })),
  "unknown, in the place of a primitive": at(
    (node) => isPrimitive(node) && node.index === undefined && node.name !== "id" && node.name !== "url",
    ({ holder, name }) => set(holder, `_${name}`, { extension: [extension({ url: "http://unknown.test/x" })] }),
  ),
  "without url": extended({ valueString: "x" }),
  "with a relative url": extended(extension({ url: "relative" })),
  "without value": extended({ url: "http://example.org/x" }),
  "with value and extensions": extended(extension({ extension: [extension({})] })),
  "of another type": extended({ url: `${HL7}data-absent-reason`, valueString: "unknown" }),
  "with a code that is not bound": extended({ url: `${HL7}data-absent-reason`, valueCode: "no-such-code" }),
  "where it may not stand": extended({ url: `${HL7}patient-birthPlace`, valueAddress: { text: "x" } }),
  "twice, allowed once": at(canBeExtended, ({ value }) => {
    const absent = { url: `${HL7}data-absent-reason`, valueCode: "unknown" };
    value.extension = [absent, absent];
  }),
  "modifier that is unknown": of(undefined, (resource) => {
    if (!elementsOf(resource.resourceType)?.some(({ path }) => path.endsWith(".modifierExtension"))) return false;
    resource.modifierExtension = [extension({ url: "http://unknown.test/x" })];
  }),
  "that is no modifier, as one": of(undefined, (resource) => {
    if (!elementsOf(resource.resourceType)?.some(({ path }) => path.endsWith(".modifierExtension"))) return false;
    resource.modifierExtension = [{ url: `${HL7}data-absent-reason`, valueCode: "unknown" }];
  }),
  "complex, of an unknown part": of("Patient", (resource) => {
    const part = { url: "colour", valueString: "red" };
    resource.extension = [{ url: `${HL7}patient-nationality`, extension: [part] }];
  }),
  "complex, with a part of another type": of("Patient", (resource) => {
    const part = { url: "code", valueString: "red" };
    resource.extension = [{ url: `${HL7}patient-nationality`, extension: [part] }];
  }),
};
