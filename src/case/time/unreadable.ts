/** What to say of a time that the grammar cannot read: what stands there, what was expected, and how it is written. */
import { inWords } from "../quote.js";
import { SHAPES } from "./shapes.js";
import type { KnownNames, TextSpan, Unreadable } from "./syntax.js";

export interface Explanation {
  problem: string;
  expected: string;
  hint: string;
  /** It is certainly a time in another notation, and no name of something. */
  certain: boolean;
}

/** Longer texts are not looked at. */
export const LONGEST = 300;

const EXPECTED = "an ISO date (2015, 2015-07, 2015-07-03), an id, or a duration before or after one";

/** @param at where in the text reading stopped */
export function explainUnreadable(text: string, at: number, names: KnownNames): Explanation {
  const rest = text.slice(at);
  if (text.length > LONGEST) {
    const problem = `${text.trim().length} characters are too long for a time`;
    return { problem, expected: EXPECTED, hint: keepWords("..."), certain: true };
  }
  if (rest.trim() === "")
    return { problem: "the phrase breaks off", expected: EXPECTED, hint: keepWords(text), certain: true };
  const bare = rest.replace(/^(?:in|on|at|the)\s+/i, "");
  for (const { pattern, say } of SHAPES) {
    const match = pattern.exec(bare);
    const said = match && say(match);
    if (said)
      return {
        problem: said.problem ?? `"${rest}" is not a time as it is written here`,
        expected: EXPECTED,
        hint: said.keepable ? `${said.hint}; ${keepWords(text)}` : said.hint,
        certain: true,
      };
  }
  const name = rest.split(/\s+/).find((word) => names.has(word));
  const hint =
    name && name !== rest
      ? `write \`start of ${name}\`, \`end of ${name}\`, \`after ${name}\` ..., or keep the words as \`${inWords(text)}\``
      : keepWords(text);
  return {
    problem: `"${rest}" is not a time as it is written here`,
    expected: EXPECTED,
    hint,
    certain: name !== undefined && name !== rest,
  };
}

/** A time of day where no step says of which day. */
export const withoutDay = ({ offset, length }: TextSpan): Unreadable => ({
  kind: "unreadable",
  code: "case/unreadable-time",
  params: {
    problem: "a time of day needs its day",
    expected: "a step around it that has one, or the day itself",
    hint: "write `2015-07-03T14:30` or `14:30 on <id>`",
  },
  offset,
  length,
});

const keepWords = (text: string): string => `to keep it in words, undated, write \`${inWords(text)}\``;
