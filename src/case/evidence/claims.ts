/** What a case says in texts of its own, each with the places of the source it cites for it. */
import { citedIn } from "../cites.js";
import { BY_NAME, type CaseDocument, type Cite, type CitedPlace } from "../document.js";
import { pointerTo } from "../pointer.js";

export interface Claim {
  text: string;
  /** Of the value, or of the key when the text is a name. */
  pointer: string;
  part: "key" | "value";
  cite: readonly CitedPlace[];
}

/** Keys that say nothing of the source: they name, code and order what does. */
const SILENT: ReadonlySet<string> = new Set(["id", "about", "cite", "codes", "implied"]);
/** What tells of the case and the report. */
const FRAME: ReadonlySet<string> = new Set(["language", "case", "namespace", "recorded", "source", "codes"]);

/** Every text that was read in the source: what the case calls `implied` was not, and what cites nothing cannot be looked up. */
export function claimsOf(document: CaseDocument): Claim[] {
  const claims: Claim[] = [];
  const walk = (value: unknown, pointer: string, outer: readonly CitedPlace[], levelsOfNames: number): void => {
    if (typeof value === "string" || typeof value === "number") {
      claims.push({ text: String(value), pointer, part: "value", cite: outer });
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, pointerTo(pointer, i), outer, 0);
    } else if (typeof value === "object" && value !== null) {
      const { cite: own, implied = [] } = levelsOfNames > 0 ? {} : (value as { cite?: Cite; implied?: string[] });
      const cite = citedIn(own === undefined ? {} : { cite: own }, outer);
      for (const [key, inner] of Object.entries(value)) {
        const at = pointerTo(pointer, key);
        if (levelsOfNames > 0) claims.push({ text: key, pointer: at, part: "key", cite });
        else if (SILENT.has(key) || implied.includes(key) || (pointer === "" && FRAME.has(key))) continue;
        walk(inner, at, cite, levelsOfNames > 0 ? levelsOfNames - 1 : (NAMES.get(key) ?? 0));
      }
    }
  };
  walk(document, "", [], 0);
  return claims.filter(({ cite }) => cite.length > 0);
}

/** Under how many levels of keys are names, or times, and not the language's own. */
const NAMES: ReadonlyMap<string, number> = new Map(BY_NAME.map((key) => [key, key === "trends" ? 2 : 1]));
