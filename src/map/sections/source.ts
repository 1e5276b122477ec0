import type { Attachment } from "../../fhir/types.js";
import type { Mapping } from "../context.js";
import { put } from "../draft.js";
import { concept } from "../words.js";

export const SOURCE_KEY = "source";

/** The report the case was taken from: cited, never copied. */
export function mapSource(map: Mapping): void {
  const source = map.source.document.source;
  if (!source) return;
  const draft = map.start("DocumentReference", SOURCE_KEY, { kind: "source", pointer: "/source", rule: "source" });
  put(draft, "masterIdentifier", source.doi ? { system: "https://doi.org", value: source.doi } : undefined, {
    pointer: "/source/doi",
  });
  put(draft, "status", "current");
  put(draft, "type", concept(undefined, "case report"));
  put(draft, "subject", map.patient);
  put(
    draft,
    "author",
    source.authors?.map((display) => ({ display })),
    { pointer: "/source/authors" },
  );
  const told = [
    source.title && `${source.title}.`,
    source.journal && `${source.journal}.`,
    source.license && `Licence: ${source.license}.`,
    source.sha256 && `SHA-256 of the text: ${source.sha256}.`,
  ];
  put(draft, "description", told.filter(Boolean).join(" ") || undefined, { pointer: "/source/title" });
  const what: Attachment = {
    ...(source.title ? { title: source.title } : {}),
    ...(source.published ? { creation: source.published } : {}),
  };
  const urls = [source.doi && `https://doi.org/${encodeURI(source.doi)}`, source.url].filter(
    (url) => url !== undefined,
  );
  const attachments = urls.length > 0 ? urls.map((url) => ({ url, ...what })) : [what];
  // A source without title or address is cited by the name of the case.
  const content = attachments.map((attachment) => ({
    attachment:
      "url" in attachment || attachment.title ? attachment : { title: map.source.document.case, ...attachment },
  }));
  put(draft, "content", content);
}
