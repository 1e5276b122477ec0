/**
 * An Attachment that carries its data: whether the size and the hash that it states are those of the data.
 * @see https://hl7.org/fhir/R4/datatypes.html#Attachment
 */
import { sha1 } from "../fhir/sha1.js";
import { isBase64 } from "./base64.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import type { JsonObject } from "./scope.js";
import { shown } from "./structure.js";

export function checkAttachment(report: Report, { data, size, hash }: JsonObject, place: Place): void {
  if (typeof data !== "string" || (size === undefined && hash === undefined) || !isBase64(data)) return;
  const bytes = sizeOf(data);
  if (typeof size === "number" && bytes !== size)
    report.add("validate/attachment-size", child(place, "size"), { size, bytes });
  if (typeof hash !== "string") return;
  const actual = sha1(Uint8Array.from(atob(data.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)));
  if (actual !== hash) report.add("validate/attachment-hash", child(place, "hash"), { hash: shown(hash), actual });
}

/** How many bytes a base64 text stands for. */
export function sizeOf(base64: string): number {
  const dense = base64.replace(/\s/g, "");
  const padding = dense.endsWith("==") ? 2 : dense.endsWith("=") ? 1 : 0;
  return Math.floor((dense.length / 4) * 3) - padding;
}
