/** Reading XHTML piece by piece: just enough of XML for a narrative, in time that grows with the text alone. */

export interface Attribute {
  name: string;
  value: string;
}

/** Hears the pieces in their order; a sentence that comes back says what is wrong and ends the reading. */
export interface XhtmlHandler {
  text(text: string): string | undefined;
  open(name: string, attributes: readonly Attribute[], isClosed: boolean): string | undefined;
  close(name: string): string | undefined;
}

const NO_ATTRIBUTES: readonly Attribute[] = [];
const NOT_AN_ENTITY = /&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)(?:\w+;)?/;
const NAME = /[A-Za-z][\w:.-]*/y;
const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const END_OF_TAG = /\s*(\/?)>/y;
const END_OF_CLOSE = /\s*>/y;

/** What is skipped whole, by how it begins and ends. */
const SKIPPED: readonly (readonly [begin: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
];

/** @returns why the text is not well-formed, if it is not */
export function readXhtml(source: string, handler: XhtmlHandler): string | undefined {
  let at = 0;
  while (at < source.length) {
    const tag = source.indexOf("<", at);
    const end = tag < 0 ? source.length : tag;
    if (end > at) {
      const detail = readText(source.slice(at, end), handler);
      if (detail !== undefined) return detail;
    }
    if (tag < 0) return undefined;
    const next = readTag(source, tag, handler);
    if (typeof next === "string") return next;
    at = next;
  }
  return undefined;
}

function readText(text: string, handler: XhtmlHandler): string | undefined {
  const entity = text.includes("&") ? NOT_AN_ENTITY.exec(text) : null;
  return entity ? `XML does not know ${quoted(entity[0])}` : handler.text(text);
}

/** @returns where the text goes on, or what is wrong */
function readTag(source: string, at: number, handler: XhtmlHandler): number | string {
  const second = source.charCodeAt(at + 1);
  if (second === 0x2f) return readClose(source, at, handler);
  if (second === 0x21 || second === 0x3f) {
    const skipped = SKIPPED.find(([begin]) => source.startsWith(begin, at));
    const end = skipped ? source.indexOf(skipped[1], at) : -1;
    return skipped && end >= 0 ? end + skipped[1].length : broken(source, at);
  }
  const name = match(NAME, source, at + 1);
  if (!name) return broken(source, at);
  let attributes = NO_ATTRIBUTES;
  let from = at + 1 + name[0].length;
  for (let found = source.charCodeAt(from) === 0x3e ? null : match(ATTRIBUTE, source, from); found; ) {
    if (attributes === NO_ATTRIBUTES) attributes = [];
    const value = found[2] ?? found[3] ?? "";
    const entity = value.includes("&") ? NOT_AN_ENTITY.exec(value) : null;
    if (entity) return `XML does not know ${quoted(entity[0])}`;
    (attributes as Attribute[]).push({ name: found[1] as string, value });
    from += found[0].length;
    found = match(ATTRIBUTE, source, from);
  }
  if (attributes.length > 1 && new Set(attributes.map(({ name: one }) => one)).size < attributes.length)
    return `an attribute stands twice in <${name[0]}>`;
  const end = match(END_OF_TAG, source, from);
  if (!end) return broken(source, at);
  return handler.open(name[0], attributes, end[1] === "/") ?? from + end[0].length;
}

function readClose(source: string, at: number, handler: XhtmlHandler): number | string {
  const name = match(NAME, source, at + 2);
  const from = at + 2 + (name?.[0].length ?? 0);
  const end = name && match(END_OF_CLOSE, source, from);
  return name && end ? (handler.close(name[0]) ?? from + end[0].length) : broken(source, at);
}

/** What a sticky expression matches exactly here. */
function match(expression: RegExp, source: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(source);
}

function broken(source: string, at: number): string {
  const end = source.indexOf(">", at);
  return `${quoted(source.slice(at, end < 0 ? undefined : end + 1))} is no tag`;
}

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
