/**
 * The YAML parser's first complaint in our words: what the author most likely meant, and how it is written.
 */
import { type Finding, finding } from "../finding/finding.js";
import { writtenValue } from "./line.js";
import type { TextPlaces } from "./place.js";
import { type Reading, RULES, type SyntaxScene } from "./syntax-rules.js";
import { MAX_DEPTH, openAt, type SyntaxProblem, type YamlText } from "./yaml.js";

export function explainSyntax(problem: NonNullable<YamlText["problem"]>, places: TextPlaces): Finding {
  const { text } = places;
  const reading = problem.kind === "syntax" ? explain(problem, text) : LIMITS[problem.kind](problem.start);
  const hint = reading.hint === undefined ? {} : { hint: reading.hint };
  return finding(reading.code, reading.params ?? {}, { case: places.at(...reading.span), ...hint });
}

const LIMITS: Record<"too deep" | "too long" | "second document", (start: number) => Reading> = {
  "too deep": (start) => ({ code: "case/too-deep", span: [start, start + 1], params: { limit: MAX_DEPTH } }),
  "too long": () => ({ code: "case/too-large", span: [0, 1] }),
  "second document": (start) => ({ code: "case/many-documents", span: [start, start + 3] }),
};

/** The first rule that recognizes the scene speaks. */
function explain(problem: SyntaxProblem, text: string): Reading {
  const start = Math.min(problem.start, text.length);
  const open = openAt(text, start);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const inFlow = open.brackets.some((bracket) => bracket < lineStart);
  const scene: SyntaxScene = { ...problem, start, text, open, lineStart, value: writtenValue(text, start, inFlow) };
  for (const rule of RULES) {
    const reading = rule(scene);
    if (reading) return reading;
  }
  return { code: "case/not-yaml", span: [start, Math.max(start + 1, problem.end)] };
}
