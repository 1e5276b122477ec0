/** Token search (https://hl7.org/fhir/R4/search.html#token): what a value can be found by, and how a query asks. */
import { valuesAt } from "./values.js";

export interface Token {
  /** Undefined where the value has none (for a `code`: where its system is implied by the element). */
  system?: string;
  code: string;
}

/** The tokens of an Identifier, CodeableConcept, Coding, ContactPoint, code, string or boolean. */
export function tokensOf(value: unknown): Token[] {
  if (typeof value === "string" || typeof value === "boolean") return [{ code: String(value) }];
  if (typeof value !== "object" || value === null) return [];
  const { coding, code, value: text, system } = value as Record<string, unknown>;
  if (Array.isArray(coding)) return coding.flatMap(tokensOf);
  const word = code ?? text;
  if (typeof word !== "string") return [];
  return [{ ...(typeof system === "string" ? { system } : {}), code: word }];
}

/** What a query asks: `code` any system, `system|code`, `|code` no system, `system|` any code of it. */
export interface TokenQuery {
  system?: string;
  code?: string;
}

export function parseToken(text: string): TokenQuery {
  const [, system, code] = /^((?:\\.|[^\\|])*)\|(.*)$/s.exec(text) ?? [];
  if (system === undefined) return { code: plain(text) };
  return { system: plain(system), ...(code ? { code: plain(code) } : {}) };
}

/** A value of a query without the backslashes that make `,` `|` `$` `\` plain. */
export const plain = (text: string): string => text.replace(/\\([,|$\\])/g, "$1");

export function matchesToken(token: Token, query: TokenQuery): boolean {
  return (
    (query.code === undefined || query.code === token.code) &&
    (query.system === undefined || query.system === (token.system ?? ""))
  );
}

/** Parameters whose tokens the store indexes, with their paths. */
const INDEXED: readonly { code: string; paths: readonly string[] }[] = [
  { code: "identifier", paths: ["identifier", "masterIdentifier"] },
  { code: "_tag", paths: ["meta.tag"] },
];

/** The name of a token in the index, or undefined when the index cannot answer the query. */
export function tokenKey(parameter: string, { system, code }: TokenQuery): string | undefined {
  if (code === undefined || !INDEXED.some((row) => row.code === parameter)) return undefined;
  return `${parameter}\n${system ?? "*"}\n${code}`;
}

/** Every name under which the index finds a resource: with its system (or none), and with any. */
export function indexedTokens(resource: unknown): Set<string> {
  const names = INDEXED.flatMap(({ code: parameter, paths }) =>
    paths
      .flatMap((path) => valuesAt(resource, path))
      .flatMap(tokensOf)
      .flatMap(({ system = "", code }) => [`${parameter}\n${system}\n${code}`, `${parameter}\n*\n${code}`]),
  );
  return new Set(names);
}
