/** NDJSON as a stream: no more than a block of whole lines of it is in memory. */
import { createReadStream } from "node:fs";
import { finding } from "../finding/finding.js";
import type { Source } from "./inputs.js";
import { LIMIT, textOf, unreadable } from "./read.js";

const LINE_END = 0x0a;
const SPACE = 0x20;

/** How much is read at once. */
const BLOCK = 2 ** 18;

/** Whole lines, as they follow each other. */
export interface Block {
  /** The number of the first of them; 1-based. */
  firstLine: number;
  /** Undefined, and the end, for a line that is longer than what is read of a file. */
  bytes: Buffer | undefined;
}

export const openNdjson = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: BLOCK });

/** Cuts what is read behind the last line of each piece. */
export async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  let parts: Buffer[] = [];
  let [size, firstLine] = [0, 1];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_END) + 1;
    if (end > 0) {
      const bytes = Buffer.concat([...parts, chunk.subarray(0, end)]);
      // Counted before: who gets the bytes may hand them over.
      const lines = linesIn(bytes);
      yield { firstLine, bytes };
      firstLine += lines;
      [parts, size] = [[], 0];
    }
    parts.push(chunk.subarray(end));
    size += chunk.length - end;
    if (size > LIMIT.bytes) {
      yield { firstLine, bytes: undefined };
      return;
    }
  }
  if (size > 0) yield { firstLine, bytes: Buffer.concat(parts) };
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, end + 1)) count++;
  return count;
}

/** The lines of a block that are not blank. Only a line feed ends a line: JSON may hold U+2028. */
export function* linesOf({ firstLine, bytes }: { firstLine: number; bytes: Buffer }): Generator<{
  line: number;
  bytes: Buffer;
}> {
  for (let [line, start] = [firstLine, 0]; start < bytes.length; line++) {
    const end = bytes.indexOf(LINE_END, start);
    const one = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (one.some((byte) => byte > SPACE)) yield { line, bytes: one };
    start += one.length + 1;
  }
}

/** Every line of a file that is not blank, as an input called `file:line`. */
export async function* readLines(path: string): AsyncGenerator<Source> {
  let isEmpty = true;
  try {
    for await (const { firstLine, bytes } of blocksOf(openNdjson(path))) {
      if (!bytes) {
        const name = `${path}:${firstLine}`;
        yield { name, read: async () => ({ finding: finding("cli/too-large", { file: name, limit: LIMIT.text }) }) };
        return;
      }
      for (const line of linesOf({ firstLine, bytes })) {
        const name = `${path}:${line.line}`;
        isEmpty = false;
        yield { name, read: async () => textOf(name, line.bytes) };
      }
    }
    if (isEmpty) yield { name: path, read: async () => ({ finding: noLines(path) }) };
  } catch (error) {
    yield { name: path, read: async () => ({ finding: unreadable(path, error as NodeJS.ErrnoException) }) };
  }
}

export const noLines = (path: string) => finding("cli/no-inputs", { path, why: "has no line in it" });

/** Whether a line is a resource on its own, as in NDJSON. */
export function isResource(line: string): boolean {
  if (!/^\{.*\}\s*$/s.test(line)) return false;
  try {
    return Object.hasOwn(JSON.parse(line) as object, "resourceType");
  } catch {
    return false;
  }
}
