/**
 * Regular expressions that somebody else wrote, on text that somebody else wrote: a match is only tried where it cannot
 * take long.
 */

/** Where each sign of the text is tried with few continuations. */
const LIMIT = 1_000;
/** Where every sign may double the ways to match. */
const RISKY_LIMIT = 24;

/** Whether a group that repeats without end holds alternatives or another repetition: `(a+)*`, `(a|b)+`. */
function isRisky(source: string): boolean {
  const plain = source.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
  const groups: boolean[] = [];
  let holds = false;
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i] as string;
    if (sign === "(") {
      groups.push(holds);
      holds = false;
    } else if (sign === ")") {
      if (holds && /^(?:[*+]|\{\d+,\})/.test(plain.slice(i + 1, i + 12))) return true;
      holds = (groups.pop() ?? false) || holds;
    } else if (sign === "|" || sign === "*" || sign === "+" || /^\{\d+,\d*\}/.test(plain.slice(i, i + 24)))
      holds = true;
  }
  return false;
}

/**
 * Whether the whole text matches.
 *
 * @returns undefined when the expression is none for JavaScript, or the match might take too long
 */
export function matchesWhole(source: string, text: string): boolean | undefined {
  if (text.length > (isRisky(source) ? RISKY_LIMIT : LIMIT)) return undefined;
  try {
    return new RegExp(`^(?:${source})$`, "su").test(text);
  } catch {
    return undefined;
  }
}
