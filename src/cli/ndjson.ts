/** NDJSON as a stream: no more than a line of it is in memory. */
import { createReadStream } from "node:fs";
import { finding } from "../finding/finding.js";
import type { Source } from "./inputs.js";
import { LIMIT, textOf, unreadable } from "./read.js";

const LINE_END = 0x0a;
const SPACE = 0x20;

/** Every line of a file that is not blank, as an input called `file:line`. Only a line feed ends a line: JSON may hold U+2028. */
export async function* readLines(path: string): AsyncGenerator<Source> {
  let number = 0;
  let isEmpty = true;
  try {
    for await (const bytes of linesOf(createReadStream(path))) {
      number++;
      const name = `${path}:${number}`;
      if (!bytes) {
        yield { name, read: async () => ({ finding: finding("cli/too-large", { file: name, limit: LIMIT.text }) }) };
        return;
      }
      if (!bytes.some((byte) => byte > SPACE)) continue;
      isEmpty = false;
      yield { name, read: async () => textOf(name, bytes) };
    }
    if (isEmpty) {
      const nothing = finding("cli/no-inputs", { path, why: "has no line in it" });
      yield { name: path, read: async () => ({ finding: nothing }) };
    }
  } catch (error) {
    yield { name: path, read: async () => ({ finding: unreadable(path, error as NodeJS.ErrnoException) }) };
  }
}

/** Undefined, and the end, for a line that is longer than what is read of a file. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      [parts, size, start] = [[], 0, end + 1];
    }
    parts.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > LIMIT.bytes) return void (yield undefined);
  }
  if (size > 0) yield Buffer.concat(parts);
}
