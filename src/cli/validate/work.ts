/** What is to be judged, as a stream: files by their paths, NDJSON in blocks of lines. */
import { type Finding, finding } from "../../finding/finding.js";
import { isNdjson } from "../inputs.js";
import { blocksOf, isResource, noLines, openNdjson } from "../ndjson.js";
import { LIMIT, nameOf, unreadable } from "../read.js";
import type { Work } from "./judge.js";

/** Work, or why there is none of a file. */
export type Step = Work | { kind: "failure"; file: string; finding: Finding };

const LINE_END = 0x0a;
const SPACE = 0x20;

/** @param files as findInputs gives them; `-` is the standard input */
export async function* workOf(files: Iterable<string>): AsyncGenerator<Step> {
  for (const file of files) {
    if (file === "-") yield* workOfStream(nameOf(file), process.stdin);
    else if (isNdjson(file)) yield* workOfLines(file, openNdjson(file));
    else yield { kind: "file", path: file };
  }
}

async function* workOfLines(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Step> {
  let isEmpty = true;
  try {
    for await (const { firstLine, bytes } of blocksOf(chunks)) {
      if (!bytes) {
        const bundle = { file, line: firstLine };
        const tooLarge = finding("cli/too-large", { file: `${file}:${firstLine}`, limit: LIMIT.text }, { bundle });
        yield { kind: "failure", file, finding: tooLarge };
        return;
      }
      isEmpty &&= !bytes.some((byte) => byte > SPACE);
      yield { kind: "lines", file, firstLine, bytes };
    }
    if (isEmpty) yield { kind: "failure", file, finding: noLines(file) };
  } catch (error) {
    yield { kind: "failure", file, finding: unreadable(file, error as NodeJS.ErrnoException) };
  }
}

/** A stream has no name that tells what it is: it is NDJSON when its first line is a whole resource. */
async function* workOfStream(file: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Step> {
  const chunks = stream[Symbol.asyncIterator]();
  const parts: Buffer[] = [];
  let size = 0;
  let firstLine = "";
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      parts.push(next.value);
      size += next.value.length;
      if (size > LIMIT.bytes) {
        yield { kind: "failure", file, finding: finding("cli/too-large", { file, limit: LIMIT.text }) };
        return;
      }
      if (firstLine !== "" || !next.value.includes(LINE_END)) continue;
      firstLine = firstLineOf(Buffer.concat(parts));
      if (isResource(firstLine)) {
        yield* workOfLines(file, joined(parts, chunks));
        return;
      }
    }
    yield { kind: "bytes", file, bytes: Buffer.concat(parts) };
  } catch (error) {
    yield { kind: "failure", file, finding: unreadable(file, error as NodeJS.ErrnoException) };
  }
}

/** The first that is not blank; empty while its end was not read. */
function firstLineOf(bytes: Buffer): string {
  const start = bytes.findIndex((byte) => byte > SPACE);
  const end = start < 0 ? -1 : bytes.indexOf(LINE_END, start);
  return end < 0 ? "" : bytes.toString("utf8", start, end);
}

async function* joined(parts: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* parts;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
