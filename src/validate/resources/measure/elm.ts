/** The expressions of a Library, read from its compiled CQL (ELM as XML). */
import { type JsonObject, objects } from "../../scope.js";

const ELM = "application/elm+xml";
const STATEMENTS = /<statements\b[^>]*>([\s\S]*)<\/statements>/;
const DEFINITION = /<def\b[^>]*?\sname\s*=\s*"([^"]*)"/g;

/** @returns undefined when the library has no ELM that can be read */
export function elmNames(library: JsonObject): ReadonlySet<string> | undefined {
  for (const { contentType, data } of objects(library.content)) {
    if (contentType !== ELM || typeof data !== "string") continue;
    const statements = STATEMENTS.exec(decode(data) ?? "")?.[1];
    if (statements === undefined) continue;
    return new Set([...statements.matchAll(DEFINITION)].map(([, name]) => name as string));
  }
  return undefined;
}

/** The text that base64 stands for; undefined when it is none. */
function decode(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
