/**
 * The addresses in a narrative: whether they are active, and whether those that carry their data are right.
 * @see https://hl7.org/fhir/R4/narrative.html#rules
 */
import { decodeEntities } from "../fhir/entities.js";
import { isBase64 } from "./base64.js";

const ADDRESSES: ReadonlySet<string> = new Set(["cite", "href", "longdesc", "src", "usemap"]);
const SCRIPT = /^(?:java|vb)script:/i;
/** What may hold a script that runs where it is opened; an image is only shown. */
const ACTIVE_DATA = /^data:[^,]*(?:html|script|\bxml)/i;
/** What no browser takes for a part of an address: white space and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what hides a scheme
const HIDDEN = /[\u0000-\u0020\u007f-\u009f]+/g;
const DATA = /^data:/i;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(?:;[\w.+-]+=[\w.+-]+)*;base64$/i;

/** Whether the attribute's value is an address. */
export const isAddress = (attribute: string): boolean => ADDRESSES.has(attribute);

/** Whether the address is a script, or leads to data that can hold one, however it is written. */
export function runsScript(attribute: string, address: string): boolean {
  const plain = decodeEntities(address).replace(HIDDEN, "");
  return SCRIPT.test(plain) || (attribute !== "src" && ACTIVE_DATA.test(plain));
}

/** What is wrong with a data: URL; undefined when nothing is, or when it is none. */
export function dataFault(address: string): string | undefined {
  if (!DATA.test(address)) return undefined;
  const comma = address.indexOf(",");
  if (comma < 0) return "it has no data";
  if (address.includes(",", comma + 1)) return "there is a comma in its data";
  if (!MEDIA_TYPE.test(address.slice("data:".length, comma).trim()))
    return "it needs a media type and ;base64 before the comma";
  return isBase64(address.slice(comma + 1)) ? undefined : "its data is not base64";
}
