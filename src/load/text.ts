import { stringifyJson } from "../fhir/json.js";

/** Control characters (a terminal obeys them), line ends, and the marks that turn the direction of text. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** What a server said, safe to show: one line, nothing a terminal would act on, not longer than `max` characters. */
export function safeText(text: string, max = 300): string {
  const line = text.replace(UNSAFE, " ").replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** A value of a resource in few characters, for a sentence. */
export function showValue(value: unknown, digits?: string): string {
  return safeText(digits ?? stringifyJson(value, 0), 80);
}
