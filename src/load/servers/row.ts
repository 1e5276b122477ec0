/** What is known of one server: a row of the table. */
import type { Capabilities, Capability } from "./capabilities.js";

/** What recognises a server: everything named must match. */
export interface Mark {
  /** CapabilityStatement.software.name. */
  software?: RegExp;
  /** CapabilityStatement.publisher. */
  publisher?: RegExp;
  /** A header of the answer at /metadata. */
  header?: readonly [name: string, value: RegExp];
  /** The host of the base URL. */
  host?: RegExp;
  /** The path of the base URL, without a trailing slash. */
  path?: RegExp;
}

/** Values that have one source. */
export interface Fact {
  /** A document, a file of a repository, an issue, or "measured" with the version; and what limits the statement. */
  source: string;
  /** When the document was read or the measurement was made: YYYY-MM-DD. */
  date: string;
  values: Partial<Capabilities>;
}

export interface ServerRow {
  /** For `--as` and for receipts. */
  id: string;
  name: string;
  /** Any of them recognises it; none: it is known only when it is named. */
  marks: readonly Mark[];
  /** No capability is in two of them; what is in none is unknown. */
  facts: readonly Fact[];
}

/** A value with where it is from. */
export interface Cell<K extends Capability = Capability> {
  value: Capabilities[K];
  source: string;
  date: string;
}

/** The facts of a row by capability; an unknown one is absent. */
export function cellsOf({ facts }: ServerRow): { readonly [K in Capability]?: Cell<K> } {
  const cells = facts.flatMap(({ source, date, values }) =>
    Object.entries(values).map(([capability, value]) => [capability, { value, source, date }]),
  );
  return Object.fromEntries(cells);
}
