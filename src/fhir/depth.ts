import { endOfString } from "./scan.js";

/** How deep FHIR JSON may nest here: far beyond any real resource, far below what exhausts the stack. */
export const MAX_DEPTH = 400;

const QUOTE = 0x22;
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Whether a JSON text nests deeper than MAX_DEPTH; looked at before parsing, so that no parser has to survive it. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = endOfString(text, i) - 1;
    else if (c === OPEN_OBJECT || c === OPEN_LIST) {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === CLOSE_OBJECT || c === CLOSE_LIST) depth--;
  }
  return false;
}
