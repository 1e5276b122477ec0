/** Which resource a link inside a transaction means (https://hl7.org/fhir/R4/http.html#trules, bundle.html#references). */

import { isResourceType } from "../../definitions/r4.js";
import { parseReference, rewriteLinks } from "../../fhir/references.js";
import type { Resource } from "../../fhir/types.js";
import { refuse } from "../refusal.js";

/** A urn has no case in its scheme, namespace and hexadecimal digits. */
const canonicalUrl = (url: string): string => (/^urn:(uuid|oid):/i.test(url) ? url.toLowerCase() : url);

/** Full URLs of a transaction's entries with the `Type/id` each is stored under. */
export class Links {
  readonly #targets = new Map<string, string>();

  /** @throws Refusal 400 for a fullUrl that another entry has too */
  add(fullUrl: string, target: string): void {
    const url = canonicalUrl(fullUrl);
    if (this.#targets.has(url)) throw refuse(400, "duplicate", `Two entries have the fullUrl ${fullUrl}.`, "fullUrl");
    this.#targets.set(url, target);
  }

  /**
   * A resource with its links to other entries replaced by theirs on this server.
   *
   * @param fullUrl of its entry: what a relative reference is relative to
   * @param conditional resolves a reference like `Patient?identifier=x` to `Type/id`
   */
  resolve(
    resource: Resource,
    fullUrl: string | undefined,
    conditional: (type: string, query: string) => string,
  ): Resource {
    const base = fullUrl ? parseReference(fullUrl)?.base : undefined;
    return rewriteLinks(resource, (link, key) => {
      if (link.startsWith("urn:") || link.startsWith("URN:")) return this.#targets.get(canonicalUrl(link));
      if (key !== "reference" && key !== "div") return undefined;
      const [, type = "", query = ""] = (key === "reference" && /^([A-Za-z]+)\?(.*)$/.exec(link)) || [];
      if (isResourceType(type)) return conditional(type, query);
      return this.#targets.get(link) ?? (base ? this.#targets.get(`${base}/${link}`) : undefined);
    });
  }
}
