/**
 * Further bindings of an element, beside its own: R5 has them in `binding.additional`, R4's profiles as an extension.
 * @see https://hl7.org/fhir/R5/elementdefinition-definitions.html#ElementDefinition.binding.additional
 */
import type { Binding } from "../../definitions/r4.js";
import type { ElementDefinition } from "../../definitions/structure.js";
import { type JsonObject, objects, text } from "../scope.js";

const ADDITIONAL: ReadonlySet<unknown> = new Set([
  "http://hl7.org/fhir/tools/StructureDefinition/additional-binding",
  "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional",
]);

/** What is demanded or advised of every value; the other purposes are for those who build user interfaces. */
const STRENGTHS: Readonly<Record<string, Binding["strength"]>> = {
  maximum: "required",
  required: "required",
  extensible: "extensible",
  preferred: "preferred",
};

/** Those that hold everywhere: of a usage (a country, a kind of patient) nobody can say here whether it is given. */
export const additionalBindings = ({ extension }: NonNullable<ElementDefinition["binding"]>): Binding[] =>
  objects(extension)
    .filter(({ url }) => ADDITIONAL.has(url))
    .flatMap((one) => {
      const part = (name: string): JsonObject | undefined => objects(one.extension).find(({ url }) => url === name);
      const strength = STRENGTHS[text(part("purpose")?.valueCode) ?? ""];
      const valueSet = text(part("valueSet")?.valueCanonical);
      return strength && valueSet !== undefined && !part("usage") ? [{ strength, valueSet }] : [];
    });
