/**
 * Matching and replacing by regular expressions that somebody else wrote, where it cannot take long: by an automaton, and
 * what that cannot do by the machine's own engine on short texts.
 */
import { compilePattern } from "./pattern.js";

/** undefined when it might take too long, or the expression is none. */
export type Match = (text: string) => boolean | undefined;

const kept = new Map<string, Match>();

/** Whether the expression matches a part of a text. */
export function matcher(source: string): Match {
  const known = kept.get(source);
  if (known) return known;
  if (kept.size >= 500) kept.clear();
  const made = compilePattern(source) ?? shortMatcher(source);
  kept.set(source, made);
  return made;
}

/** Whether the expression matches the whole text. */
export const wholeMatcher = (source: string): Match => matcher(`^(?:${source})$`);

function shortMatcher(source: string): Match {
  const expression = expressionOf(source, "s");
  return (text) => (expression && isQuick(source, text) ? expression.test(text) : undefined);
}

/** @returns undefined when it might take too long, or the expression is none */
export function replaceMatches(source: string, text: string, by: string): string | undefined {
  if (matcher(source)(text) === false) return text;
  const expression = expressionOf(source, "sg");
  return expression && isQuick(source, text) ? text.replace(expression, by) : undefined;
}

/** HL7's own expressions escape signs that need none, which ECMAScript allows only without its Unicode mode. */
function expressionOf(source: string, flags: string): RegExp | undefined {
  for (const mode of ["u", ""])
    try {
      return new RegExp(source, flags + mode);
    } catch {
      // The other mode may know it.
    }
  return undefined;
}

/** So many ways to go on are tried at most. */
const MAX_WAYS = 10_000_000;

/** A group that repeats may double the ways at every sign; a repetition alone multiplies them by the length. */
function isQuick(source: string, text: string): boolean {
  const plain = source.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
  const repetitions = plain.match(/[*+{]/g)?.length ?? 0;
  return (/\)[*+{]/.test(plain) ? 2 ** text.length : text.length ** (repetitions + 1)) <= MAX_WAYS;
}
