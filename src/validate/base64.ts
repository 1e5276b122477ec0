/**
 * Base64: groups of four signs, the last one padded, with white space anywhere.
 * @see https://hl7.org/fhir/R4/datatypes.html#base64Binary
 */

const [SPACE, SIGN, OTHER] = [0, 1, 2];

const KINDS = Uint8Array.from({ length: 256 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(character: string): number {
  if (/[A-Za-z0-9+/]/.test(character)) return SIGN;
  return /[ \t\n\v\f\r]/.test(character) ? SPACE : OTHER;
}

export function isBase64(text: string): boolean {
  const end = text.indexOf("=");
  const padding = end < 0 ? "" : text.slice(end).replace(/\s/g, "");
  const length = countSigns(text, end < 0 ? text.length : end) + padding.length;
  return length > 0 && length % 4 === 0 && (padding === "" || padding === "=" || padding === "==");
}

const encoder = new TextEncoder();
/** Data may be long, and bytes are read several times as fast as characters. */
const block = new Uint8Array(16_384);

/** How many signs there are up to the end; NaN when there is anything else but white space. */
function countSigns(text: string, end: number): number {
  let signs = 0;
  for (let from = 0; from < end; from += block.length) {
    const part = text.slice(from, Math.min(from + block.length, end));
    const { written } = encoder.encodeInto(part, block);
    let kinds = 0;
    for (let i = 0; i < written; i++) {
      const kind = KINDS[block[i] as number] as number;
      kinds |= kind;
      signs += kind;
    }
    // What is no ASCII is written in bytes of another kind, or not at all where they do not fit.
    if (kinds >= OTHER || written < part.length) return Number.NaN;
  }
  return signs;
}
