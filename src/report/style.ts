/** Colour for a terminal, or none. */

export interface Style {
  error(text: string): string;
  warning(text: string): string;
  information(text: string): string;
  /** What may be overlooked: line numbers, places. */
  quiet(text: string): string;
  strong(text: string): string;
}

const RESET = "\u001b[0m";
const ANSI = {
  error: "\u001b[31m",
  warning: "\u001b[33m",
  information: "\u001b[36m",
  quiet: "\u001b[2m",
  strong: "\u001b[1m",
};

/** @param colour whether the text goes to a terminal that shows colour */
export function styleFor(colour: boolean): Style {
  const paint = (code: string) => (text: string) => (colour && text !== "" ? `${code}${text}${RESET}` : text);
  return {
    error: paint(ANSI.error),
    warning: paint(ANSI.warning),
    information: paint(ANSI.information),
    quiet: paint(ANSI.quiet),
    strong: paint(ANSI.strong),
  };
}

/** Control characters of somebody's file must not steer the reader's terminal: each is shown as a replacement mark. */
export function harmless(text: string): string {
  return text.replace(/\p{Cc}/gu, (c) => (c === "\n" || c === "\t" ? c : "\ufffd"));
}
