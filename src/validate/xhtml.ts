/** Reading XHTML piece by piece: just enough of XML for a narrative, in time that grows with the text alone. */

export type Piece =
  | { kind: "text"; text: string }
  | { kind: "open"; name: string; attributes: readonly Attribute[]; isClosed: boolean }
  | { kind: "close"; name: string }
  | { kind: "broken"; detail: string };

export interface Attribute {
  name: string;
  value: string;
}

const TAG = /^<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;
const CLOSE = /^<\/([A-Za-z][\w:.-]*)\s*>$/;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NOT_AN_ENTITY = /&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)(?:\w+;)?/;

/** What is skipped whole, by how it begins and ends. */
const SKIPPED: readonly (readonly [begin: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
];

/** The pieces in order; after a broken one there are no more. */
export function* xhtmlPieces(source: string): Generator<Piece, void> {
  for (let at = 0; at < source.length; ) {
    const end = endOfPiece(source, at);
    const whole = source.slice(at, end);
    at = end ?? source.length;
    const piece = end === undefined ? broken(whole) : readPiece(whole);
    if (piece) yield piece;
    if (piece?.kind === "broken") return;
  }
}

/** Where the piece that begins here ends; undefined when it does not. */
function endOfPiece(source: string, at: number): number | undefined {
  if (source[at] !== "<") {
    const next = source.indexOf("<", at);
    return next < 0 ? source.length : next;
  }
  const skipped = SKIPPED.find(([begin]) => source.startsWith(begin, at));
  if (skipped) {
    const end = source.indexOf(skipped[1], at);
    return end < 0 ? undefined : end + skipped[1].length;
  }
  let quote = "";
  for (let i = at + 1; i < source.length; i++) {
    const sign = source[i] as string;
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ">") return i + 1;
  }
  return undefined;
}

function readPiece(whole: string): Piece | undefined {
  if (!whole.startsWith("<")) {
    const entity = NOT_AN_ENTITY.exec(whole);
    return entity
      ? { kind: "broken", detail: `XML does not know ${quoted(entity[0])}` }
      : { kind: "text", text: whole };
  }
  if (SKIPPED.some(([begin]) => whole.startsWith(begin))) return undefined;
  const closed = CLOSE.exec(whole)?.[1];
  if (closed !== undefined) return { kind: "close", name: closed };
  const [, name, list = "", slash] = TAG.exec(whole) ?? [];
  if (name === undefined) return broken(whole);
  const attributes = [...list.matchAll(ATTRIBUTE)].map(([, key = "", a, b]) => ({ name: key, value: a ?? b ?? "" }));
  return { kind: "open", name, attributes, isClosed: slash === "/" };
}

const broken = (whole: string): Piece => ({ kind: "broken", detail: `${quoted(whole)} is no tag` });

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
