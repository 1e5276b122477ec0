/** Names that deny what their list asserts: `present: [no fever]` would come out as a finding that was there. */
import { type Finding, finding } from "../finding/finding.js";
import { VERDICTS } from "./document.js";
import { pointerTo } from "./pointer.js";
import type { CaseText } from "./read.js";

/** Lists whose items are told by name. `absent` is one of them: no fever, absent, would be a fever. */
const LISTS: ReadonlySet<string> = new Set([...VERDICTS, "conditions"]);

const NEGATION = /^(?:no|without)\s+/i;

/** @returns a finding for every negated name of the document, whether it fits the schema or not */
export function negatedNames({ data, place }: CaseText): Finding[] {
  const findings: Finding[] = [];
  const look = (value: unknown, list: string, pointer: string) => {
    const name = typeof value === "string" ? value : (value as { name?: unknown } | null)?.name;
    if (typeof name !== "string" || !NEGATION.test(name)) return;
    const at = typeof value === "string" ? pointer : `${pointer}/name`;
    findings.push(finding("case/negated-name", { name, list, bare: name.replace(NEGATION, "") }, { case: place(at) }));
  };
  const walk = (value: unknown, pointer: string) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      if (LISTS.has(key) && Array.isArray(inner))
        for (const [i, item] of inner.entries()) look(item, key, `${at}/${i}`);
      walk(inner, at);
    }
  };
  walk(data, "");
  return findings;
}
