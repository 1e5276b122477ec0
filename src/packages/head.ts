/** What a resource is, told without parsing all of it. */
import { endOfString, unquoted } from "../fhir/scan.js";

export interface Head {
  resourceType?: string;
  url?: string;
  version?: string;
}

const WANTED: ReadonlySet<string> = new Set(["resourceType", "url", "version"] satisfies (keyof Head)[]);

const BLANKS_AND_COLON = /[\s:]*/y;

/**
 * Reads the members of the outermost object, as far as needed: they stand before what makes definitions large.
 *
 * @param text a JSON object; of what is no JSON it finds what it can
 */
export function headOf(text: string): Head {
  const head: Head = {};
  let depth = 0;
  let found = 0;
  for (let at = 0; at < text.length && found < WANTED.size; at++) {
    const sign = text[at];
    if (sign === "{" || sign === "[") depth++;
    else if (sign === "}" || sign === "]") depth--;
    else if (sign === '"') {
      const end = endOfString(text, at);
      const key = depth === 1 ? text.slice(at + 1, end - 1) : "";
      at = end - 1;
      if (!WANTED.has(key) || key in head) continue;
      BLANKS_AND_COLON.lastIndex = end;
      BLANKS_AND_COLON.exec(text);
      const start = BLANKS_AND_COLON.lastIndex;
      if (text[start] !== '"') continue;
      const close = endOfString(text, start);
      head[key as keyof Head] = unquoted(text.slice(start, close));
      found++;
      at = close - 1;
    }
  }
  return head;
}
