/** The size of something found. */
import { isLength } from "./axes.js";
import { readResult } from "./result.js";
import type { ParsedAxes, ParsedQuantity, Read } from "./types.js";
import { unreadableSize } from "./unreadable.js";

/** Reads the size of something found: `4 cm`, `about 2 x 1 cm`, `<5 mm`, `3-4 cm`. */
export function readSize(text: string): Read<ParsedQuantity | ParsedAxes> {
  const { value, refusal } = readResult(text);
  if (refusal && refusal.code !== "case/unreadable-result") return { refusal };
  const { quantity, axes, same, words, range } = value ?? {};
  if (same || words || range)
    return unreadableSize(text, 0, "a size stands alone", text.length, "put what is beside it into `note`");
  if (axes) return { value: axes };
  if (quantity?.unit && isLength(quantity.unit.ucum)) return { value: quantity };
  return unreadableSize(text, 0, `"${text}" is no size`, text.length, "to keep it in words, put it into `note`");
}
