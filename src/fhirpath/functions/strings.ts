/** @see https://hl7.org/fhirpath/N1/#string-manipulation */
import { type Match, matcher, replaceMatches, wholeMatcher } from "../../fhir/match.js";
import type { Compile, Functions } from "../call.js";
import { type Code, EvaluationError, type Focus, type Frame, itemsOf, listed, single, Unanswered } from "../code.js";
import { type Item, jsonOf } from "../item.js";
import { BOOLEAN, INTEGER, STRING, type Types } from "../types.js";

/** The text of the one item; undefined when there is none. */
function textOf(code: Code): (focus: Focus, frame: Frame) => string | undefined {
  return (focus, frame) => {
    const value = jsonOf(code.one(focus, frame));
    if (value !== undefined && typeof value !== "string") throw new EvaluationError("a text is expected");
    return value;
  };
}

function numberOf(code: Code): (focus: Focus, frame: Frame) => number | undefined {
  return (focus, frame) => {
    const value = jsonOf(code.one(focus, frame));
    if (value !== undefined && typeof value !== "number") throw new EvaluationError("a number is expected");
    return value;
  };
}

/** A function of a text and of texts; nothing comes of nothing. */
const ofTexts =
  (types: Types, apply: (text: string, ...texts: string[]) => Item | undefined): Compile =>
  (input, call) => {
    const subject = textOf(input);
    const texts = call.args.map((_, i) => textOf(call.argument(i)));
    const [only] = texts;
    if (only && texts.length === 1)
      return single(types, (focus, frame) => {
        const text = subject(focus, frame);
        const other = only(focus, frame);
        return text === undefined || other === undefined ? undefined : apply(text, other);
      });
    return single(types, (focus, frame) => {
      const text = subject(focus, frame);
      const others: string[] = [];
      for (const one of texts) {
        const other = one(focus, frame);
        if (other === undefined) return undefined;
        others.push(other);
      }
      return text === undefined ? undefined : apply(text, ...others);
    });
  };

/** A function of a text and a regular expression, which is read once where the expression writes it. */
const ofPattern =
  (make: (source: string) => Match): Compile =>
  (input, call) => {
    const [subject, source] = [textOf(input), call.argument(0)];
    const fixed = source.constants?.[0];
    const match = typeof fixed === "string" ? make(fixed) : undefined;
    const pattern = textOf(source);
    return single(BOOLEAN, (focus, frame) => {
      const text = subject(focus, frame);
      const given = match ?? pattern(focus, frame);
      if (text === undefined || given === undefined) return undefined;
      return answered((typeof given === "string" ? make(given) : given)(text));
    });
  };

const replacement = ofTexts(STRING, (text, pattern, by) => answered(replaceMatches(pattern, text, by)));

function answered<T>(result: T | undefined): T {
  if (result === undefined) throw new Unanswered("a regular expression is none, or might take too long");
  return result;
}

const substring: Compile = (input, call) => {
  const [subject, start] = [textOf(input), numberOf(call.argument(0))];
  const length = call.args.length > 1 ? numberOf(call.argument(1)) : undefined;
  return single(STRING, (focus, frame) => {
    const [text, from] = [subject(focus, frame), start(focus, frame)];
    if (text === undefined || from === undefined || from < 0 || from >= text.length) return undefined;
    const count = length?.(focus, frame);
    return text.slice(from, count === undefined ? undefined : from + Math.max(count, 0));
  });
};

const join: Compile = (input, call) => {
  const items = itemsOf(input);
  const separator = call.args.length > 0 ? textOf(call.argument(0)) : () => "";
  return single(STRING, (focus, frame) => {
    const texts = items(focus, frame).map((item) => jsonOf(item));
    return texts.length === 0 ? undefined : texts.filter((text) => text !== undefined).join(separator(focus, frame));
  });
};

const split: Compile = (input, call) => {
  const [subject, separator] = [textOf(input), textOf(call.argument(0))];
  return listed(STRING, (focus, frame) => subject(focus, frame)?.split(separator(focus, frame) ?? "") ?? []);
};

const toChars: Compile = (input) => {
  const subject = textOf(input);
  return listed(STRING, (focus, frame) => [...(subject(focus, frame) ?? "")]);
};

export const STRINGS: Functions = {
  startsWith: [1, 1, ofTexts(BOOLEAN, (text, prefix) => text.startsWith(prefix))],
  endsWith: [1, 1, ofTexts(BOOLEAN, (text, suffix) => text.endsWith(suffix))],
  contains: [1, 1, ofTexts(BOOLEAN, (text, part) => text.includes(part))],
  indexOf: [1, 1, ofTexts(INTEGER, (text, part) => text.indexOf(part))],
  lastIndexOf: [1, 1, ofTexts(INTEGER, (text, part) => text.lastIndexOf(part))],
  upper: [0, 0, ofTexts(STRING, (text) => text.toUpperCase())],
  lower: [0, 0, ofTexts(STRING, (text) => text.toLowerCase())],
  trim: [0, 0, ofTexts(STRING, (text) => text.trim())],
  length: [0, 0, ofTexts(INTEGER, (text) => text.length)],
  replace: [2, 2, ofTexts(STRING, (text, part, by) => text.replaceAll(part, () => by))],
  matches: [1, 1, ofPattern(matcher)],
  matchesFull: [1, 1, ofPattern(wholeMatcher)],
  replaceMatches: [2, 2, replacement],
  substring: [1, 2, substring],
  join: [0, 1, join],
  split: [1, 1, split],
  toChars: [0, 0, toChars],
};
