/** JSON Pointer (RFC 6901): how findings, traces and links name a place in a case document. */

/** The pointer to what stands under keys (or indexes), one inside the other, of what `pointer` leads to. */
export const pointerTo = (pointer: string, ...keys: (string | number)[]): string =>
  [pointer, ...keys.map((key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");

/** The keys and indexes a pointer leads through, unescaped. */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
