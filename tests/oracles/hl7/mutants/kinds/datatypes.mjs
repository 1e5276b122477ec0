/** Attachments and identifiers that contradict themselves. */
import { at, ofType, put } from "../change.mjs";

const attachment = (rest) => at(ofType("Attachment"), (node) => put(node, { contentType: "text/plain", ...rest }));

export const attachments = {
  "wrong size": attachment({ data: "aGVsbG8=", size: 77 }),
  "wrong hash": attachment({ data: "aGVsbG8=", hash: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }),
  "hash of nothing": attachment({ url: "http://example.org/x", hash: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }),
  "data without type": at(ofType("Attachment"), (node) => put(node, { data: "aGVsbG8=" })),
  "relative url": attachment({ url: "x.txt" }),
  "neither data nor url": attachment({ title: "x" }),
  "negative size": attachment({ url: "http://example.org/x", size: -1 }),
};

const identifier = (rest) =>
  at(ofType("Identifier"), (node) => put(node, { system: "http://example.org/ids", value: "1", ...rest }));

export const identifiers = {
  "relative system": identifier({ system: "ids" }),
  "system that is an oid in bare form": identifier({ system: "1.2.3.4" }),
  "urn:ietf:rfc:3986 and no URI": identifier({ system: "urn:ietf:rfc:3986", value: "1" }),
  "unknown use": identifier({ use: "sometimes" }),
  "urn:uuid in capitals": identifier({
    system: "urn:ietf:rfc:3986",
    value: "urn:uuid:3E1D1C8A-0F0E-4F3C-9A51-7F1C7F1F0A01",
  }),
  "bad oid": identifier({ system: "urn:oid:1.02.3" }),
  "bad uuid": identifier({ system: "urn:uuid:x" }),
  "period that ends before it starts": identifier({ period: { start: "2020-02-01", end: "2020-01-01" } }),
};
