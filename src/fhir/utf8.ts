const encoder = new TextEncoder();
const scratch = new Uint8Array(2 ** 16);

/** How many bytes a text is as UTF-8, without a copy of it. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(text.slice(at), scratch);
    at += read;
    bytes += written;
  }
  return bytes;
}
