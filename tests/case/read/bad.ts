import { readDocument } from "../../../src/case/read.js";
import { checkSchema } from "../../../src/case/schema.js";
import type { Finding } from "../../../src/finding/finding.js";

/** What a bad document must give: its code, the line and column, the underlined text, and words of the hint. */
export type BadRow = readonly [text: string, code: string, at: string, underlined: string, hint?: string];

export const findingsOf = (text: string): Finding[] => {
  const { document, findings } = readDocument(text, { file: "case.yaml" });
  return document ? [...findings, ...checkSchema(document)] : findings;
};

export const positionOf = ({ case: at }: Finding): string => `${at?.line}:${at?.column}`;

/** The characters that the caret line underlines. */
export function underlined(text: string, { case: at }: Pick<Finding, "case">): string {
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n/)[(at?.line ?? 0) - 1] ?? "";
  const start = (at?.column ?? 1) - 1;
  return line.slice(start, start + (at?.length ?? 0));
}
