/** Bundles against the rules of their type. */
import { of, set } from "../change.mjs";
import { nodesOf } from "../nodes.mjs";
import { isReference, NOWHERE } from "./references.mjs";

const entries = (change) =>
  of("Bundle", (bundle, by) => (bundle.entry?.length > 0 ? change(bundle.entry, by, bundle) : false));
const bundleOf = (type, change) =>
  of("Bundle", (bundle, by) => bundle.type === type && bundle.entry?.length > 0 && change(bundle, by));

export const bundles = {
  "fullUrl twice": entries((list) => list.length > 1 && list[0].fullUrl && set(list[1], "fullUrl", list[0].fullUrl)),
  "fullUrl of another id": entries((list, by) =>
    set(by.pick(list), "fullUrl", "http://example.org/fhir/Patient/other-id"),
  ),
  "relative fullUrl": entries((list, by) => set(by.pick(list), "fullUrl", "Patient/1")),
  "fullUrl with a version": entries((list, by) =>
    set(by.pick(list), "fullUrl", "http://example.org/fhir/Patient/1/_history/1"),
  ),
  "fullUrl that is a bad urn:uuid": entries((list, by) => set(by.pick(list), "fullUrl", "urn:uuid:x")),
  "without fullUrl": entries((list, by) => {
    const entry = by.pick(list);
    return entry.fullUrl !== undefined && delete entry.fullUrl;
  }),
  "empty entry": entries((list) => list.push({})),
  "entry with a link alone": entries((list) => list.push({ link: [{ relation: "self", url: "http://example.org" }] })),
  "request where none belongs": entries((list, by, { type }) =>
    /transaction|batch|history/.test(type) ? false : set(by.pick(list), "request", { method: "GET", url: "x" }),
  ),
  "response where none belongs": entries((list, by, { type }) =>
    /response|history/.test(type) ? false : set(by.pick(list), "response", { status: "200" }),
  ),
  "search where none belongs": entries((list, by, { type }) =>
    type === "searchset" ? false : set(by.pick(list), "search", { mode: "match" }),
  ),
  "transaction without a request": bundleOf("transaction", ({ entry }, by) => delete by.pick(entry).request),
  "POST without resource": bundleOf("transaction", ({ entry }) => {
    const post = entry.find(({ request }) => request?.method === "POST");
    return post !== undefined && delete post.resource;
  }),
  "PUT of another type": bundleOf("transaction", ({ entry }) => {
    const it = entry.find(({ request }) => request?.method === "PUT");
    return it !== undefined && set(it.request, "url", "Device/x");
  }),
  "unknown method": bundleOf("transaction", ({ entry }, by) => set(by.pick(entry).request ?? {}, "method", "GOT")),
  "total where none belongs": of("Bundle", (it) => (/searchset|history/.test(it.type) ? false : set(it, "total", 1))),
  "search without mode": bundleOf("searchset", ({ entry }, by) => set(by.pick(entry), "search", {})),
  "searchset without self": bundleOf("searchset", (it) => delete it.link),
  "document without a composition": bundleOf("document", (it) => it.entry.length > 1 && it.entry.shift()),
  "document without identifier": bundleOf("document", (it) => delete it.identifier),
  "document without timestamp": bundleOf("document", (it) => delete it.timestamp),
  "document with an entry nobody mentions": bundleOf("document", ({ entry }) =>
    entry.push({ fullUrl: NOWHERE, resource: { resourceType: "Basic", code: { text: "x" } } }),
  ),
  "message without a header": bundleOf("message", (it) => it.entry.length > 1 && it.entry.shift()),
  "reference to no entry": entries((list) => {
    const node = list
      .flatMap(({ resource }) => (resource ? nodesOf(resource) : []))
      .find((one) => isReference(one) && !one.value.reference.startsWith("#"));
    return node !== undefined && set(node.value, "reference", NOWHERE);
  }),
  "link twice": of("Bundle", (it) =>
    set(it, "link", [
      { relation: "self", url: "http://example.org" },
      { relation: "self", url: "http://example.org" },
    ]),
  ),
  "entry of an unknown type": entries((list, by) => set(by.pick(list), "resource", { resourceType: "Patiant" })),
};
