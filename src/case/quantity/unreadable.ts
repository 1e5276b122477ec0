/** Refusals of results and doses that are outside of their grammars. */
import { inWords } from "../quote.js";
import type { Refusal } from "./types.js";

const EXPECTED = {
  "case/unreadable-result":
    "a number with its unit (15.3 g/L), a titre (1:320), or a word such as positive, normal, rising",
  "case/unreadable-dose": "an amount and how often (10 mg twice daily, 750 mg/m2 every 4 weeks, 100 mg/day)",
  "case/unreadable-size": "a length (4 cm, <5 mm), or one along each axis (2 x 1 cm)",
} as const;

type Unreadable = (
  text: string,
  offset: number,
  problem: string,
  length: number,
  hint?: string,
) => { refusal: Refusal };

/**
 * @param text the whole text
 * @param hint without one, it is how the text is kept in words
 */
const unreadable =
  (code: keyof typeof EXPECTED): Unreadable =>
  (text, offset, problem, length, hint = `to keep it in words, write \`${inWords(text)}\``) => ({
    refusal: { code, params: { problem, expected: EXPECTED[code], hint }, offset, length: Math.max(length, 1) },
  });

export const unreadableResult = unreadable("case/unreadable-result");
export const unreadableSize = unreadable("case/unreadable-size");
export const unreadableDose = unreadable("case/unreadable-dose");
