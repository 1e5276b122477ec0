/** Names that deny what their place asserts: `present: [no fever]` would come out as a finding that was there. */
import { type Finding, finding } from "../finding/finding.js";
import { parseCode } from "./codes.js";
import { BY_NAME, type CodeList, VERDICTS } from "./document.js";
import { pointerTo } from "./pointer.js";
import type { CaseText } from "./read.js";

const notFound = (bare: string) => `what was not there stands under \`absent: [${bare}]\``;

/** How each list whose items are told by name says that something was not so. */
const SAID: Readonly<Record<string, (bare: string) => string>> = {
  // `absent` is one of them: no fever, absent, would be a fever.
  ...Object.fromEntries([...VERDICTS, ...BY_NAME].map((list) => [list, notFound])),
  "not done": (bare) => `the list says it already: \`not done: [${bare}]\``,
  panels: (bare) => `a panel that was not examined stands under \`not done: [${bare}]\``,
  conditions: (bare) => `what was ruled out is \`{name: ${bare}, certainty: excluded}\``,
  allergies: (bare) =>
    `what was denied is \`{name: ${bare}, certainty: excluded}\`; of all of them, \`allergies: none known\``,
  immunizations: (bare) => `what was not given is \`{name: ${bare}, status: not done}\``,
  procedures: (bare) => `what was not done is \`{name: ${bare}, status: not done}\``,
  medications: (bare) => `what was not taken is \`{name: ${bare}, status: not taken}\``,
  plan: (bare) => `what it was decided not to do is \`{name: ${bare}, status: decided against}\``,
  devices: () =>
    "what the patient has not is no device of the case; leave it out, or write it under findings, `absent`",
  "adverse events": (bare) => `what did not happen stands under findings, \`absent: [${bare}]\``,
  regimens: (bare) => `what was not given is \`{name: ${bare}, status: not taken}\``,
  imaging: (bare) => `a study that was not made stands under findings, \`not done: [${bare}]\``,
  reports: (bare) => `what a report did not find stands in it under findings, \`absent: [${bare}]\``,
  pathology: (bare) => `an examination that was not made stands under findings, \`not done: [${bare}]\``,
  outcomes: (bare) => `what did not come stands under findings, \`absent: [${bare}]\``,
};

const DENIAL =
  /^(?:no|not|without|(?:(?:the )?patient )?den(?:ies|ied)|absence of|negative for)\s+(?:(?:evidence|signs?) of\s+)?(?:the\s+)?/i;

/** Names that begin like a denial and are none. */
const NO_DENIAL: readonly [name: RegExp, why: string][] = [
  [/^NO\s+(?=[a-z])/, "nitric oxide: NO inhalation"],
  [/^no\s+\d/i, "a number: No 5 catheter"],
  [/^no\s+reflow\b/i, "the no-reflow phenomenon"],
  [/^no\s+(?:scalpel|touch)\b/i, "ways to operate: no-scalpel vasectomy"],
  [/^no\s+man'?s\s+land\b/i, "a zone of the hand"],
];

const denies = (name: string): boolean => DENIAL.test(name) && !NO_DENIAL.some(([pattern]) => pattern.test(name));

/**
 * A terminology may have the very words, such as "Absence of thumb": with a code whose display denies as well, name and
 * code say the same, and nothing is turned round.
 */
const isTerm = (codes: unknown): boolean =>
  [(codes as CodeList | undefined) ?? []].flat().some((code) => {
    const display = typeof code === "string" ? parseCode(code)?.display : undefined;
    return display !== undefined && DENIAL.test(display);
  });

/** @returns a finding for every negated name of the document, whether it fits the schema or not */
export function negatedNames({ data, place }: CaseText): Finding[] {
  const findings: Finding[] = [];
  const shared = recordOf(recordOf(data).codes);
  const look = (name: unknown, codes: unknown, list: string, ...at: Parameters<CaseText["place"]>) => {
    if (typeof name !== "string" || !denies(name)) return;
    if (isTerm(codes ?? (Object.hasOwn(shared, name) ? shared[name] : undefined))) return;
    const hint = SAID[list]?.(name.replace(DENIAL, ""));
    findings.push(finding("case/negated-name", { name, list, hint }, { case: place(...at) }));
  };
  const walk = (value: unknown, pointer: string) => {
    for (const [key, inner] of Object.entries(recordOf(value))) {
      const at = pointerTo(pointer, key);
      if (isByName(key) && !Array.isArray(inner)) {
        for (const [name, result] of Object.entries(recordOf(inner)))
          look(name, recordOf(result).codes, key, pointerTo(at, name), "key");
      } else if (Object.hasOwn(SAID, key) && Array.isArray(inner)) {
        for (const [i, item] of inner.entries()) {
          if (typeof item === "string") look(item, undefined, key, pointerTo(at, i));
          else look(recordOf(item).name, recordOf(item).codes, key, pointerTo(at, i, "name"));
          const { each } = recordOf(item);
          if (Array.isArray(each))
            for (const [j, name] of each.entries()) look(name, recordOf(item).codes, key, pointerTo(at, i, "each", j));
        }
      }
      walk(inner, at);
    }
  };
  walk(data, "");
  return findings;
}

const isByName = (key: string): boolean => (BY_NAME as readonly string[]).includes(key);

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
