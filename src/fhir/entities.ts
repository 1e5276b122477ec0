/** The characters that XML writes as entities, and the one of HTML's that narratives have all the same. */

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const ENTITY = /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi;

/** A text with its entities replaced by what they stand for; those that stand for nothing are left as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name = "") => {
    if (name !== "") return Object.hasOwn(NAMED, name) ? (NAMED[name] as string) : whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
