/**
 * Base64: groups of four signs, the last one padded, with white space anywhere.
 * @see https://hl7.org/fhir/R4/datatypes.html#base64Binary
 */

const OTHER = 128;
const SPACE = " ".charCodeAt(0);

/** 1 for a sign, 0 for white space. */
function kindOf(code: number): number {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9+/]/.test(character)) return 1;
  return /[ \t\n\v\f\r]/.test(character) ? 0 : OTHER;
}

/** Of two bytes together: how many of them are signs, or OTHER. */
function kindsOfPairs(): Uint8Array {
  const kinds = Array.from({ length: 256 }, (_, code) => kindOf(code));
  return new Uint8Array(65_536).map((_, pair) =>
    Math.min((kinds[pair & 255] as number) + (kinds[pair >> 8] as number), OTHER),
  );
}

export function isBase64(text: string): boolean {
  const end = text.indexOf("=");
  const padding = end < 0 ? "" : text.slice(end).replace(/\s/g, "");
  const length = countSigns(text, end < 0 ? text.length : end) + padding.length;
  return length > 0 && length % 4 === 0 && (padding === "" || padding === "=" || padding === "==");
}

const encoder = new TextEncoder();
/** Data may be long, and bytes are read several times as fast as characters, two at a time. */
const block = new Uint8Array(16_384);
const pairs = new Uint16Array(block.buffer);
let known: Uint8Array | undefined;

/** How many signs there are up to the end; NaN when there is anything else but white space. */
function countSigns(text: string, end: number): number {
  known ??= kindsOfPairs();
  let signs = 0;
  for (let from = 0; from < end; from += block.length) {
    const part = text.slice(from, Math.min(from + block.length, end));
    const { written } = encoder.encodeInto(part, block);
    if (written % 2 === 1) block[written] = SPACE;
    let kinds = 0;
    for (let i = 0; i * 2 < written; i++) {
      const kind = known[pairs[i] as number] as number;
      kinds |= kind;
      signs += kind;
    }
    // What is no ASCII is written in bytes of another kind, or not at all where they do not fit.
    if (kinds >= OTHER || written < part.length) return Number.NaN;
  }
  return signs;
}
