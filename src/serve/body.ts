/** The text of a request's body: read, unpacked and decoded, none of it beyond a limit. */
import { gunzip } from "node:zlib";
import { refuse } from "./refusal.js";

type Unpack = (bytes: Buffer, maxBytes: number) => Promise<Buffer>;

/** Content-Encoding (RFC 9110, 8.4.1) to how it is undone. */
const CODINGS: ReadonlyMap<string, Unpack> = new Map([
  ["identity", async (bytes) => bytes],
  ["gzip", ungzip],
  ["x-gzip", ungzip],
]);

/**
 * @param coding the Content-Encoding, none for a body sent as it is
 * @param maxBytes a body that is larger, as it comes or unpacked, is refused
 * @throws Refusal 413 for a larger one, 415 for a coding that is not known, 400 for bytes that are not what they should be
 */
export async function readBody(
  incoming: AsyncIterable<Buffer>,
  coding: string | undefined,
  maxBytes: number,
): Promise<string> {
  const bytes = await readBytes(incoming, maxBytes);
  const unpack = CODINGS.get((coding ?? "identity").trim().toLowerCase());
  if (!unpack) throw refuse(415, "not-supported", `The Content-Encoding ${coding} is not supported, only gzip.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await unpack(bytes, maxBytes));
  } catch (error) {
    if (error instanceof TypeError) throw refuse(400, "structure", "The body is not UTF-8.");
    throw error;
  }
}

/** Reads to the end even what is too large: a client that is still sending hears no answer. */
async function readBytes(incoming: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  return Buffer.concat(chunks);
}

/** Stops at the limit: a few bytes can unpack to more than there is memory. */
function ungzip(bytes: Buffer, maxOutputLength: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength }, (error, unpacked) => {
      if (!error) resolve(unpacked);
      else if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") reject(tooLarge(maxOutputLength));
      else reject(refuse(400, "structure", "The body is not gzip, as its Content-Encoding says."));
    });
  });
}

const tooLarge = (maxBytes: number) => refuse(413, "too-long", `The body is larger than ${maxBytes} bytes.`);
