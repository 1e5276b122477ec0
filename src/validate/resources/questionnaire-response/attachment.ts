/** The MIME types and the size that a question allows for attachments. */
import { sizeOf } from "../../attachments.js";
import { isObject, text } from "../../scope.js";
import { extensionNumber, extensionValues } from "../elements.js";
import type { ValueCheck } from "./answer.js";

const MIME_TYPE = "http://hl7.org/fhir/StructureDefinition/mimeType";
const MAX_SIZE = "http://hl7.org/fhir/StructureDefinition/maxSize";

export const checkAttachment: ValueCheck = ({ context }, definition, { value, place }) => {
  if (!isObject(value)) return;
  const { report } = context;
  const allowed = extensionValues(definition, MIME_TYPE).filter((one) => typeof one === "string");
  const type = text(value.contentType);
  if (allowed.length > 0 && !allowed.some((one) => type?.startsWith(one)))
    report.add("validate/response-mime-type", place, { type: type ?? "none", allowed: allowed.join(", ") });
  const limit = extensionNumber(definition, MAX_SIZE);
  if (limit === undefined || typeof value.data !== "string") return;
  const size = sizeOf(value.data);
  if (size > limit) report.add("validate/response-attachment-size", place, { size, limit });
};
