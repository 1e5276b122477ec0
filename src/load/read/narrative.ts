/** Whether two narratives say the same: how a server writes XHTML (spacing, entities, quotes, empty elements) is its own. */

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

export function sameNarrative(a: string, b: string): boolean {
  return a === b || normal(a) === normal(b);
}

/** Tags as `name attributes in order`, an empty element as its two tags, text with entities resolved and spaces joined. */
function normal(xhtml: string): string {
  return [
    ...withoutComments(xhtml).matchAll(/<(\/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+|</gs),
  ]
    .map(([text, close, name, attributes, empty]) => {
      if (name === undefined) return plain(text);
      const open = `<${close}${name}${attributesOf(attributes ?? "")}>`;
      return empty ? `${open}</${name}>` : open;
    })
    .filter((part) => part.trim() !== "")
    .map((part) => part.trim())
    .join("");
}

/** Linear in the length whatever a server sends, which a regular expression over unclosed comments is not. */
function withoutComments(xhtml: string): string {
  const parts = xhtml.split("-->");
  return parts
    .map((part, i) => {
      if (i === parts.length - 1) return part;
      const start = part.indexOf("<!--");
      return start < 0 ? `${part}-->` : part.slice(0, start);
    })
    .join("");
}

function attributesOf(text: string): string {
  return [...text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
    .map(([, name, double, single]) => ` ${name}=${JSON.stringify(plain(double ?? single ?? ""))}`)
    .sort()
    .join("");
}

function plain(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/[ \t\r\n]+/g, " ");
}
