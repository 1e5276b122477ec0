/** How deep FHIR JSON may nest here: far beyond any real resource, far below what exhausts the stack. */
export const MAX_DEPTH = 400;

/** Whether a JSON text nests deeper than MAX_DEPTH; looked at before parsing, so that no parser has to survive it. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i++;
      else if (c === 0x22) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
}
