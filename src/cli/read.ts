/** Reading what the command line names: whole, as text, within a limit. */
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { type Finding, finding } from "../finding/finding.js";
import { reasonOf } from "./system.js";

/** The most that is read of one file: JavaScript holds no longer texts than about 512 MiB. */
export const LIMIT = { bytes: 384 * 1024 * 1024, text: "384 MiB" };

export interface Text {
  /** How findings call it. */
  file: string;
  /** Without a byte order mark; U+FFFD stands for what is not UTF-8. */
  text: string;
  /** The first byte that is not UTF-8; -1 when all are. */
  oddByte: number;
  bytes: Uint8Array;
}

/** How findings call a path of the command line. */
export const nameOf = (path: string): string => (path === "-" ? "stdin" : path);

/** Reads a file, or the standard input for `-`. A file without an end (a device, a pipe) is given up at the limit, too. */
export async function readText(path: string): Promise<Text | { finding: Finding }> {
  const file = nameOf(path);
  try {
    const bytes = await readBytes(path === "-" ? process.stdin : createReadStream(path));
    if (!bytes) return { finding: finding("cli/too-large", { file, limit: LIMIT.text }) };
    return textOf(file, bytes);
  } catch (error) {
    return { finding: unreadable(file, error as NodeJS.ErrnoException) };
  }
}

/** The text that bytes are. */
export function textOf(file: string, bytes: Buffer): Text | { finding: Finding } {
  if (isUtf16(bytes)) {
    const params = { file, byte: 0, hint: "it is UTF-16: save it as UTF-8" };
    return { finding: finding("cli/not-utf8", params, { bundle: { file } }) };
  }
  return { file, text: new TextDecoder().decode(bytes), oddByte: firstOddByte(bytes), bytes };
}

async function readBytes(stream: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LIMIT.bytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** By its byte order mark, or since every other byte of what is no more than ASCII is zero. */
const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff) ||
  (second !== undefined && (first === 0) !== (second === 0));

function firstOddByte(bytes: Buffer): number {
  if (isUtf8(bytes)) return -1;
  const again = Buffer.from(bytes.toString("utf8"));
  return bytes.findIndex((byte, i) => byte !== again[i]);
}

export function unreadable(file: string, error: NodeJS.ErrnoException): Finding {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return finding("cli/no-such-file", { file });
  if (error.code === "EISDIR") return finding("cli/not-a-file", { file });
  if (error.code === undefined) throw error;
  return finding("cli/cannot-read", { file, reason: reasonOf(error) });
}
