/** Bodies packed with gzip (RFC 9110, section 8.4.1.3). */
import type { Request } from "./attempt.js";

/** Below this a body is not worth packing, in bytes. */
const WORTH_PACKING = 1024;

export interface Content {
  body?: Request["body"];
  headers?: Request["headers"];
}

/** The body of a request packed, with the header that says so; a short one, or one that is bytes already, as it is. */
export async function packed(body: Request["body"]): Promise<Content> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : undefined;
  if (!bytes || bytes.length <= WORTH_PACKING) return { body };
  return { body: await gzip(bytes), headers: { "content-encoding": "gzip" } };
}

export async function gzip(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
