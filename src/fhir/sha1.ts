/** SHA-1, which FHIR asks of attachments (https://hl7.org/fhir/R4/datatypes.html#Attachment); no means of protection. */
import { sha1 as digest } from "@noble/hashes/legacy.js";

/** @returns the hash in base64 */
export const sha1 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...digest(bytes)));
