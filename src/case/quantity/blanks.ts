/** Several blanks mean no more than one. */
import type { Read } from "./types.js";

/** A reader for which they are one; what it refuses stands where it stood before. */
export const withPlainBlanks =
  <T>(read: (text: string) => Read<T>) =>
  (source: string): Read<T> => {
    const plain = source.replace(/[ \t]{2,}/g, " ");
    const { value, refusal } = read(plain);
    if (refusal === undefined) return { value };
    const offset = offsetIn(source, plain, refusal.offset);
    const end = offsetIn(source, plain, refusal.offset + refusal.length);
    return { refusal: { ...refusal, offset, length: Math.max(1, end - offset) } };
  };

/** Where a character of the plain text stands in the source. */
function offsetIn(source: string, plain: string, offset: number): number {
  let at = 0;
  for (let i = 0; i < offset && at < source.length; i++) {
    at++;
    const blank = plain[i] === " " || plain[i] === "\t";
    while (blank && /[ \t]/.test(source[at] ?? "")) at++;
  }
  return at;
}
