/** The resource types that a question allows for references. */
import { isResourceType } from "../../../definitions/r4.js";
import { parseReference } from "../../../fhir/references.js";
import { isObject, resolve, text } from "../../scope.js";
import { extensionValues } from "../elements.js";
import type { ValueCheck } from "./answer.js";

const RESOURCE = "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource";

export const checkReferenceType: ValueCheck = ({ context, scope }, definition, { value, valuePlace }) => {
  const reference = isObject(value) ? text(value.reference) : undefined;
  if (reference === undefined) return;
  const target = resolve(reference, scope);
  const type = isObject(target) ? text(target.resourceType) : parseReference(reference)?.type;
  const allowed = extensionValues(definition, RESOURCE).filter((one) => typeof one === "string");
  if (type === undefined) return;
  const isRight = allowed.length > 0 ? allowed.includes(type) : isResourceType(type);
  const names = allowed.length > 0 ? allowed.join(", ") : "R4's resource types";
  if (!isRight) context.report.add("validate/response-reference-type", valuePlace, { type, reference, allowed: names });
};
