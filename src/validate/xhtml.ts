/** Reading XHTML piece by piece: just enough of XML for a narrative, in time that grows with the text alone. */

export interface Attribute {
  name: string;
  value: string;
}

/** Hears the pieces of an element and of what is in it, in their order. */
export interface XhtmlHandler {
  /** What stands in the source between two positions, and is no tag. */
  text(source: string, from: number, to: number): void;
  open(name: string, attributes: readonly Attribute[]): void;
  /** Told of every element, also of one that is closed as it is opened. */
  close(name: string): void;
}

/** @returns why the text is not well-formed, if it is not; nothing is heard of what comes behind that */
export function readXhtml(source: string, handler: XhtmlHandler): string | undefined {
  return new Reader(source, handler).read();
}

const NO_ATTRIBUTES: readonly Attribute[] = [];
const ENTITY = /&(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);/y;
const CDATA = "<![CDATA[";

/** What is skipped whole, by how it begins and ends. */
const SKIPPED: readonly (readonly [begin: string, end: string])[] = [
  ["<!--", "-->"],
  [CDATA, "]]>"],
  ["<?", "?>"],
];

const [LETTER, NAME, SPACE] = [1, 2, 4];
/** What the ASCII characters can be a part of; names are of those alone. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return (
    (/[A-Za-z]/.test(sign) ? LETTER : 0) | (/[\w:.-]/.test(sign) ? NAME : 0) | (/[ \t\r\n]/.test(sign) ? SPACE : 0)
  );
});
const [SLASH, EQUALS, GREATER, EXCLAMATION, QUESTION] = [..."/=>!?"].map((sign) => sign.charCodeAt(0));

class Reader {
  #at = 0;
  /** The first & that was not looked at yet; the end where there is none. */
  #ampersand = -1;
  /** The elements that are open, the innermost last. */
  readonly #open: string[] = [];
  #hasRoot = false;

  constructor(
    readonly source: string,
    readonly handler: XhtmlHandler,
  ) {}

  read(): string | undefined {
    const { source } = this;
    while (this.#at < source.length) {
      const from = this.#at;
      this.#at = this.#find("<", from);
      const wrong = (this.#at > from ? this.#text(from, this.#at) : undefined) ?? this.#markup();
      if (wrong !== undefined) return wrong;
    }
    const last = this.#open.pop();
    return last === undefined ? undefined : `<${last}> is not closed`;
  }

  #find(sign: string, from: number): number {
    const found = this.source.indexOf(sign, from);
    return found < 0 ? this.source.length : found;
  }

  #text(from: number, to: number): string | undefined {
    return this.#unknownEntity(from, to) ?? this.#content(from, to);
  }

  #content(from: number, to: number): string | undefined {
    if (this.#open.length > 0) this.handler.text(this.source, from, to);
    else if (this.source.slice(from, to).trim() !== "") return "there is text outside the div";
    return undefined;
  }

  #unknownEntity(from: number, to: number): string | undefined {
    if (this.#ampersand < from) this.#ampersand = this.#find("&", from);
    for (; this.#ampersand < to; this.#ampersand = this.#find("&", this.#ampersand + 1)) {
      ENTITY.lastIndex = this.#ampersand;
      if (!ENTITY.test(this.source))
        return `XML does not know ${quoted(/^&(?:\w+;)?/.exec(this.source.slice(this.#ampersand, to))?.[0] ?? "&")}`;
    }
    return undefined;
  }

  /** Reads what begins here with <, if anything does, and goes on behind it; returns what is wrong. */
  #markup(): string | undefined {
    switch (this.source.charCodeAt(this.#at + 1)) {
      case SLASH:
        return this.#closing();
      case EXCLAMATION:
      case QUESTION:
        return this.#skip();
      default:
        return this.#at < this.source.length ? this.#opening() : undefined;
    }
  }

  #opening(): string | undefined {
    const start = this.#at++;
    if (!this.#is(LETTER)) return broken(this.source, start);
    const name = this.#name();
    const attributes = this.source.charCodeAt(this.#at) === GREATER ? NO_ATTRIBUTES : this.#attributes();
    if (typeof attributes === "string") return attributes;
    if (attributes.length > 1 && new Set(attributes.map((one) => one.name)).size < attributes.length)
      return `an attribute stands twice in <${name}>`;
    this.#space();
    const isClosed = this.#take(SLASH);
    if (!this.#take(GREATER)) return broken(this.source, start);
    if (this.#open.length === 0 && this.#hasRoot) return "there is more than one element at the top";
    this.#hasRoot = true;
    this.handler.open(name, attributes);
    if (isClosed) this.handler.close(name);
    else this.#open.push(name);
    return undefined;
  }

  #closing(): string | undefined {
    const { source } = this;
    const start = this.#at;
    const last = this.#open.pop();
    this.#at += 2;
    // Most are right.
    if (
      last !== undefined &&
      source.startsWith(last, this.#at) &&
      source.charCodeAt(this.#at + last.length) === GREATER
    )
      this.#at += last.length + 1;
    else {
      const name = this.#is(LETTER) ? this.#name() : "";
      this.#space();
      if (name === "" || !this.#take(GREATER)) return broken(source, start);
      if (last === undefined) return `</${name}> closes nothing`;
      if (last !== name) return `<${last}> is closed by </${name}>`;
    }
    this.handler.close(last);
    return undefined;
  }

  /** Comments and instructions say nothing to a reader; what is in a CDATA section is text as it stands. */
  #skip(): string | undefined {
    const { source } = this;
    const start = this.#at;
    const [begin, close] = SKIPPED.find(([one]) => source.startsWith(one, start)) ?? ["", ""];
    const end = begin === "" ? -1 : source.indexOf(close, start + begin.length);
    if (end < 0) return broken(source, start);
    this.#at = end + close.length;
    return begin === CDATA ? this.#content(start + begin.length, end) : undefined;
  }

  /** As far as they are right; or which entity XML does not know. */
  #attributes(): readonly Attribute[] | string {
    const { source } = this;
    let attributes: Attribute[] | undefined;
    for (let end = this.#at; ; end = this.#at) {
      this.#space();
      const isApart = this.#at > end;
      const name = this.#name();
      this.#space();
      const isNamed = isApart && name !== "" && this.#take(EQUALS);
      this.#space();
      const quote = source[this.#at];
      const from = this.#at + 1;
      const to = isNamed && (quote === '"' || quote === "'") ? source.indexOf(quote, from) : -1;
      const value = to < 0 ? "<" : source.slice(from, to);
      if (value.includes("<")) {
        this.#at = end;
        return attributes ?? NO_ATTRIBUTES;
      }
      const detail = this.#unknownEntity(from, to);
      if (detail !== undefined) return detail;
      attributes ??= [];
      attributes.push({ name, value });
      this.#at = to + 1;
    }
  }

  #name(): string {
    const from = this.#at;
    while (this.#is(NAME)) this.#at++;
    return this.source.slice(from, this.#at);
  }

  #space(): void {
    while (this.#is(SPACE)) this.#at++;
  }

  #is(kind: number): boolean {
    const code = this.source.charCodeAt(this.#at);
    return code < 128 && ((KINDS[code] as number) & kind) !== 0;
  }

  #take(code: number | undefined): boolean {
    if (this.source.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }
}

function broken(source: string, at: number): string {
  const end = source.indexOf(">", at);
  return `${quoted(source.slice(at, end < 0 ? undefined : end + 1))} is no tag`;
}

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
