/** The text of a source, as the commands that count its sentences read it. */
import { createHash } from "node:crypto";
import { type Sentence, sentencesOf } from "../case/index.js";
import { type Finding, finding } from "../finding/finding.js";
import { readText } from "./read.js";

export interface SourceText {
  file: string;
  text: string;
  /** Of the file's bytes, as `sha256sum` gives it and `source` in a case keeps it. */
  sha256: string;
  sentences: Sentence[];
}

/** Reads the text of a source (`-`: the standard input); text that is not UTF-8, or holds no sentence, is a finding. */
export async function readSource(path: string): Promise<SourceText | { finding: Finding }> {
  const read = await readText(path);
  if ("finding" in read) return read;
  const { file, text, oddByte, bytes } = read;
  if (oddByte >= 0) return { finding: finding("cli/not-utf8", { file, byte: oddByte }) };
  const sentences = sentencesOf(text);
  if (sentences.length === 0) return { finding: finding("cli/no-sentences", { file }) };
  return { file, text, sha256: createHash("sha256").update(bytes).digest("hex"), sentences };
}
