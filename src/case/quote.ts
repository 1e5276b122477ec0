/** How a text is written so that YAML reads it as that text: for the hints. */

const MAX_SHOWN = 60;

/** The text in YAML quotes: single ones when it holds double ones or a backslash. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** How `name: value` in a list is written: a result has its own place, other texts stand in quotes. */
export function colonAdvice(text: string): string {
  const [, name, value] = /^(.+?):\s+([<>≤≥]?\s*\d.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) return `quote it: ${quoted(shown(text))}`;
  const unit = /^\D*[\d.,]+$/.test(value) ? " <unit>" : "";
  return `a result stands under \`results:\`, with its unit: \`${shown(name)}: ${shown(value)}${unit}\``;
}

/** A text as a message shows it: on one line, and not too long. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line;
}

/** The hint for what was most likely meant. */
export const didYouMean = (texts: readonly string[]): string =>
  `did you mean ${texts.map((text) => `\`${text}\``).join(" or ")}?`;

/** A text kept in words instead of a grammar, as the case writes it: `{text: long term}`, quoted where YAML needs it. */
export function inWords(text: string): string {
  const words = shown(text) || "...";
  return `{text: ${/^[^\p{L}\d.]|[,:#{}[\]"'\\]/u.test(words) ? quoted(words) : words}}`;
}
