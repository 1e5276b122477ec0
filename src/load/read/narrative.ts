/** Whether two narratives say the same: how a server writes XHTML (spacing, entities, quotes, empty elements) is its own. */

import { decodeEntities } from "../../fhir/entities.js";

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

const plain = (text: string): string => decodeEntities(text).replace(/[ \t\r\n]+/g, " ");
